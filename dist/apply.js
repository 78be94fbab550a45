import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  apply
} from "./chunk-6.js";
import "./chunk-1.js";
import "./chunk-4.js";
import "./chunk-10.js";
import "./chunk-9.js";
import "./chunk-12.js";
import "./chunk-11.js";
import "./chunk-5.js";
export {
  apply
};
