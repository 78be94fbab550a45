import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  logLine
} from "./chunk-16.js";
import {
  GateError
} from "./chunk-17.js";
import {
  changeLine,
  chartText,
  queryRuns,
  revisionText,
  runNumbers
} from "./chunk-22.js";

// src/errors/asGateError.ts
var asGateError = (error) => error instanceof GateError ? error : new GateError(
  "E_UNEXPECTED",
  `Something happened that nobody foresaw (${error instanceof Error ? error.name : typeof error}).`,
  "Report this as a bug; nothing that was not approved was applied.",
  { cause: error }
);

// src/render/renderTerminal.ts
var CODES = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 };
var paintWith = (colours) => (colour, text) => colours ? `\x1B[${CODES[colour]}m${text}\x1B[0m` : text;
var renderTerminal = (plan, paint) => {
  const { target, release, counts, queries, warnings } = plan;
  const chart = chartText(release.chart, logLine);
  return [
    paint(
      "bold",
      logLine(
        `${target.release} \u2192 ${target.environment}: ${queries.length} ${queries.length === 1 ? "query" : "queries"}`
      )
    ),
    `${chart} \xB7 ${revisionText(release)} \xB7 plan ${plan.digest.slice(7, 39)}`,
    `${counts.requests} requests seen, ${counts.requests - counts.unchanged} change something, ${counts.refused} refused, ${counts.unverified} not verified`,
    ...warnings.map(({ code, message }) => paint("yellow", logLine(`${message} [${code}]`))),
    ...queryRuns(queries).map((run) => renderRun(run, paint))
  ].join("\n");
};
var nameOf = ({ object }) => `${object.kind} ${object.name}`;
var renderRun = (run, paint) => {
  const [query] = run;
  const { verb, changes, diff, cluster, unapprovable, risks, owner } = query;
  const grave = verb === "delete" || verb === "blocked";
  const what = run.length === 1 ? nameOf(query) : `${run.length} objects: ${run.map(nameOf).join(", ")}`;
  const head = `${runNumbers(run).padStart(3)}  ${logLine(`${verb} ${what}`)}`;
  return [
    "",
    `${grave ? paint("red", head) : paint("bold", head)}${risks.length === 0 ? "" : paint("dim", `  ${logLine(risks.join(", "))}`)}`,
    ...cluster.refusal === null ? [] : [paint("red", `     ${logLine(cluster.refusal)}`)],
    ...owner === null ? [] : [paint("yellow", `     ${logLine(`belongs to ${owner}`)}`)],
    ...unapprovable === null ? [] : [paint("yellow", `     ${logLine(unapprovable.message)} [${unapprovable.code}]`)],
    ...changes.map((change) => `     ${logLine(changeLine(change))}`),
    ...diff === "" ? [] : diff.split("\n").map((line) => paintLine(logLine(line), paint))
  ].join("\n");
};
var paintLine = (line, paint) => {
  const shown = `     ${line}`;
  if (line.startsWith("+")) return paint("green", shown);
  if (line.startsWith("-")) return paint("red", shown);
  return paint("dim", shown);
};

export {
  asGateError,
  paintWith,
  renderTerminal
};
