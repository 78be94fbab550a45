import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  plan
} from "./chunk-10.js";
import "./chunk-4.js";
import "./chunk-19.js";
import "./chunk-5.js";
import "./chunk-20.js";
import "./chunk-17.js";
import "./chunk-24.js";
import "./chunk-21.js";
import "./chunk-6.js";
import "./chunk-1.js";
export {
  plan
};
