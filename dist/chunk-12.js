import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  parsePlanInputs
} from "./chunk-16.js";
import {
  stringifyJson
} from "./chunk-21.js";

// src/commands/planInputs.ts
var planInputs = ({ inputs, sets }) => {
  const parsed = parsePlanInputs(inputs);
  const quoted = sets.map((set) => `--set='${set.replaceAll("'", `'"'"'`)}'`);
  return { ...parsed, helmArgs: [parsed.helmArgs, ...quoted].join(" ").trim() };
};

// src/commands/printDocument.ts
var printDocument = ({ output, print }, value, text) => print(output === "json" ? `${stringifyJson(value, 2)}
` : `${text}
`);

export {
  planInputs,
  printDocument
};
