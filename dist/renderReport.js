import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  renderReport
} from "./chunk-2.js";
import "./chunk-13.js";
import "./chunk-12.js";
import "./chunk-6.js";
export {
  renderReport
};
