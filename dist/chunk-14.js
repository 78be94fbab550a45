import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  actionInputs
} from "./chunk-13.js";
import {
  GateError
} from "./chunk-17.js";

// src/config/inputsOfTarget.ts
var OWNED = [
  "release",
  "namespace",
  "chart",
  "chart-version",
  "chart-repository",
  "values",
  "helm-args",
  "environment",
  "lookup-secrets",
  "unstable"
];
var inputsOfTarget = (inputs, config, place) => {
  const name = inputs.target;
  const target = config?.targets?.[name];
  if (target === void 0) {
    const known = Object.keys(config?.targets ?? {});
    throw new GateError(
      "E_TARGET",
      `${place} has no target ${name}.`,
      known.length === 0 ? "Define it there under targets." : `There are ${known.join(", ")}.`
    );
  }
  const twice = OWNED.find((input) => inputs[input] !== actionInputs[input]);
  if (twice !== void 0) {
    throw new GateError(
      "E_INPUT",
      `The input ${twice} and the target ${name} contradict each other.`,
      "What a target is stands in the configuration alone: remove the input."
    );
  }
  const said = Object.entries(target).map(([input, value]) => [input, [value].flat().join("\n")]);
  return { ...inputs, ...Object.fromEntries(said) };
};

export {
  inputsOfTarget
};
