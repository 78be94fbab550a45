import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  HELM_BYTES,
  PLAN_FORMAT,
  changesBetween,
  createRedactor,
  digestInputs,
  droppedHooks,
  finishQuery,
  givenValues,
  groupEdits,
  groupVersion,
  helmFailure,
  indexManifest,
  openCluster,
  parseManifest,
  prepareOperation,
  rankOf,
  readDroppedHooks,
  readTar,
  rehearseTarget,
  repeatsItem,
  runProgram,
  secretDocuments,
  secretValues,
  sha256
} from "./chunk-4.js";
import {
  textAt
} from "./chunk-19.js";
import {
  GateError
} from "./chunk-17.js";
import {
  __callDispose,
  __using
} from "./chunk-1.js";

// src/commands/previewTarget.ts
import { access, readFile as readFile2 } from "node:fs/promises";
import { join as join3, relative } from "node:path";

// src/helm/readChartTexts.ts
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
var MAX_UNPACKED = 128 * 1024 * 1024;
var TEXTS = /^(?:charts\/[^/]+\/)*(?:templates\/.+|values\.yaml|Chart\.yaml)$/;
var SUBCHART = /^(?:charts\/[^/]+\/)*charts\/[^/]+(?:\.tgz|\.tar\.gz)$/;
var readChartTexts = async (chart) => {
  const isArchive = /\.tgz$|\.tar\.gz$/.test(chart);
  return new Map(isArchive ? textsOfArchive(await readFile(chart)) : await textsOfFolder(chart, ""));
};
var textsOfFolder = async (folder, path) => {
  const entries = await readdir(join(folder, path), { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const place = path === "" ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory()) return await textsOfFolder(folder, place);
    return isWanted(place) ? textsOf(place, await readFile(join(folder, place))) : [];
  });
  return (await Promise.all(found)).flat();
};
var inFolder = (name) => name.replaceAll("\\", "/").replace(/^\.\//, "");
var textsOfArchive = (archive) => readTar(archive, MAX_UNPACKED).flatMap(({ name, content }) => {
  const place = inFolder(name).replace(/^[^/]*\//, "");
  return isWanted(place) ? textsOf(place, content) : [];
});
var isWanted = (place) => TEXTS.test(place) || SUBCHART.test(place);
var textsOf = (place, content) => {
  if (!SUBCHART.test(place)) return [[place, content.toString("utf8")]];
  const first = readTar(content, MAX_UNPACKED)[0]?.name ?? "";
  const folder = place.replace(/[^/]+$/, inFolder(first).split("/", 1)[0] ?? "");
  return textsOfArchive(content).map(([inner, text]) => [`${folder}/${inner}`, text]);
};

// src/helm/renderChart.ts
var RENDERING = /* @__PURE__ */ new Set([
  "values",
  "set",
  "set-string",
  "set-json",
  "set-literal",
  "set-file",
  "no-hooks",
  "enable-dns",
  "skip-schema-validation"
]);
var renderChart = async (operation, stop) => {
  const { helm, release, chart, namespace, args, env, cwd, timeoutSeconds } = operation;
  if (chart === null) throw new GateError("E_INPUT", "Only an upgrade has a chart to preview.", "Remove baseline: git.");
  const flags = args.filter(({ name }) => RENDERING.has(name)).map(({ name, value }) => value === null ? `--${name}` : `--${name}=${value}`);
  const result = await runProgram({
    command: helm,
    args: ["template", release, chart, "--namespace", namespace, "--is-upgrade", "--include-crds", ...flags],
    // No kubeconfig at all: nothing can be asked.
    env: { ...env, KUBECONFIG: "/dev/null" },
    cwd,
    timeoutSeconds,
    maxBytes: HELM_BYTES,
    ...stop === void 0 ? {} : { stop }
  });
  if (result.exitCode !== 0)
    throw helmFailure(result, "helm template", createRedactor(await givenValues(operation)).text);
  const texts = await readChartTexts(chart);
  return {
    record: recordOf(operation, result.stdout, texts),
    hooksDropped: readDroppedHooks(result.stderr),
    texts
  };
};
var recordOf = ({ release, namespace }, manifest, texts) => {
  const [facts] = parseManifest(texts.get("Chart.yaml") ?? "");
  const templates = [...texts].map(([path, text]) => [path, Buffer.from(text).toString("base64")]);
  return {
    name: release,
    namespace,
    revision: 1,
    status: "rendered",
    deployedAt: null,
    manifest,
    hooks: [],
    chart: {
      name: textAt(facts, "name") ?? "",
      version: textAt(facts, "version") ?? "",
      definitions: /* @__PURE__ */ new Map(),
      templates: new Map(templates)
    },
    applyMethod: null,
    values: {}
  };
};

// src/plan/makePreview.ts
var PREVIEW = {
  code: "E_PREVIEW",
  message: "This is a preview of two renders, made without the cluster: what is applied depends on the cluster. Plan with `baseline: cluster` to approve."
};
var makePreview = (facts) => {
  const { target, before, after } = facts;
  const [was, will] = [indexManifest(before).documents, indexManifest(after).documents];
  const secrets = [...before === null ? [] : secretDocuments(before), ...secretDocuments(after)];
  const redactor = createRedactor(secrets.flatMap((secret) => secretValues(secret)));
  const finishing = { target, redactor, digestKey: null, unstable: [] };
  const drafts = [.../* @__PURE__ */ new Set([...was.keys(), ...will.keys()])].flatMap(
    (key) => draftOf(target, was.get(key), will.get(key))
  );
  const finished = drafts.map((draft) => ({ query: { ...finishQuery(draft, finishing), ...UNVERIFIED } }));
  const sorted = finished.toSorted((a, b) => rankOf(a.query) - rankOf(b.query));
  const queries = groupEdits(sorted).map(({ item, group }, index) => ({
    number: index + 1,
    ...item.query,
    group,
    unapprovable: PREVIEW
  }));
  const counts = { requests: 0, unchanged: 0, refused: 0, unverified: queries.length, queries: queries.length };
  return {
    schemaVersion: 1,
    digest: sha256({ format: PLAN_FORMAT, target: { ...target }, queries: queries.map(({ digest }) => digest) }),
    createdBy: { format: PLAN_FORMAT, helm: facts.helm, kubernetes: "none" },
    target,
    release: {
      newest: null,
      baseline: null,
      next: null,
      backTo: null,
      deployedAt: null,
      chart: { name: after.chart.name, from: before?.chart.version ?? null, to: after.chart.version }
    },
    inputs: facts.inputs,
    counts,
    queries,
    warnings: facts.warnings.map(({ code, message }) => ({ code, message: redactor.text(message) }))
  };
};
var UNVERIFIED = {
  cluster: { verified: false, reason: "no cluster was asked", refusal: null, sideEffects: [] }
};
var draftOf = (target, was, will) => {
  const document = will ?? was;
  const changes = changesBetween(was?.object, will?.object);
  if (document === void 0 || changes.length === 0) return [];
  const verb = was === void 0 ? "create" : will === void 0 ? "delete" : "update";
  return [
    {
      verb,
      object: identityOf(document, target),
      exchanges: [],
      changes,
      content: changes.map(({ path, op, before, after }) => ({
        path,
        op,
        before: before ?? null,
        after: after ?? null
      })),
      hook: null,
      source: document.source,
      owner: null,
      sideEffects: [],
      isTwin: document.times > 1,
      repeatsItem: [was, will].some((side) => repeatsItem(void 0, side?.object))
    }
  ];
};
var identityOf = ({ object }, { namespace }) => {
  return {
    ...groupVersion(object),
    kind: textAt(object, "kind") ?? "",
    namespace: textAt(object, "metadata", "namespace") ?? namespace,
    name: textAt(object, "metadata", "name") ?? ""
  };
};

// src/plan/missedLookups.ts
var NOTES = /\/NOTES\.txt$/;
var COMMENT = /^-?\s*\/\*[^]*?\*\//;
var LITERAL = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/g;
var CALL = /(?:^|[\s(|=])lookup(?:[\s()]|$)/;
var missedLookups = (texts) => {
  const asking = [...texts].filter(([path, text]) => !NOTES.test(path) && looksUp(text)).map(([path]) => path);
  if (asking.length === 0) return [];
  return [
    {
      code: "W_PREVIEW_LOOKUP",
      message: `No cluster was asked, so that lookup found nothing in ${asking.toSorted().join(", ")}: what is applied may be something else.`
    }
  ];
};
var looksUp = (text) => text.split("{{").slice(1).some((action) => CALL.test(action.replace(COMMENT, "").replaceAll(LITERAL, '""').split("}}", 1)[0] ?? ""));

// src/commands/checkOutBase.ts
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";
var GIT_SECONDS = 120;
var checkOutBase = async (branch, { checkout, environment }) => {
  const git = async (...args) => {
    const env = {
      PATH: environment["PATH"] ?? "",
      HOME: "/nonexistent",
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_TERMINAL_PROMPT: "0"
    };
    const safe = ["-c", "core.hooksPath=/dev/null", "-c", `safe.directory=${checkout}`, "-C", checkout];
    const program = { command: "git", args: [...safe, ...args], env, cwd: checkout, timeoutSeconds: GIT_SECONDS };
    const { exitCode, stdout } = await runProgram(program);
    return exitCode === 0 ? stdout.trim() : null;
  };
  const commit = await git("merge-base", "--end-of-options", branch, "HEAD");
  if (commit === null) throw unreachable(branch);
  const parent = await realpath(await mkdtemp(join2(tmpdir(), "helm-query-gate-")));
  const folder = join2(parent, "base");
  const dispose = async () => {
    await git("worktree", "remove", "--force", folder);
    await rm(parent, { recursive: true, force: true });
  };
  if (await git("worktree", "add", "--detach", folder, commit) === null) {
    await dispose();
    throw unreachable(branch);
  }
  return { folder, commit, [Symbol.asyncDispose]: dispose };
};
var unreachable = (branch) => new GateError(
  "E_GIT_BASE",
  `The checkout has no common commit with ${branch}.`,
  "Check out with `fetch-depth: 0`, or name the branch in the input git-base."
);

// src/commands/previewTarget.ts
var previewTarget = async (inputs, setting) => {
  var _stack = [];
  try {
    const now = await prepareOperation(inputs, setting);
    const base = __using(_stack, await checkOutBase(baseOf(inputs, setting), setting), true);
    const then = await operationAt(base.folder, inputs, setting);
    setting.progress(`rendering ${inputs.chart} as it is and as it was at ${base.commit.slice(0, 12)}`);
    const [before, after] = await Promise.all([
      then === null ? null : renderChart(then, setting.stop),
      renderChart(now, setting.stop)
    ]);
    return makePreview({
      target: {
        name: `${inputs.release}/${inputs.environment}`,
        environment: inputs.environment,
        repository: setting.repository,
        release: inputs.release,
        namespace: inputs.namespace,
        cluster: "uid:none",
        operation: inputs.operation,
        baseline: "git"
      },
      before: before?.record ?? null,
      after: after.record,
      helm: now.version,
      inputs: await digestInputs(now, inputs.digestKey),
      warnings: [
        ...valuesOfCluster(now),
        ...droppedHooks(after.hooksDropped, after.record),
        ...missedLookups(await textsOf2(now, after))
      ]
    });
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
};
var baseOf = ({ gitBase }, { environment }) => {
  if (gitBase !== "") return gitBase;
  const branch = environment["GITHUB_BASE_REF"] ?? "";
  if (branch !== "") return `origin/${branch}`;
  throw new GateError("E_INPUT", "There is no branch to compare with.", "Set the input git-base, such as origin/main.");
};
var operationAt = async (folder, inputs, setting) => {
  const exists = async (path) => await access(join3(folder, path)).then(
    () => true,
    () => false
  );
  if (!await exists(inputs.chart)) return null;
  const present = await Promise.all(inputs.values.map(exists));
  const values = inputs.values.filter((_, index) => present[index] === true);
  return await prepareOperation({ ...inputs, values }, { ...setting, checkout: folder });
};
var textsOf2 = async ({ args, cwd }, { texts, record }) => {
  const files = args.filter(({ name }) => name === "values").flatMap(({ value }) => value?.split(",") ?? []);
  const given = files.map(async (path) => [relative(cwd, path), await readFile2(path, "utf8")]);
  const own = [...texts].map(([path, text]) => [`${record.chart.name}/${path}`, text]);
  return new Map([...own, ...await Promise.all(given)]);
};
var valuesOfCluster = ({ args }) => args.filter(({ name }) => name === "reuse-values" || name === "reset-then-reuse-values").map(({ name }) => ({
  code: "W_PREVIEW_VALUES",
  message: `--${name} takes values from the cluster, which a preview does not know.`
}));

// src/commands/plan.ts
var plan = async (inputs, setting) => {
  var _stack = [];
  try {
    if (inputs.baseline === "git") return { plan: await previewTarget(inputs, setting), witness: null };
    const cluster = __using(_stack, await openCluster(inputs, setting), true);
    const { plan: made, witness } = await rehearseTarget(cluster);
    return { plan: made, witness };
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
};

export {
  plan
};
