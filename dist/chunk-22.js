import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  visibleText
} from "./chunk-24.js";
import {
  stringifyJson
} from "./chunk-21.js";

// src/render/chartText.ts
var chartText = ({ name, from, to }, mark) => {
  const before = from === null || from === to ? [] : [mark(from)];
  return `${mark(name)} ${[...before, to === null ? "removed" : mark(to)].join(" \u2192 ")}`;
};

// src/render/markdown.ts
var codeSpan = (text) => {
  const shown = visibleText(text.replaceAll("\n", "\u21B5"));
  const ticks = "`".repeat(longestRun(shown) + 1);
  const pad = shown.startsWith("`") || shown.endsWith("`") || shown === "" ? " " : "";
  return `${ticks}${pad}${shown}${pad}${ticks}`;
};
var fence = (language, text) => {
  const shown = visibleText(text);
  const ticks = "`".repeat(Math.max(3, longestRun(shown) + 1));
  return `${ticks}${language}
${shown}
${ticks}`;
};
var MAX_SPAN = 1e3;
var quoted = (text) => text.length > MAX_SPAN || text.includes("\n") ? `

${fence("", text)}` : ` ${codeSpan(text)}`;
var longestRun = (text) => (text.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 0);
var tableCell = (text) => text.replaceAll("|", "\\|");

// src/render/valueText.ts
var MAX_LENGTH = 120;
var valueText = (value) => {
  if (typeof value === "string") {
    const lines = value.split("\n").length;
    return lines > 1 || value.length > MAX_LENGTH ? `(${lines} ${lines === 1 ? "line" : "lines"} of text)` : JSON.stringify(value);
  }
  const text = stringifyJson(value);
  if (text.length <= MAX_LENGTH) return text;
  return Array.isArray(value) ? `(list of ${value.length})` : "(object)";
};

// src/render/queryBlock.ts
var queryTitle = ({ verb, object }, releaseNamespace) => {
  const place = object.namespace === null || object.namespace === releaseNamespace ? "" : ` in ${codeSpan(object.namespace)}`;
  return `**${verb}** ${codeSpan(object.kind)} ${codeSpan(object.name)}${place}`;
};
var queryBlock = (query, targetName) => [objectLine(query, targetName), editText(query), `digest ${codeSpan(query.digest)}`].filter((part) => part !== "").join("\n\n");
var objectLine = ({ verb, object }, targetName) => {
  const group = object.group === "" ? object.version : `${object.group}/${object.version}`;
  const where = object.namespace === null ? "cluster-scoped" : `namespace ${codeSpan(object.namespace)}`;
  return `${codeSpan(targetName)} \xB7 **${verb}** ${codeSpan(object.kind)} ${codeSpan(object.name)} \xB7 ${codeSpan(group)} \xB7 ${where}`;
};
var editText = (query) => {
  const lines = [
    ...query.hook === null ? [] : [hookLine(query.hook)],
    ...query.risks.length === 0 ? [] : [`risks: ${query.risks.map((risk) => codeSpan(risk)).join(", ")}`],
    ...notes(query)
  ];
  const changes = query.changes.length === 0 ? [] : [fence("", query.changes.map((change) => changeLine(change)).join("\n"))];
  const diff = query.diff === "" ? [] : [fence("diff", query.diff)];
  return [...lines, ...changes, ...diff].join("\n\n");
};
var hookLine = ({ events, weight, deletePolicies }) => `hook: ${events.map((event) => codeSpan(event)).join(", ")} \xB7 weight ${weight} \xB7 deleted ${deletePolicies.map((policy) => codeSpan(policy)).join(", ") || codeSpan("before-hook-creation")} \xB7 runs changed or not`;
var notes = ({ verb, owner, cluster, unapprovable }) => [
  ...owner === null ? [] : [`the object belongs to ${codeSpan(owner)}${verb === "adopt" ? ", and to this release from now on" : ""}`],
  ...verb === "keep" ? [
    `nothing is sent: Helm leaves the object in the cluster (${codeSpan("helm.sh/resource-policy: keep")}) and no longer cares for it`
  ] : [],
  ...verb === "revert" ? ["put back: changed in the cluster since the last upgrade"] : [],
  ...verb === "migrate" ? ["no value changes: Helm becomes the owner of fields that it applied in another way before"] : [],
  ...cluster.refusal === null ? [] : [`the cluster refuses this; no approval helps:${quoted(cluster.refusal)}`],
  ...cluster.verified ? [] : [`not verified by the cluster:${quoted(cluster.reason ?? "")}`],
  ...cluster.sideEffects.length === 0 ? [] : [`the cluster also changes:${quoted(cluster.sideEffects.join(", "))}`],
  ...unapprovable === null ? [] : [`cannot be approved [${unapprovable.code}]:${quoted(unapprovable.message)}`]
];
var changeLine = ({ path, op, before, after }) => {
  if (op === "add") return `${path}: added ${after === void 0 ? "" : valueText(after)}`;
  if (op === "remove") return `${path}: removed ${before === void 0 ? "" : valueText(before)}`;
  const was = before === void 0 ? "" : `${valueText(before)} \u2192 `;
  return `${path}: ${was}${after === void 0 ? "" : valueText(after)}`;
};

// src/render/queryRuns.ts
var queryRuns = (queries) => {
  const runs = [];
  for (const query of queries) {
    const last = runs.at(-1);
    if (last !== void 0 && isSameEdit(last[0], query)) last.push(query);
    else runs.push([query]);
  }
  return runs;
};
var isSameEdit = (first, query) => query.group !== null && query.group === first.group && query.verb === first.verb && editText(query) === editText(first) && query.live.length === 0 && first.live.length === 0;
var runNumbers = (run) => {
  const [first, last] = [run[0].number, run.at(-1)?.number ?? run[0].number];
  return first === last ? `${first}` : `${first}-${last}`;
};
var MAX_PATHS = 2;
var runTitle = (run, releaseNamespace) => {
  const [first] = run;
  if (run.length === 1) return queryTitle(first, releaseNamespace);
  const paths = first.changes.slice(0, MAX_PATHS).map(({ path }) => codeSpan(path));
  const more = first.changes.length > paths.length ? [`${first.changes.length - paths.length} more`] : [];
  return `**${first.verb}** ${[...paths, ...more].join(", ")} in ${run.length} objects`;
};

// src/render/revisionText.ts
var revisionText = ({ newest, baseline, next, backTo }) => {
  if (newest === null) return next === null ? "no release was looked at" : "first install";
  if (next === null) return `revision ${newest.revision}, the last one`;
  if (baseline !== null && baseline.revision !== newest.revision) {
    return `revision ${baseline.revision} \u2192 ${next} (${newest.revision} was not deployed)`;
  }
  return `revision ${newest.revision} \u2192 ${next}${backTo === null ? "" : `, back to what ${backTo} was`}`;
};

export {
  codeSpan,
  fence,
  quoted,
  tableCell,
  chartText,
  queryTitle,
  queryBlock,
  objectLine,
  editText,
  changeLine,
  queryRuns,
  runNumbers,
  runTitle,
  revisionText
};
