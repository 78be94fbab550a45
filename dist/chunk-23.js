import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  visibleText
} from "./chunk-24.js";

// src/render/escapeHtml.ts
var escapeHtml = (text) => visibleText(text).replaceAll(/[&<>"'`]/g, (character) => `&#${character.codePointAt(0)};`);

export {
  escapeHtml
};
