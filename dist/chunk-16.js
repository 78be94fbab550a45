import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  parseDuration
} from "./chunk-15.js";
import {
  parsePathText
} from "./chunk-19.js";
import {
  GateError
} from "./chunk-17.js";
import {
  visibleText
} from "./chunk-24.js";

// src/config/parseUnstable.ts
var parseUnstable = (text) => {
  const found = /* @__PURE__ */ new Map();
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line === "") continue;
    const [, object = "", list = ""] = /^([A-Za-z]+\/[^\s:]+):\s*(\S.*)$/.exec(line) ?? [];
    const paths = list.split(/,\s*/);
    if (object === "" || !paths.every((path) => parsePathText(path) !== null)) throw malformed(line);
    found.set(object, [...found.get(object) ?? [], ...paths]);
  }
  return found;
};
var malformed = (line) => new GateError(
  "E_INPUT",
  `The input unstable has a line that names no paths of an object: ${line}`,
  "Write `Kind/name: path, path`, with paths as the list of queries shows them."
);

// src/config/parseWait.ts
var MOST_HOURS = 6;
var parseWait = (text, input) => {
  if (text === "") return 0;
  const seconds = parseDuration(text);
  if (seconds !== null && seconds <= MOST_HOURS * 3600) return seconds;
  throw new GateError(
    "E_INPUT",
    `The input ${input} must be a duration such as 30s, 45m or 2h, at most ${MOST_HOURS}h.`,
    "Correct it."
  );
};

// src/config/parseInputs.ts
var COMMANDS = ["auto", "plan", "publish", "gate", "apply", "resolve", "doctor"];
var parseCommandName = (text) => oneOf(text, COMMANDS, "command");
var parsePlanInputs = (raw) => ({
  ...operationInputs(raw),
  release: given(raw, "release"),
  namespace: given(raw, "namespace"),
  helmArgs: raw["helm-args"],
  environment: raw.environment === "" ? "default" : raw.environment,
  baseline: oneOf(raw.baseline, ["cluster", "git"], "baseline"),
  gitBase: raw["git-base"],
  helm: given(raw, "helm"),
  kubectl: given(raw, "kubectl"),
  kubeContext: raw["kube-context"] === "" ? null : raw["kube-context"],
  digestKey: digestKey(raw["digest-key"]),
  lookupSecrets: lines(raw["lookup-secrets"]),
  unstable: parseUnstable(raw.unstable),
  witness: oneOf(raw.witness, ["on", "off", "strict"], "witness"),
  helmDiffSource: given(raw, "helm-diff-source").replace(/\/+$/, ""),
  timeoutSeconds: wholeNumber(raw["timeout-seconds"], "timeout-seconds", 1, 6 * 3600)
});
var operationInputs = (raw) => {
  const operation = oneOf(raw.operation, ["upgrade", "rollback", "uninstall"], "operation");
  if (operation !== "rollback" && raw.revision !== "") throw useless("revision", operation);
  if (operation === "upgrade") {
    const fetched = { chartVersion: raw["chart-version"], chartRepository: raw["chart-repository"] };
    return { operation, chart: given(raw, "chart"), ...fetched, values: lines(raw.values), revision: null };
  }
  for (const name of ["chart", "chart-version", "chart-repository", "values"])
    if (raw[name] !== "") throw useless(name, operation);
  const revision = raw.revision === "" ? -1 : wholeNumber(raw.revision, "revision", 1, 1e9);
  const nothing = { chart: "", chartVersion: "", chartRepository: "", values: [] };
  return { operation, ...nothing, revision: operation === "rollback" ? revision : null };
};
var useless = (name, operation) => new GateError("E_INPUT", `The input ${name} means nothing to the operation ${operation}.`, "Remove it.");
var parseConnection = (raw, { apiUrl, repository }) => {
  const [owner, repo] = repository.split("/");
  if (owner === void 0 || owner === "" || repo === void 0 || repo === "") {
    throw new GateError(
      "E_INPUT",
      "The repository is not known.",
      "Run on a GitHub runner, or pass --repository owner/name."
    );
  }
  const timeoutSeconds = wholeNumber(raw["github-timeout-seconds"], "github-timeout-seconds", 1, 600);
  return { token: given(raw, "github-token"), apiUrl, owner, repo, timeoutSeconds };
};
var parseGateInputs = (raw, place) => {
  const connection = parseConnection(raw, place);
  const number = raw["pull-request"] === "" ? place.pullRequest : wholeNumber(raw["pull-request"], "pull-request", 1, 1e9);
  if (number === null) {
    throw new GateError(
      "E_NO_PULL_REQUEST",
      "This event belongs to no pull request.",
      "Run on pull_request, pull_request_review or issue_comment events of a pull request, or set the input pull-request."
    );
  }
  return {
    ...connection,
    pullRequest: number,
    requiredApprovals: wholeNumber(raw["required-approvals"], "required-approvals", 1, 100),
    applyWhen: oneOf(raw["apply-when"], ["before-merge", "after-merge"], "apply-when"),
    waitSeconds: parseWait(raw.wait, "wait"),
    waitInterval: parseWait(given(raw, "wait-interval"), "wait-interval"),
    checkRun: oneOf(raw["check-run"], ["off", "on"], "check-run") === "on",
    strictInputs: oneOf(raw.inputs, ["named", "strict"], "inputs") === "strict"
  };
};
var given = (raw, name) => {
  if (raw[name] !== "") return raw[name];
  throw new GateError("E_INPUT", `The input ${name} is missing.`, "Set it; the README shows a whole workflow.");
};
var lines = (text) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
var oneOf = (text, allowed, name) => {
  const found = allowed.find((word) => word === text);
  if (found !== void 0) return found;
  throw new GateError("E_INPUT", `The input ${name} must be one of ${allowed.join(", ")}.`, "Correct it.");
};
var wholeNumber = (text, name, least, most) => {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new GateError("E_INPUT", `The input ${name} must be a whole number from ${least} to ${most}.`, "Correct it.");
};
var digestKey = (text) => {
  if (text === "") return null;
  if (text.length >= 32) return text;
  throw new GateError(
    "E_INPUT",
    "The digest-key is too short to keep Secrets from being guessed.",
    "Make one with `openssl rand -hex 32`."
  );
};

// src/text/logLine.ts
var logLine = (text) => visibleText(text.replaceAll(/(?<!\s)\s*\n\s*/g, " ")).replaceAll(/:(?=:)/g, ": ").replaceAll("##[", "# #[");

export {
  parseCommandName,
  parsePlanInputs,
  parseConnection,
  parseGateInputs,
  logLine
};
