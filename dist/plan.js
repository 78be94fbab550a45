import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  plan
} from "./chunk-9.js";
import "./chunk-4.js";
import "./chunk-5.js";
import "./chunk-11.js";
import "./chunk-12.js";
import "./chunk-6.js";
export {
  plan
};
