import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  parse
} from "./chunk-6.js";

// src/json/parseJson.ts
var MAY_ROUND = /\d{16}/;
var parseJson = (text) => {
  if (!MAY_ROUND.test(text)) return JSON.parse(text);
  return parse(text, void 0, exactNumber);
};
var exactNumber = (text) => {
  const value = Number(text);
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? BigInt(text) : value;
};

export {
  parseJson
};
