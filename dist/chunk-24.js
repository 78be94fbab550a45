import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);

// src/text/visibleText.ts
var RANGES = [
  [0, 8],
  [11, 31],
  [127, 159],
  [847, 847],
  [1564, 1564],
  [4447, 4448],
  [6068, 6069],
  [6155, 6159],
  [8203, 8207],
  [8232, 8238],
  [8288, 8303],
  [10240, 10240],
  [12644, 12644],
  [65024, 65039],
  [65279, 65279],
  [65440, 65440],
  [65520, 65531],
  [917504, 921599]
];
var braced = (code) => `\\u{${code.toString(16)}}`;
var HIDDEN = new RegExp(
  `[${RANGES.map(([from, to]) => `${braced(from)}-${braced(to)}`).join("")}\\p{Cf}\\p{Default_Ignorable_Code_Point}]|(?! )\\p{Zs}|\\p{Surrogate}`,
  "gu"
);
var WORD = /[\p{L}\p{M}\p{N}_]+/gu;
var LATIN = new RegExp("\\p{Script=Latin}", "u");
var LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/gu;
var visibleText = (text) => {
  if (PLAIN.test(text)) return text;
  const shown = text.replaceAll(HIDDEN, (character) => named(character));
  return shown.search(LOOKALIKE) < 0 ? shown : shown.replaceAll(
    WORD,
    (word) => LATIN.test(word) ? word.replaceAll(LOOKALIKE, (character) => named(character)) : word
  );
};
var PLAIN = /^[\n\t\u{20}-\u{7E}]*$/u;
var named = (character) => {
  if (character === "\r") return "\u240D";
  const code = character.codePointAt(0) ?? 0;
  return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
};

export {
  visibleText
};
