import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  stringify
} from "./chunk-6.js";

// src/json/stringifyJson.ts
var stringifyJson = (value, indent) => stringify(value, void 0, indent) ?? "null";

export {
  stringifyJson
};
