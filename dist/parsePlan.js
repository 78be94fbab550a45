import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  parsePlan
} from "./chunk-8.js";
import "./chunk-3.js";
import "./chunk-20.js";
import "./chunk-17.js";
import "./chunk-6.js";
import "./chunk-1.js";
export {
  parsePlan
};
