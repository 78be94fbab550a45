import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  renderReport
} from "./chunk-2.js";
import "./chunk-12.js";
import "./chunk-11.js";
import "./chunk-5.js";
export {
  renderReport
};
