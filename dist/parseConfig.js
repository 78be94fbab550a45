import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  parseConfig
} from "./chunk-7.js";
import "./chunk-5.js";
import "./chunk-3.js";
import "./chunk-17.js";
import "./chunk-21.js";
import "./chunk-6.js";
import "./chunk-1.js";
export {
  parseConfig
};
