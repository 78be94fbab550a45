import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  inputsOfTarget
} from "./chunk-14.js";
import "./chunk-13.js";
import "./chunk-17.js";
import "./chunk-1.js";
export {
  inputsOfTarget
};
