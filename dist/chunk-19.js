import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);

// src/json/isObject.ts
var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// src/json/sameJson.ts
var sameJson = (left, right) => {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameJson(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => key in right && sameJson(left[key], right[key]));
};

// src/json/at.ts
var at = (value, ...keys) => keys.reduce((member, key) => isObject(member) ? member[key] : void 0, value);
var textAt = (value, ...keys) => {
  const member = at(value, ...keys);
  return typeof member === "string" ? member : void 0;
};

// src/text/compareTexts.ts
var compareTexts = (one, other) => one < other ? -1 : one > other ? 1 : 0;

// src/exchange/parsePathText.ts
var STEP = /^(?:\.?(?<key>[A-Za-z_$][\w$/-]*)|\[(?<quoted>"(?:[^"\\]|\\.)*")\]|\[(?<by>[A-Za-z]\w*)=(?:(?<value>[\w./-]+)|(?<text>"(?:[^"\\]|\\.)*"))\]|\[(?<place>\d+)\])/;
var parsePathText = (path) => {
  const segments = [];
  let rest = path;
  while (rest !== "") {
    const match = STEP.exec(rest);
    if (match?.groups === void 0) return null;
    segments.push(toSegment(match.groups));
    rest = rest.slice(match[0].length);
  }
  return segments.length === 0 ? null : segments;
};
var toSegment = ({ key, quoted, by, value, text, place }) => {
  if (key !== void 0) return key;
  if (quoted !== void 0) return JSON.parse(quoted);
  if (by !== void 0) return { by, value: value ?? JSON.parse(text ?? '""') };
  return Number(place);
};

export {
  isObject,
  at,
  textAt,
  parsePathText,
  compareTexts,
  sameJson
};
