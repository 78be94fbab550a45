import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  apply
} from "./chunk-8.js";
import "./chunk-1.js";
import "./chunk-4.js";
import "./chunk-5.js";
import "./chunk-3.js";
import "./chunk-11.js";
import "./chunk-13.js";
import "./chunk-12.js";
import "./chunk-6.js";
export {
  apply
};
