import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  parsePlan
} from "./chunk-7.js";
import "./chunk-3.js";
import "./chunk-11.js";
import "./chunk-6.js";
export {
  parsePlan
};
