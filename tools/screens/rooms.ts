// What the screens are drawn with.
export { renderSurface } from '../../src/render/renderSurface.ts'
export { surfaceOf } from '../../src/render/Surface.ts'
export { markdown } from '../../test/forge/web/markdown.ts'
export { style } from '../../test/forge/web/style.ts'
