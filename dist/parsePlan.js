import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  parsePlan
} from "./chunk-3.js";
import "./chunk-9.js";
import "./chunk-5.js";
export {
  parsePlan
};
