import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  STATUS_MARK,
  findSurfaces,
  minimizeComment,
  planId,
  postComment,
  readHead,
  readPullRequest,
  renderStatus,
  renderSurface,
  required,
  reviewPlan,
  setCommitStatus,
  statusLine,
  surfaceOf,
  updateComment
} from "./chunk-1.js";
import {
  parsePathText,
  textAt
} from "./chunk-10.js";
import {
  GateError
} from "./chunk-9.js";
import {
  visibleText
} from "./chunk-11.js";

// src/config/actionInputs.ts
var actionInputs = {
  command: "auto",
  operation: "upgrade",
  release: "",
  namespace: "default",
  chart: "",
  "chart-version": "",
  "chart-repository": "",
  revision: "",
  values: "",
  "helm-args": "",
  environment: "",
  baseline: "cluster",
  "git-base": "",
  "required-approvals": "1",
  "apply-when": "before-merge",
  inputs: "named",
  "digest-key": "",
  "lookup-secrets": "",
  unstable: "",
  witness: "on",
  "helm-diff-source": "https://github.com/databus23/helm-diff/releases/download",
  helm: "helm",
  kubectl: "kubectl",
  "kube-context": "",
  wait: "",
  "wait-interval": "30s",
  "timeout-seconds": "900",
  "github-timeout-seconds": "20",
  "github-token": "",
  "pull-request": "",
  plan: ""
};

// src/errors/asGateError.ts
var asGateError = (error) => error instanceof GateError ? error : new GateError(
  "E_UNEXPECTED",
  `Something happened that nobody foresaw (${error instanceof Error ? error.name : typeof error}).`,
  "Report this as a bug; nothing that was not approved was applied.",
  { cause: error }
);

// src/text/logLine.ts
var logLine = (text) => visibleText(text.replaceAll(/(?<!\s)\s*\n\s*/g, " ")).replaceAll(/:(?=:)/g, ": ").replaceAll("##[", "# #[");

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

// src/config/parseDuration.ts
var SECONDS = { s: 1, m: 60, h: 3600 };
var MOST_HOURS = 6;
var parseDuration = (text, input) => {
  if (text === "") return 0;
  const [, count, unit] = /^([1-9]\d{0,5})([smh])$/.exec(text) ?? [];
  const seconds = unit === "s" || unit === "m" || unit === "h" ? Number(count) * SECONDS[unit] : Number.NaN;
  if (seconds <= MOST_HOURS * 3600) return seconds;
  throw new GateError(
    "E_INPUT",
    `The input ${input} must be a duration such as 30s, 45m or 2h, at most ${MOST_HOURS}h.`,
    "Correct it."
  );
};

// src/config/parseInputs.ts
var COMMANDS = ["auto", "plan", "publish", "gate", "apply"];
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
var parseGateInputs = (raw, { apiUrl, repository, pullRequest }) => {
  const [owner, repo] = repository.split("/");
  if (owner === void 0 || owner === "" || repo === void 0 || repo === "") {
    throw new GateError(
      "E_INPUT",
      "The repository is not known.",
      "Run on a GitHub runner, or pass --repository owner/name."
    );
  }
  const number = raw["pull-request"] === "" ? pullRequest : wholeNumber(raw["pull-request"], "pull-request", 1, 1e9);
  if (number === null) {
    throw new GateError(
      "E_NO_PULL_REQUEST",
      "This event belongs to no pull request.",
      "Run on pull_request, pull_request_review or issue_comment events of a pull request, or set the input pull-request."
    );
  }
  return {
    token: given(raw, "github-token"),
    apiUrl,
    owner,
    repo,
    pullRequest: number,
    requiredApprovals: wholeNumber(raw["required-approvals"], "required-approvals", 1, 100),
    applyWhen: oneOf(raw["apply-when"], ["before-merge", "after-merge"], "apply-when"),
    waitSeconds: parseDuration(raw.wait, "wait"),
    waitInterval: parseDuration(given(raw, "wait-interval"), "wait-interval"),
    strictInputs: oneOf(raw.inputs, ["named", "strict"], "inputs") === "strict",
    timeoutSeconds: wholeNumber(raw["github-timeout-seconds"], "github-timeout-seconds", 1, 600)
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

// src/commands/isLocked.ts
var isLocked = async (write) => {
  try {
    await write();
    return false;
  } catch (error) {
    if (error instanceof GateError && error.code === "E_GITHUB_LOCKED") return true;
    throw error;
  }
};

// src/commands/gate.ts
var gate = async (github, inputs, plan) => {
  const gated = await evaluate(github, inputs, plan);
  await show(github, gated);
  return gated;
};
var evaluate = async (github, inputs, plan) => {
  const pull = await readPullRequest(github, inputs.pullRequest);
  const shown = findSurfaces(pull.ownComments).flatMap(({ surface: surface2 }) => surface2 ?? []);
  const surface = plan ?? shown.at(-1) ?? null;
  if (surface === null) return { decision: without("NO_SURFACE", inputs), surface, pull };
  const decision = await reviewPlan(github, pull, surface, inputs.requiredApprovals);
  const now = await readHead(github, inputs.pullRequest);
  if (now.head !== pull.head || now.base !== pull.base)
    return { decision: without("HEAD_MOVED", inputs), surface, pull };
  if (decision.state === "approved" && inputs.applyWhen === "after-merge" && !now.merged) {
    return { decision: { ...decision, state: "pending", reason: "WAITING_FOR_MERGE" }, surface, pull };
  }
  return { decision, surface, pull };
};
var without = (reason, { requiredApprovals }) => ({
  state: "pending",
  reason,
  queries: [],
  remarks: [],
  held: [],
  required: requiredApprovals
});
var show = async (github, { decision, surface, pull }) => {
  const target = surface?.target.name ?? "helm-query-gate";
  const applied = pull.ownComments.findLast(({ body: body2 }) => body2.includes("<!-- helm-query-gate:receipt "));
  const body = renderStatus(decision, {
    target,
    namespace: surface?.target.namespace ?? "",
    planId: surface === null ? null : planId(surface),
    applied: applied === void 0 ? null : `[Last receipt](${applied.url})`
  });
  const shown = pull.ownComments.find((comment) => comment.body.endsWith(STATUS_MARK));
  const locked = await isLocked(async () => {
    if (shown === void 0) await postComment(github, pull.number, body);
    else if (shown.body !== body) await updateComment(github, shown.databaseId, body);
  });
  await setCommitStatus(github, pull.head, {
    state: COMMIT_STATE[decision.state],
    context: `helm-query-gate/${target}`,
    description: locked ? `${statusLine(decision)}; the conversation is locked` : statusLine(decision),
    url: shown?.url ?? null
  });
};
var COMMIT_STATE = {
  approved: "success",
  pending: "pending",
  rejected: "failure",
  blocked: "failure"
};

// src/commands/publish.ts
var publish = async (github, { pullRequest: number, strictInputs }, plan, { progress }) => {
  refusePreview(plan);
  const pull = await readPullRequest(github, number);
  const id = planId(plan);
  const surfaces = findSurfaces(pull.ownComments);
  const bodies = renderSurface(surfaceOf(plan));
  const newest = surfaces.at(-1);
  if (isShown(newest, bodies) || !strictInputs && isShown(newest, bodiesBefore(newest, plan))) {
    progress(`the list of plan ${id} is still true`);
    return { planId: id, posted: 0, kept: true };
  }
  for (const body of bodies) await postComment(github, number, body);
  progress(`posted the list of plan ${id}: queries ${plan.queries.length}, comments ${bodies.length}`);
  await foldOlder(github, pull);
  return { planId: id, posted: bodies.length, kept: false };
};
var refusePreview = ({ target }) => {
  if (target.baseline === "cluster") return;
  throw new GateError(
    "E_PREVIEW",
    "A preview is no list to approve from.",
    "Show its report or the job summary; publish a plan with `baseline: cluster`."
  );
};
var isShown = (newest, bodies) => newest?.surface !== void 0 && newest.surface !== null && newest.comments.length === bodies.length && newest.comments.every(({ body }, index) => body === bodies[index]);
var bodiesBefore = (newest, plan) => newest?.surface === void 0 || newest.surface === null ? [] : renderSurface(surfaceOf({ ...plan, inputs: newest.surface.inputs }));
var foldOlder = async (github, { ownComments }) => {
  const older = findSurfaces(ownComments).flatMap(({ comments }) => comments);
  for (const { id, minimized } of older) if (!minimized) await minimizeComment(github, id);
};

// src/github/watchPullRequest.ts
var watchPullRequest = (github, number) => {
  const paths = [`/pulls/${number}`, `/issues/${number}/comments?per_page=100`, `/pulls/${number}/reviews?per_page=100`];
  let seen = [];
  return async () => {
    const what = `pull request ${number} was looked at again`;
    const now = await Promise.all(paths.map(async (path) => await github.rest("GET", path, what)));
    const changed = now.some((answer, index) => answer !== seen[index]);
    seen = now;
    return { head: required(textAt(now[0], "head", "sha"), "the head of the pull request"), changed };
  };
};

// src/commands/waitForDecision.ts
import { setTimeout as sleep } from "node:timers/promises";
var SLOWEST = 4;
var SLOWER = 1.5;
var waitForDecision = async (first, waiting) => {
  const { seconds, interval, look, evaluate: evaluate2, progress, stop } = waiting;
  const deadline = performance.now() + seconds * 1e3;
  const say = lineOnce(progress, deadline);
  let [gated, pause, due] = [first, interval, false];
  while (isOpen(gated)) {
    say(statusLine(gated.decision));
    const left = deadline - performance.now();
    if (left <= 0 || !await pauseFor(Math.min(pause * 1e3, left), stop)) return gated;
    try {
      const { head, changed } = await look();
      if (head !== first.pull.head) return moved(gated);
      due ||= changed;
      pause = changed ? interval : Math.min(pause * SLOWER, interval * SLOWEST);
      if (due) gated = await evaluate2();
      if (gated.pull.head !== first.pull.head) return moved(gated);
      due = changed;
    } catch (error) {
      if (!isPassing(error)) throw error;
      say(error.sentence);
    }
  }
  return gated;
};
var isOpen = ({ decision }) => decision.state === "pending" && decision.reason !== "HEAD_MOVED";
var moved = (gated) => ({
  ...gated,
  decision: { ...gated.decision, state: "pending", reason: "HEAD_MOVED" }
});
var pauseFor = async (milliseconds, signal) => {
  try {
    await sleep(milliseconds, void 0, signal === void 0 ? {} : { signal });
    return true;
  } catch {
    return false;
  }
};
var isPassing = (error) => error instanceof GateError && (error.code === "E_GITHUB_DOWN" || error.code === "E_GITHUB_LIMIT");
var lineOnce = (progress, deadline) => {
  let last = "";
  return (text) => {
    if (text === last) return;
    last = text;
    const minutes = Math.max(0, Math.ceil((deadline - performance.now()) / 6e4));
    progress(`waiting, at most ${minutes} ${minutes === 1 ? "minute" : "minutes"} more: ${text}`);
  };
};

// src/commands/waitWhilePending.ts
var waitWhilePending = async (first, { github, gateInputs, evaluate: evaluate2, setting }) => {
  const { pullRequest, waitSeconds, waitInterval } = gateInputs;
  if (first === null || waitSeconds === 0) return first;
  const look = watchPullRequest(github, pullRequest);
  return await waitForDecision(first, { ...setting, seconds: waitSeconds, interval: waitInterval, look, evaluate: evaluate2 });
};

export {
  actionInputs,
  asGateError,
  parseCommandName,
  parsePlanInputs,
  parseGateInputs,
  gate,
  publish,
  waitWhilePending,
  logLine
};
