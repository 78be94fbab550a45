// The plugins load the light build, which is the same without Redis and has no types of its own.
declare module 'bottleneck/light.js' {
  export { default } from 'bottleneck'
}
