import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  at,
  compareTexts,
  isObject,
  parsePathText,
  sameJson,
  textAt
} from "./chunk-19.js";
import {
  CORE_SCHEMA,
  NOT_RESOLVED,
  YAMLException,
  boolYaml11Tag,
  defineScalarTag,
  dump,
  loadAll,
  mergeTag
} from "./chunk-5.js";
import {
  parseJson
} from "./chunk-20.js";
import {
  GateError
} from "./chunk-17.js";
import {
  visibleText
} from "./chunk-24.js";
import {
  stringifyJson
} from "./chunk-21.js";
import {
  __callDispose,
  __using
} from "./chunk-1.js";

// src/helm/recordStore.ts
var recordStore = ({ HELM_DRIVER: driver = "" }) => {
  if (/^(?:secrets?)?$/.test(driver)) return "secrets";
  if (/^configmaps?$/.test(driver)) return "configmaps";
  throw new GateError(
    "E_ENVIRONMENT",
    FAULTS[driver] ?? "HELM_DRIVER names no driver that Helm knows.",
    "Set HELM_DRIVER to secret or configmap for this step, or unset it."
  );
};
var FAULTS = {
  sql: "HELM_DRIVER=sql keeps releases in a database, where the gate cannot see what Helm writes.",
  memory: "HELM_DRIVER=memory forgets each release when Helm ends, so that there is nothing to upgrade."
};

// src/helm/helmEnvironment.ts
var PASSED = [
  "PATH",
  "HOME",
  "TMPDIR",
  "LANG",
  "HELM_CACHE_HOME",
  "HELM_CONFIG_HOME",
  "HELM_DATA_HOME",
  "HELM_BURST_LIMIT",
  "HELM_QPS",
  "HELM_MAX_HISTORY",
  "XDG_CACHE_HOME",
  "XDG_CONFIG_HOME",
  "XDG_DATA_HOME",
  "SSL_CERT_DIR",
  "SSL_CERT_FILE",
  "GOGC",
  "GOMEMLIMIT"
];
var PACE = { GOGC: "400", GOMEMLIMIT: "2GiB" };
var REFUSED = /^HELM_KUBE|^HELM_DRIVER_|^HELM_PLUGINS$|^KUBERNETES_MASTER$/;
var helmEnvironment = (environment) => {
  const bad = Object.keys(environment).find((name) => REFUSED.test(name) && (environment[name] ?? "") !== "");
  if (bad !== void 0) {
    throw new GateError("E_ENVIRONMENT", `The variable ${bad} would lead Helm off the wire.`, "Unset it for this step.");
  }
  const passed = PASSED.flatMap((name) => {
    const value = environment[name];
    return value === void 0 ? [] : [[name, value]];
  });
  const driver = recordStore(environment) === "configmaps" ? { HELM_DRIVER: "configmap" } : {};
  return { ...PACE, ...Object.fromEntries(passed), ...driver };
};

// src/helm/pullChart.ts
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

// src/process/runProgram.ts
import { spawn } from "node:child_process";
var MAX_OUTPUT_BYTES = 256 * 1024 * 1024;
var GRACE_SECONDS = 6;
var runProgram = async (program) => await new Promise((resolve2, reject) => {
  const { env, cwd } = program;
  const [command, args] = limited(program);
  const child = spawn(command, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const output = { stdout: [], stderr: [], size: 0 };
  let ended2 = null;
  let kill;
  const end = (why) => {
    ended2 ??= why;
    signalGroup(child.pid, "SIGTERM");
    kill ??= setTimeout(() => signalGroup(child.pid, "SIGKILL"), (program.graceSeconds ?? GRACE_SECONDS) * 1e3);
  };
  const keep = (chunks) => (chunk) => {
    output.size += chunk.length;
    if (output.size > MAX_OUTPUT_BYTES) end("output");
    else chunks.push(chunk);
  };
  child.stdout.on("data", keep(output.stdout));
  child.stderr.on("data", keep(output.stderr));
  const timer = setTimeout(() => end("timeout"), program.timeoutSeconds * 1e3);
  const onStop = () => end("stopped");
  program.stop?.addEventListener("abort", onStop);
  const release = () => {
    clearTimeout(timer);
    clearTimeout(kill);
    program.stop?.removeEventListener("abort", onStop);
  };
  child.once("error", (cause) => {
    release();
    reject(missing(program.command, cause));
  });
  child.once("close", (code2, signal) => {
    release();
    const text3 = (chunks) => Buffer.concat(chunks).toString("utf8");
    ended2 ??= signal === null ? null : "killed";
    resolve2({ exitCode: code2 ?? 1, stdout: text3(output.stdout), stderr: text3(output.stderr), ended: ended2 });
  });
  if (program.stop?.aborted === true) onStop();
});
var limited = ({ command, args, maxBytes }) => maxBytes === void 0 ? [command, args] : ["/bin/sh", ["-c", `ulimit -v ${Math.floor(maxBytes / 1024)} 2>/dev/null; exec "$0" "$@"`, command, ...args]];
var signalGroup = (leader, signal) => {
  try {
    if (leader !== void 0) process.kill(-leader, signal);
  } catch {
  }
};
var missing = (command, cause) => new GateError(
  "E_PROGRAM_MISSING",
  `${command} could not be started.`,
  `Install ${command} in an earlier step, or name its path in the inputs.`,
  { cause }
);

// src/helm/pullChart.ts
var REFERENCE = /^oci:\/\/[\w.:-]+(?:\/[\w.-]+)+(?:@sha256:[0-9a-f]{64})?$/;
var REPOSITORY = /^https?:\/\/[^\s@?#]+$/;
var NAME = /^[a-z0-9][\w.-]*$/;
var VERSION = /^v?\d[\w.+-]*$/;
var LOOPBACK = /^oci:\/\/(?:localhost|127\.0\.0\.1)[:/]/;
var isRemote = ({ chart, repository }) => chart.startsWith("oci://") || repository !== "";
var pullChart = async (program, remote2, stop) => {
  const args = pullArgs(remote2);
  const folder = await mkdtemp(join(tmpdir(), "helm-query-gate-"));
  const dispose = async () => await rm(folder, { recursive: true, force: true });
  const { helm, env, cwd, timeoutSeconds } = program;
  const result = await runProgram({
    command: helm,
    args: [...args, "--destination", folder],
    env,
    cwd,
    timeoutSeconds,
    ...stop === void 0 ? {} : { stop }
  });
  const [archive, ...others] = await readdir(folder);
  if (result.exitCode === 0 && archive !== void 0 && others.length === 0) {
    return { path: join(folder, archive), [Symbol.asyncDispose]: dispose };
  }
  await dispose();
  throw new GateError(
    "E_CHART_PULL",
    `The chart ${remote2.chart} could not be fetched${result.ended === "timeout" ? " in time" : ""}: ${lastLine(result.stderr)}.`,
    "Check its name, its version and the login (helm registry login in an earlier step), then run again."
  );
};
var pullArgs = ({ chart, version, repository }) => {
  const isReference = repository === "" ? REFERENCE.test(chart) : NAME.test(chart) && REPOSITORY.test(repository);
  if (!isReference) throw inexact("names no chart of a registry (oci://\u2026) or of a repository");
  const isPinned = chart.includes("@sha256:");
  if (!isPinned && !VERSION.test(version)) throw inexact("needs an exact chart-version");
  return [
    "pull",
    chart,
    ...isPinned ? [] : ["--version", version],
    ...repository === "" ? [] : ["--repo", repository],
    ...LOOPBACK.test(chart) ? ["--plain-http"] : []
  ];
};
var inexact = (fault) => new GateError(
  "E_CHART_REFERENCE",
  `The chart that is to be fetched ${fault}.`,
  "Set chart to oci://registry/name with chart-version (or @sha256:\u2026), or to a name with chart-repository and chart-version."
);
var MAX_WORDS = 300;
var lastLine = (stderr) => (stderr.trim().split("\n").at(-1) ?? "").replace(/^Error: /, "").slice(0, MAX_WORDS).replace(/\.$/, "");

// src/kubectl/startProxy.ts
import { existsSync } from "node:fs";
import { mkdtemp as mkdtemp2, rm as rm2 } from "node:fs/promises";
import http from "node:http";
import { tmpdir as tmpdir2 } from "node:os";
import { join as join2 } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

// src/process/startService.ts
import { spawn as spawn2 } from "node:child_process";
var startService = ({
  command,
  args,
  env,
  cwd
}) => {
  const child = spawn2(command, args, { env, cwd, stdio: ["ignore", "ignore", "pipe"], detached: true });
  let stderr = "";
  let over = null;
  child.stderr.on("data", (chunk) => {
    stderr = (stderr + chunk.toString("utf8")).slice(-8192);
  });
  const gone = new Promise((resolve2) => {
    const finish = (text3) => {
      over ??= { stderr: text3 };
      resolve2();
    };
    child.once("error", (error) => finish(String(error)));
    child.once("close", () => finish(stderr));
  });
  return {
    exited: () => over,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGTERM");
      const force = setTimeout(() => child.kill("SIGKILL"), 2e3);
      await gone;
      clearTimeout(force);
    }
  };
};

// src/kubectl/startProxy.ts
var START_SECONDS = 15;
var startProxy = async ({ kubectl, context, env, cwd }) => {
  const folder = await mkdtemp2(join2(tmpdir2(), "helm-query-gate-"));
  const socketPath = join2(folder, "api.sock");
  const chosen = context === null ? [] : [`--context=${context}`];
  const service = startService({
    command: kubectl,
    args: ["proxy", `--unix-socket=${socketPath}`, ...chosen],
    env,
    cwd
  });
  const dispose = async () => {
    await service[Symbol.asyncDispose]();
    await rm2(folder, { recursive: true, force: true });
  };
  try {
    await ready(service, socketPath, kubectl);
  } catch (error) {
    await dispose();
    throw error;
  }
  return { socketPath, [Symbol.asyncDispose]: dispose };
};
var ready = async (service, socketPath, kubectl) => {
  const deadline = performance.now() + START_SECONDS * 1e3;
  let status = null;
  while (status === null) {
    const over = service.exited();
    if (over !== null) throw startFailure(kubectl, over.stderr);
    if (performance.now() > deadline) throw unreachable(`kubectl proxy did not answer within ${START_SECONDS} s.`);
    status = existsSync(socketPath) ? await versionStatus(socketPath) : null;
    const busy = status === 429 || status === 503;
    if (busy) status = null;
    if (status === null) await sleep(busy ? 500 : 5);
  }
  if (status === 401 || status === 403) {
    throw new GateError(
      "E_CLUSTER_UNAUTHORIZED",
      `The API server answered ${status} to this job's identity.`,
      "Check the credentials in the kubeconfig, then run again."
    );
  }
  if (status !== 200) throw unreachable(`The API server could not be reached (HTTP ${status}).`);
};
var startFailure = (kubectl, words) => words.includes("ENOENT") ? new GateError(
  "E_KUBECTL_MISSING",
  `${kubectl} was not found.`,
  "Install kubectl in an earlier step (for example with azure/setup-kubectl), then run again."
) : unreachable("kubectl proxy ended at once: the kubeconfig names no usable cluster or context.");
var unreachable = (sentence) => new GateError(
  "E_CLUSTER_UNREACHABLE",
  sentence,
  "Check KUBECONFIG, the context, the network and the API server, then run again."
);
var versionStatus = async (socketPath) => await new Promise((resolve2) => {
  const options = { socketPath, path: "/version", headers: { host: "localhost" }, timeout: START_SECONDS * 1e3 };
  const request = http.get(options, (response) => {
    response.resume();
    resolve2(response.statusCode ?? 502);
  });
  request.on("timeout", () => request.destroy());
  request.on("error", () => resolve2(null));
});

// src/helm/checkChart.ts
import { lstat, readdir as readdir2, realpath, stat } from "node:fs/promises";
import { isAbsolute, join as join3, relative, resolve } from "node:path";
var checkChart = async (chart, checkout) => {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(chart)) {
    throw new GateError(
      "E_CHART_REMOTE",
      `The chart ${chart} is not in the checkout.`,
      "Name a path, or for an upgrade oci://registry/name with chart-version; previews need the chart in the checkout."
    );
  }
  const path = await insideCheckout(chart, checkout, "chart");
  const facts = await lstat(path);
  if (facts.isDirectory()) {
    await refuseLinks(path, path);
    const names = await readdir2(path);
    if (names.includes("Chart.yaml")) return path;
  } else if (facts.isFile() && /\.tgz$|\.tar\.gz$/.test(path)) return path;
  throw new GateError(
    "E_CHART_MISSING",
    `${chart} is no chart: it has no Chart.yaml and is no archive.`,
    "Correct the input chart."
  );
};
var insideCheckout = async (path, checkout, what) => {
  const asked = resolve(checkout, path);
  const real = await realpath(asked).catch((cause) => {
    const code2 = what === "chart" ? "E_CHART_MISSING" : "E_FILE_MISSING";
    throw new GateError(
      code2,
      `The ${what === "chart" ? "chart" : "file"} ${path} does not exist.`,
      "Correct the input; paths are relative to the checkout.",
      { cause }
    );
  });
  const inner = relative(await realpath(checkout), real);
  if (inner.startsWith("..") || isAbsolute(inner)) {
    throw new GateError(
      "E_PATH_OUTSIDE",
      `${path} lies outside the checkout.`,
      "Charts and values are read from inside the checkout only."
    );
  }
  if (what === "values" && /[\\,"\n]/.test(real)) {
    throw new GateError(
      "E_INPUT",
      `${path} has a name that Helm would read as another.`,
      'Rename it, without , " and \\.'
    );
  }
  if (what === "values" && !(await stat(real)).isFile()) {
    throw new GateError(
      "E_FILE_MISSING",
      `${path} is not a file.`,
      "Correct the input; paths are relative to the checkout."
    );
  }
  return real;
};
var refuseLinks = async (folder, chart) => {
  for (const entry of await readdir2(folder, { withFileTypes: true })) {
    const path = join3(folder, entry.name);
    if (entry.isDirectory()) await refuseLinks(path, chart);
    else if (!entry.isFile()) {
      throw new GateError(
        "E_CHART_LINK",
        `${relative(chart, path)} in the chart is a link or a special file.`,
        "Replace it by the file itself."
      );
    }
  }
};

// src/helm/checkContents.ts
import { readdir as readdir3, readFile } from "node:fs/promises";
import { join as join4 } from "node:path";

// src/helm/readTar.ts
import { gunzipSync } from "node:zlib";
var BLOCK = 512;
var readTar = (archive, maxBytes) => {
  const bytes = gunzipSync(archive, { maxOutputLength: maxBytes });
  const entries = [];
  let longName = null;
  for (let place = 0; place + BLOCK <= bytes.length; ) {
    const header = bytes.subarray(place, place + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const size = sizeOf(header);
    const content = bytes.subarray(place + BLOCK, place + BLOCK + size);
    const type = String.fromCharCode(header[156] ?? 0).replace("\0", "0");
    place += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (type === "x") longName = paxPath(content) ?? longName;
    else if (type === "L") longName = text(content);
    else {
      entries.push({ name: longName ?? nameOf(header), type, content });
      longName = null;
    }
  }
  return entries;
};
var text = (bytes) => bytes.toString("utf8").split("\0", 1)[0] ?? "";
var sizeOf = (header) => {
  const size = text(header.subarray(124, 136)).trim();
  if (!/^[0-7]*$/.test(size)) throw new Error("the size of an entry is no octal number");
  return Number.parseInt(size === "" ? "0" : size, 8);
};
var nameOf = (header) => {
  const isUstar = header.subarray(257, 262).toString("latin1") === "ustar";
  const prefix = isUstar ? text(header.subarray(345, 500)) : "";
  const name = text(header.subarray(0, 100));
  return prefix === "" ? name : `${prefix}/${name}`;
};
var paxPath = (content) => {
  for (let place = 0; place < content.length; ) {
    const length = Number.parseInt(content.subarray(place, place + 20).toString("latin1"), 10);
    if (!(length > 0)) throw new Error("a record of an extended header has no length");
    const [, key, value] = /^\d+ ([^=]+)=([^]*)\n$/.exec(content.subarray(place, place + length).toString("utf8")) ?? [];
    if (key === "path") return value ?? "";
    place += length;
  }
  return null;
};

// src/helm/checkContents.ts
var MAX_UNPACKED = 128 * 1024 * 1024;
var MAX_DEPTH = 8;
var HARMLESS = /^(?:#|urn:|https?:\/\/json-schema\.org\/draft(?:-0[467]|\/20(?:19-09|20-12))\/(?:schema|meta\/[a-z-]+)#?$)/;
var REFERENCES = /* @__PURE__ */ new Set(["$ref", "$schema", "$dynamicRef", "$recursiveRef"]);
var checkContents = async (chart, checks) => {
  if (/\.tgz$|\.tar\.gz$/.test(chart)) checkArchive(await readFile(chart), { path: chart, depth: 0 }, checks);
  else await checkFolder(chart, checks);
};
var isSubchart = (path) => /(?:^|\/)charts\/[^/]+(?:\.tgz|\.tar\.gz)$/.test(path);
var isSchema = (path) => /(?:^|\/)values\.schema\.json$/.test(path);
var checkFolder = async (folder, checks) => {
  for (const entry of await readdir3(folder, { withFileTypes: true })) {
    const path = join4(folder, entry.name);
    if (entry.isDirectory()) await checkFolder(path, checks);
    else if (checks.schemas && isSchema(path)) checkSchema(await readFile(path), path);
    else if (isSubchart(path)) checkArchive(await readFile(path), { path, depth: 0 }, checks);
  }
};
var checkArchive = (archive, { path, depth }, checks) => {
  for (const { name, type, content } of unpack(archive, path, depth)) {
    const inside = name.replaceAll("\\", "/");
    refuseWayOut(inside, type, path);
    if (checks.schemas && isSchema(inside)) checkSchema(content, `${path}/${inside}`);
    else if (isSubchart(inside)) checkArchive(content, { path: `${path}/${inside}`, depth: depth + 1 }, checks);
  }
};
var HARMLESS_TYPES = /* @__PURE__ */ new Set(["0", "5", "g"]);
var refuseWayOut = (name, type, path) => {
  if (HARMLESS_TYPES.has(type) && !/^\/|^[A-Za-z]:|(?:^|\/)\.\.(?:\/|$)/.test(name)) return;
  throw new GateError(
    "E_CHART_LINK",
    `${name} in the archive ${path} is a link or a special file, or lies outside of it.`,
    "Make the archive with helm package."
  );
};
var unpack = (archive, path, depth) => {
  try {
    if (depth > MAX_DEPTH) throw new Error("too many archives in archives");
    return readTar(archive, MAX_UNPACKED);
  } catch (cause) {
    throw new GateError(
      "E_CHART_RENDER",
      `The archive ${path} cannot be unpacked, or unpacks to more than Helm takes.`,
      "Make it with helm package.",
      { cause }
    );
  }
};
var checkSchema = (content, path) => {
  const outside = referencesIn(parse(content, path)).find((reference) => !HARMLESS.test(reference));
  if (outside === void 0) return;
  throw new GateError(
    "E_CHART_SCHEMA",
    `The schema ${path} refers to ${outside}, which Helm would read or fetch.`,
    "Write what it refers to into the schema, or pass --skip-schema-validation."
  );
};
var parse = (content, path) => {
  try {
    return parseJson(content.toString("utf8"));
  } catch (cause) {
    throw new GateError("E_CHART_RENDER", `The schema ${path} is not JSON.`, "Correct it.", { cause });
  }
};
var referencesIn = (schema) => {
  const found = [];
  const left = [schema];
  for (let value = left.pop(); value !== void 0; value = left.pop()) {
    if (Array.isArray(value)) for (const item of value) left.push(item);
    if (!isObject(value)) continue;
    for (const [key, member] of Object.entries(value)) {
      if (typeof member === "string" && REFERENCES.has(key)) found.push(member);
      else if (member !== void 0) left.push(member);
    }
  }
  return found;
};

// src/helm/helmFlags.ts
var flag = (treatment, options = {}, reason = null) => ({
  treatment,
  value: "never",
  operations: { upgrade: [3, 4] },
  witness: false,
  file: false,
  reason,
  ...options
});
var pass = (options = {}) => flag("pass", options);
var refused = (reason, options = {}) => flag("refused", options, reason);
var UPGRADE_4 = { upgrade: [4] };
var UPDATES = { upgrade: [3, 4], rollback: [3, 4] };
var UPDATES_4 = { upgrade: [4], rollback: [4] };
var ALL = { ...UPDATES, uninstall: [3, 4] };
var ALL_4 = { ...UPDATES_4, uninstall: [4] };
var UNINSTALL = { uninstall: [3, 4] };
var VALUE = { value: "always", witness: true };
var offTheWire = (options = { value: "always" }) => refused("would lead Helm off the wire", { operations: ALL, ...options });
var remote = (options = { value: "always" }) => refused("is for charts that are fetched: pull the chart in an earlier step", options);
var helmFlags = {
  values: pass({ ...VALUE, file: true }),
  set: pass(VALUE),
  "set-string": pass(VALUE),
  "set-json": pass(VALUE),
  "set-literal": pass(VALUE),
  "set-file": pass({ ...VALUE, file: true }),
  "reset-values": pass({ witness: true }),
  "reuse-values": pass({ witness: true }),
  "reset-then-reuse-values": pass(),
  "no-hooks": pass({ witness: true, operations: ALL }),
  "skip-crds": pass(),
  "create-namespace": pass(),
  "disable-openapi-validation": pass({ witness: true }),
  "skip-schema-validation": pass(),
  "render-subchart-notes": pass(),
  "hide-notes": pass(),
  "enable-dns": pass({ witness: true }),
  "take-ownership": pass(),
  force: pass({ operations: { upgrade: [3], rollback: [3] } }),
  "force-replace": pass({ operations: UPDATES_4 }),
  "force-conflicts": pass({ operations: UPDATES_4 }),
  "server-side": pass({ value: "always", operations: UPDATES_4 }),
  description: pass({ value: "always", operations: { upgrade: [3, 4], rollback: [4], uninstall: [3, 4] } }),
  labels: pass({ value: "always" }),
  "history-max": pass({ value: "always", operations: UPDATES }),
  timeout: pass({ value: "always", operations: ALL }),
  qps: pass({ value: "always", operations: ALL }),
  "burst-limit": pass({ value: "always", operations: ALL }),
  cascade: pass({ value: "always", operations: UNINSTALL }),
  "keep-history": pass({ operations: UNINSTALL }),
  wait: flag("waits", { value: "optional", operations: ALL }),
  "wait-for-jobs": flag("waits", { operations: UPDATES }),
  atomic: flag("undoes", { operations: { upgrade: [3] } }),
  "rollback-on-failure": flag("undoes", { operations: UPGRADE_4 }),
  "cleanup-on-fail": flag("undoes", { operations: UPDATES }),
  install: flag("ours"),
  namespace: refused("is set by the input namespace", { value: "always", operations: ALL }),
  "dry-run": refused("is what a plan does by itself", { value: "optional", operations: ALL }),
  output: refused("is set by the gate", { value: "always" }),
  "hide-secret": refused("belongs to dry runs, whose output never leaves the gate"),
  debug: refused("prints values that may be secret", { operations: ALL }),
  color: refused("is set by the gate", { value: "always", operations: ALL_4 }),
  colour: refused("is set by the gate", { value: "always", operations: ALL_4 }),
  help: refused("does nothing", { operations: ALL }),
  "ignore-not-found": refused("would hide that there is nothing to uninstall", { operations: UNINSTALL }),
  "recreate-pods": refused("deletes Pods that no manifest names: use kubectl rollout restart", {
    operations: { rollback: [3] }
  }),
  "post-renderer": refused("runs a program while planning", { value: "always" }),
  "post-renderer-args": refused("runs a program while planning", { value: "always" }),
  "dependency-update": refused("fetches charts while planning: run helm dependency build in an earlier step"),
  devel: remote({}),
  version: remote(),
  repo: remote(),
  username: remote(),
  password: remote(),
  "pass-credentials": remote({}),
  "ca-file": remote(),
  "cert-file": remote(),
  "key-file": remote(),
  keyring: remote(),
  verify: remote({}),
  "insecure-skip-tls-verify": remote({}),
  "plain-http": remote({}),
  "content-cache": remote({ value: "always", operations: ALL_4 }),
  "registry-config": remote({ value: "always", operations: ALL }),
  "repository-cache": remote({ value: "always", operations: ALL }),
  "repository-config": remote({ value: "always", operations: ALL }),
  kubeconfig: offTheWire(),
  "kube-context": offTheWire(),
  "kube-apiserver": offTheWire(),
  "kube-as-group": offTheWire(),
  "kube-as-user": offTheWire(),
  "kube-ca-file": offTheWire(),
  "kube-insecure-skip-tls-verify": offTheWire({}),
  "kube-tls-server-name": offTheWire(),
  "kube-token": offTheWire()
};
var shortFlags = {
  f: "values",
  i: "install",
  n: "namespace",
  l: "labels",
  o: "output",
  h: "help"
};

// src/helm/helmVersion.ts
var MINIMUM = { 3: [20, 2], 4: [1, 4] };
var helmVersion = async (program) => {
  const { helm } = program;
  const answer2 = await askHelm(program, ["version", "--template", "{{.Version}}"]);
  const match = /^v(\d+)\.(\d+)\.(\d+)/.exec(answer2.stdout.trim());
  const [major, minor, patch] = (match ?? []).slice(1).map(Number);
  if (major !== 3 && major !== 4 || minor === void 0 || patch === void 0)
    throw badVersion(helm, "is of a version that the gate does not know");
  const [leastMinor, leastPatch] = MINIMUM[major];
  if (minor < leastMinor || minor === leastMinor && patch < leastPatch) {
    throw badVersion(helm, `is ${match?.[0]}, older than v${major}.${leastMinor}.${leastPatch}`);
  }
  return { major, version: match?.[0] ?? "" };
};
var badVersion = (helm, fault) => new GateError("E_HELM_VERSION", `${helm} ${fault}.`, "Install Helm 3.20.2 or newer, or 4.1.4 or newer.");
var ANSWER_SECONDS = 60;
var askHelm = async ({ helm, env, cwd, timeoutSeconds }, args) => {
  const seconds = Math.min(timeoutSeconds, ANSWER_SECONDS);
  const result = await runProgram({ command: helm, args, env, cwd, timeoutSeconds: seconds }).catch(
    (cause) => {
      throw new GateError(
        "E_HELM_MISSING",
        `${helm} was not found.`,
        "Install Helm in an earlier step (for example with azure/setup-helm), then run again.",
        { cause }
      );
    }
  );
  if (result.ended !== "timeout") return result;
  throw new GateError(
    "E_HELM_TIMEOUT",
    `${helm} ${args.slice(0, 2).join(" ")} gave no answer in ${seconds} s and was ended.`,
    "Run it by hand on the runner, and look at what it waits for."
  );
};

// node_modules/string-argv/index.js
function parseArgsStringToArgv(value, env, file) {
  const myArray = [];
  if (env) {
    myArray.push(env);
  }
  if (file) {
    myArray.push(file);
  }
  let current = "";
  let inQuote = null;
  let hasToken = false;
  let i = 0;
  while (i < value.length) {
    const char = value[i];
    if (inQuote) {
      if (char === inQuote) {
        inQuote = null;
      } else {
        current += char;
      }
    } else {
      if (char === '"' || char === "'") {
        inQuote = char;
        hasToken = true;
      } else if (/\s/.test(char)) {
        if (hasToken) {
          myArray.push(current);
          current = "";
          hasToken = false;
        }
      } else {
        current += char;
        hasToken = true;
      }
    }
    i++;
  }
  if (hasToken) {
    myArray.push(current);
  }
  return myArray;
}

// src/helm/parseHelmArgs.ts
var parseHelmArgs = (text3, run) => {
  const rest = parseArgsStringToArgv(text3);
  const args = [];
  while (rest.length > 0) args.push(takeOne(rest, run));
  return args;
};
var takeOne = (rest, run) => {
  const word = rest.shift() ?? "";
  const { name, attached } = split(word);
  const flag2 = Object.hasOwn(helmFlags, name) ? helmFlags[name] : void 0;
  if (flag2?.operations[run.kind]?.includes(run.major) !== true) throw unknown(word, run);
  if (flag2.treatment === "refused") throw refusal(name, flag2);
  if (flag2.value !== "always") return { name, value: attached, flag: flag2 };
  const value = attached ?? rest.shift();
  if (value === void 0) throw missingValue(name);
  return { name, value, flag: flag2 };
};
var split = (word) => {
  const long = /^--([a-z][a-z0-9-]*)(?:=([\s\S]*))?$/.exec(word);
  if (long !== null) return { name: long[1] ?? "", attached: long[2] ?? null };
  const short = /^-([a-z])=?([\s\S]*)$/.exec(word);
  const name = shortFlags[short?.[1] ?? ""] ?? "";
  return { name, attached: short?.[2] === "" ? null : short?.[2] ?? null };
};
var shown = (word) => /^--?[a-z][a-z0-9-]*/.exec(word)?.[0] ?? "A word that is no flag";
var unknown = (word, { kind, major }) => new GateError(
  "E_HELM_FLAG",
  `${shown(word)} is not a flag of helm ${kind} that the gate knows for Helm ${major}.`,
  "Correct helm-args; the README lists the flags."
);
var refusal = (name, flag2) => new GateError("E_HELM_FLAG", `--${name} is refused: it ${flag2.reason}.`, "Remove it from helm-args.");
var missingValue = (name) => new GateError("E_HELM_FLAG", `--${name} needs a value.`, "Correct helm-args.");

// src/commands/prepareOperation.ts
var prepareOperation = async (inputs, { checkout, environment }, pulled = null) => {
  const env = helmEnvironment(environment);
  const kind = inputs.operation;
  checkName(inputs.release, "release");
  checkName(inputs.namespace, "namespace");
  const { helm, timeoutSeconds } = inputs;
  const program = { helm, env, cwd: checkout, timeoutSeconds };
  const [{ major, version }, chart] = await Promise.all([
    helmVersion(program),
    inputs.operation === "upgrade" ? pulled ?? checkChart(inputs.chart, checkout) : null
  ]);
  const files = inputs.values.map((path) => ({ name: "values", value: path, flag: valuesFlag() }));
  const args = await Promise.all(
    [...files, ...parseHelmArgs(inputs.helmArgs, { kind, major })].map((arg) => resolveFiles(arg, checkout))
  );
  const skipsSchemas = args.some(({ name, value }) => name === "skip-schema-validation" && value !== "false");
  if (chart !== null) await checkContents(chart, { schemas: !skipsSchemas });
  const { release, namespace, revision } = inputs;
  const chartName = pulled === null ? inputs.chart : nameOf2(inputs);
  return {
    ...program,
    kind,
    release,
    namespace,
    chart,
    chartName,
    revision,
    args,
    major,
    version,
    witnessPlugins: null,
    hasNoValues: false
  };
};
var nameOf2 = ({ chart, chartVersion, chartRepository }) => [...chartRepository === "" ? [] : [chartRepository], `${chart} ${chartVersion}`.trim()].join(" ");
var checkName = (name, what) => {
  if (/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name) && name.length <= 63) return;
  throw new GateError(
    "E_INPUT",
    `The input ${what} is not a name that Kubernetes takes.`,
    "Use lower-case letters, digits and hyphens."
  );
};
var valuesFlag = () => {
  const flag2 = helmFlags["values"];
  if (flag2 === void 0) throw new Error("the table of flags has no values");
  return flag2;
};
var resolveFiles = async (arg, checkout) => {
  if (!arg.flag.file || arg.value === null) return arg;
  const parts = await Promise.all(
    arg.value.split(",").map(async (part) => {
      const [key, path] = arg.name === "set-file" ? splitOnce(part) : ["", part];
      return `${key}${await insideCheckout(path, checkout, "values")}`;
    })
  );
  return { ...arg, value: parts.join(",") };
};
var splitOnce = (part) => {
  const place = part.indexOf("=");
  return [part.slice(0, place + 1), part.slice(place + 1)];
};

// src/commands/openCluster.ts
var openCluster = async (inputs, setting) => {
  const chart = await fetchChart(inputs, setting);
  const [preparing, opening] = await Promise.allSettled([
    prepareOperation(inputs, setting, chart?.path),
    startProxy(proxySettings(inputs, setting))
  ]);
  const proxy = opening.status === "fulfilled" ? opening.value : null;
  const dispose = async () => {
    await Promise.all([chart, proxy].map(async (opened) => await opened?.[Symbol.asyncDispose]()));
  };
  const failed = [preparing, opening].find((result) => result.status === "rejected");
  if (preparing.status === "rejected" || proxy === null || failed !== void 0) {
    await dispose();
    throw failed?.reason;
  }
  return { inputs, setting, operation: preparing.value, socketPath: proxy.socketPath, [Symbol.asyncDispose]: dispose };
};
var fetchChart = async (inputs, { environment, checkout, progress, stop }) => {
  const { helm, timeoutSeconds, chart, chartVersion: version, chartRepository: repository } = inputs;
  if (inputs.operation !== "upgrade" || !isRemote({ chart, version, repository })) return null;
  progress(`fetching the chart ${chart} ${version}`);
  const program = { helm, env: helmEnvironment(environment), cwd: checkout, timeoutSeconds };
  return await pullChart(program, { chart, version, repository }, stop);
};
var proxySettings = ({ kubectl, kubeContext }, { environment, checkout }) => ({
  kubectl,
  context: kubeContext,
  cwd: checkout,
  env: Object.fromEntries(
    Object.entries(environment).flatMap(
      ([name, value]) => value === void 0 || name.startsWith("INPUT_") ? [] : [[name, value]]
    )
  )
});

// src/json/canonicalJson.ts
var canonicalJson = (value) => {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return listText(value);
  return isObject(value) ? objectText(value) : JSON.stringify(value);
};
var listText = (list4) => {
  let text3 = "";
  for (const item of list4) text3 += `${text3 === "" ? "" : ","}${canonicalJson(item)}`;
  return `[${text3}]`;
};
var objectText = (object) => {
  let text3 = "";
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member !== void 0) text3 += `${text3 === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text3}}`;
};

// src/json/sha256Bytes.ts
import { createHash } from "node:crypto";
var sha256Bytes = (content) => `sha256:${createHash("sha256").update(content).digest("hex")}`;

// src/json/sha256.ts
var sha256 = (value) => sha256Bytes(canonicalJson(value));

// src/exchange/isServerSideApply.ts
var isServerSideApply = ({ contentType }) => contentType === "application/apply-patch+yaml";

// src/exchange/itemKeys.ts
var KEYS = {
  ports: ["containerPort", "port"],
  volumeMounts: ["mountPath"],
  volumeDevices: ["devicePath"],
  hostAliases: ["ip"],
  topologySpreadConstraints: ["topologyKey"],
  conditions: ["type"],
  ownerReferences: ["uid"]
};
var itemKeys = (field, items) => {
  if (items.length === 0) return null;
  for (const by of [...Object.hasOwn(KEYS, field) ? KEYS[field] ?? [] : [], "name"]) {
    const keys = items.map((item) => keyOf(item, by));
    const values = new Set(keys.map((key) => key?.value));
    if (values.size === items.length && !values.has(void 0)) return keys.filter((key) => key !== null);
  }
  return null;
};
var keyOf = (item, by) => {
  if (!isObject(item)) return null;
  const value = item[by];
  if (typeof value !== "string" && typeof value !== "number") return null;
  return { by, value: `${value}${protocolOf(item, by)}` };
};
var protocolOf = (item, by) => {
  const { protocol } = item;
  const isPort = by === "containerPort" || by === "port";
  return isPort && typeof protocol === "string" && protocol !== "TCP" ? `/${protocol}` : "";
};

// src/exchange/Segment.ts
var pathText = (segments) => segments.map((segment, index) => text2(segment, index)).join("");
var text2 = (segment, index) => {
  if (typeof segment === "number") return `[${segment}]`;
  if (typeof segment === "object")
    return `[${segment.by}=${/^[\w./-]+$/.test(segment.value) ? segment.value : JSON.stringify(segment.value)}]`;
  if (!/^[A-Za-z_$][\w$/-]*$/.test(segment)) return `[${JSON.stringify(segment)}]`;
  return index === 0 ? segment : `.${segment}`;
};

// src/exchange/leaves.ts
var leaves = (body) => {
  const found = [];
  walk([], "", body, found);
  return found.filter(({ path }) => path !== "metadata.resourceVersion");
};
var walk = (segments, field, value, found) => {
  const add = (leaf) => void found.push({ path: pathText(segments), segments, value: leaf });
  if (isObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) add({});
    for (const [key, member] of entries) if (member !== void 0) walk([...segments, key], key, member, found);
  } else if (Array.isArray(value) && value.some((item) => typeof item === "object" && item !== null)) {
    walkItems(segments, field, value, found);
  } else add(value);
};
var walkItems = (segments, field, items, found) => {
  const keys = itemKeys(field, items);
  items.forEach((item, place) => walk([...segments, keys?.[place] ?? place], field, item, found));
  const order = keys?.map(({ value }) => value) ?? items.length;
  found.push({ path: `${pathText(segments)}[*]`, segments: [...segments, "[*]"], value: order });
};

// src/exchange/lookup.ts
var lookup = (value, segments) => {
  let current = value;
  let field = "";
  for (const segment of segments) {
    current = step(current, field, segment);
    if (typeof segment === "string") field = segment;
  }
  return current;
};
var step = (value, field, segment) => {
  if (typeof segment === "string") return isObject(value) && Object.hasOwn(value, segment) ? value[segment] : void 0;
  if (!Array.isArray(value)) return void 0;
  const items = value;
  if (typeof segment === "number") return items[segment];
  const keys = itemKeys(field, items);
  const place = keys?.findIndex((key) => key.by === segment.by && key.value === segment.value) ?? -1;
  return place < 0 ? void 0 : items[place];
};

// src/plan/bodyLeaves.ts
var has = ({ segments }, pattern) => segments.some((segment) => typeof segment === "string" && pattern.test(segment));
var isDirective = (leaf) => leaf.path.endsWith("[*]") || has(leaf, /^\$(?:patch$|retainKeys$|setElementOrder\/|deleteFromPrimitiveList\/)/);
var isCompanion = (leaf) => leaf.path.endsWith("[*]") || has(leaf, /^\$(?:retainKeys$|setElementOrder\/)/);
var isKey = ({ segments }) => {
  const item = segments.at(-2);
  return typeof item === "object" && item.by === segments.at(-1);
};
var isDrift = ({ segments }, { baseline, next }) => {
  const was = lookup(baseline ?? void 0, segments);
  return was !== void 0 && sameJson(was, lookup(next ?? void 0, segments));
};
var ownLeaves = ({ request, before }, documents) => leaves(request.body).filter((leaf) => !isDirective(leaf) && !isDrift(leaf, documents)).flatMap(({ path, segments, value }) => {
  const was = lookup(before ?? void 0, segments);
  return sameJson(was, value) ? [] : [{ path, before: was ?? null, after: value }];
});
var optionalPaths = ({ request }, documents) => leaves(request.body).filter((leaf) => isCompanion(leaf) || isKey(leaf) || isDrift(leaf, documents)).map(({ path }) => path);

// src/plan/cleanObject.ts
var SERVER_FIELDS = /* @__PURE__ */ new Set([
  "managedFields",
  "resourceVersion",
  "generation",
  "uid",
  "creationTimestamp",
  "selfLink"
]);
var cleanObject = (object, hasStatus) => {
  if (object === null) return void 0;
  const { metadata, status, ...rest } = object;
  const kept = isObject(metadata) ? Object.fromEntries(Object.entries(metadata).filter(([key]) => !SERVER_FIELDS.has(key))) : {};
  return { ...rest, metadata: kept, ...hasStatus || status === void 0 ? {} : { status } };
};
var sameOwners = (before, after) => sameJson(owners(before), owners(after));
var owners = (object) => {
  const metadata = object?.["metadata"];
  const entries = isObject(metadata) ? metadata["managedFields"] : void 0;
  if (!Array.isArray(entries)) return [];
  return entries.filter((entry) => isObject(entry) && entry["subresource"] === void 0).map((entry) => isObject(entry) ? { ...entry, time: null } : entry);
};

// src/plan/Plan.ts
var PLAN_FORMAT = 1;

// src/plan/digestQuery.ts
var digestQuery = (target, { verb, object, requests, content }) => sha256({
  format: PLAN_FORMAT,
  target: {
    repository: target.repository,
    environment: target.environment,
    cluster: target.cluster,
    namespace: target.namespace,
    release: target.release,
    operation: target.operation
  },
  verb,
  object: { ...object },
  requests: requests.map(({ request }) => ({
    method: request.method,
    path: request.path,
    query: request.query.map(([name, value]) => [name, value]),
    contentType: request.contentType
  })),
  content
});
var changeContent = (changes2, { request }) => changes2.map(({ path, op, before, after, segments }) => ({
  path,
  op,
  before: before ?? null,
  after: lookup(request.body, segments) ?? after ?? null
}));

// src/plan/changesBetween.ts
var changesBetween = (before, after) => {
  const found = [];
  compare([], "", before, after, found);
  return found;
};
var compare = (segments, field, before, after, found) => {
  if (sameJson(before, after)) return;
  if (isObject(before) && isObject(after)) return compareObjects(segments, before, after, found);
  if (Array.isArray(before) && Array.isArray(after) && compareLists(segments, field, before, after, found)) return;
  const op = before === void 0 ? "add" : after === void 0 ? "remove" : "replace";
  found.push({ path: pathText(segments), segments, op, before, after });
};
var compareObjects = (segments, before, after, found) => {
  for (const key of [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].sort()) {
    compare([...segments, key], key, own(before, key), own(after, key), found);
  }
};
var own = (object, key) => Object.hasOwn(object, key) ? object[key] : void 0;
var compareLists = (segments, field, before, after, found) => {
  const [oldKeys, newKeys] = [itemKeys(field, before), itemKeys(field, after)];
  if (oldKeys !== null && newKeys !== null && oldKeys[0]?.by === newKeys[0]?.by) {
    compareKeyed({ segments, field, found }, keyed(before, oldKeys), keyed(after, newKeys));
    return true;
  }
  if (before.length !== after.length || !before.every((item) => isObject(item)) || !after.every((item) => isObject(item)))
    return false;
  before.forEach((item, place) => compare([...segments, place], field, item, after[place], found));
  return true;
};
var keyed = (items, keys) => new Map(
  keys.flatMap((key, place) => {
    const item = items[place];
    return item === void 0 ? [] : [[key.value, { key, item }]];
  })
);
var compareKeyed = ({ segments, field, found }, before, after) => {
  for (const value of /* @__PURE__ */ new Set([...before.keys(), ...after.keys()])) {
    const key = (after.get(value) ?? before.get(value))?.key;
    if (key !== void 0) compare([...segments, key], field, before.get(value)?.item, after.get(value)?.item, found);
  }
  const [oldOrder, newOrder] = [[...before.keys()], [...after.keys()]];
  const kept = oldOrder.filter((value) => after.has(value));
  const expected = [...kept, ...newOrder.filter((value) => !before.has(value))];
  if (sameJson(expected, newOrder)) return;
  const order = [...segments, "[*]"];
  found.push({ path: `${pathText(segments)}[*]`, segments: order, op: "replace", before: oldOrder, after: newOrder });
};

// src/plan/effectsOf.ts
var effectsOf = (exchange, documents) => {
  const effects = { chart: [], drift: [], cluster: [] };
  for (const change of rawChanges(exchange)) {
    const cause = causeOf(change, exchange, documents);
    if (cause === "cluster") effects.cluster.push(change.path);
    else if (cause !== "default") effects[cause].push(asSaid(change, exchange));
  }
  return effects;
};
var rawChanges = (exchange) => {
  const { before, after, hasStatus, outcome, request } = exchange;
  if (outcome.kind === "accepted") return changesBetween(cleanObject(before, hasStatus), cleanObject(after, hasStatus));
  return leaves(request.body).flatMap(({ path, segments, value }) => {
    const was = lookup(before ?? void 0, segments);
    if (sameJson(was, value) || path.endsWith("[*]")) return [];
    return [{ path, segments, op: was === void 0 ? "add" : "replace", before: was, after: value }];
  });
};
var causeOf = (change, { request, before }, { baseline, next }) => {
  const { path, segments, op } = change;
  const list4 = path.endsWith("[*]") ? segments.slice(0, -1) : segments;
  const [was, will] = [lookup(baseline ?? void 0, list4), lookup(next ?? void 0, list4)];
  if (was !== void 0 && sameJson(was, will))
    return holds(lookup(before ?? void 0, list4), was) ? "cluster" : "drift";
  if (saidBy(request.body, list4)) return "chart";
  if (op === "remove" && was !== void 0) return "chart";
  return op === "add" ? "default" : "cluster";
};
var holds = (live, said2) => live !== void 0 && sameJson(restrict(live, said2), said2);
var saidBy = (body, segments) => {
  if (Array.isArray(body)) return true;
  for (let depth = 0; depth < segments.length; depth += 1) {
    const parent = lookup(body, segments.slice(0, depth));
    if (!isObject(parent) && !Array.isArray(parent)) return parent !== void 0;
    const segment = segments[depth];
    const directs = (word) => isObject(parent) && typeof segment === "string" && parent[`${word}/${segment}`] !== void 0;
    if (directs("$setElementOrder") || directs("$deleteFromPrimitiveList")) return true;
    if (isObject(parent) && parent["$patch"] !== void 0) return true;
  }
  return lookup(body, segments) !== void 0;
};
var asSaid = (change, { request }) => {
  const said2 = lookup(request.body, change.segments);
  return change.after === void 0 || said2 === void 0 ? change : { ...change, after: restrict(change.after, said2) };
};
var restrict = (value, said2) => {
  if (isObject(value) && isObject(said2)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) => {
        const word = said2[key];
        return member === void 0 || word === void 0 ? [] : [[key, restrict(member, word)]];
      })
    );
  }
  if (Array.isArray(value) && Array.isArray(said2) && value.length === said2.length) {
    const words = said2;
    return value.map((item, place) => {
      const word = words[place];
      return word === void 0 ? item : restrict(item, word);
    });
  }
  return value;
};

// src/plan/encodeSecretData.ts
var encodeSecretData = (object) => {
  const secret = object;
  if (!isObject(secret) || !isObject(secret["stringData"])) return object;
  const { stringData, data, ...rest } = secret;
  const encoded2 = Object.entries(stringData).map(([key, value]) => [
    key,
    typeof value === "string" ? Buffer.from(value).toString("base64") : value
  ]);
  return { ...rest, data: { ...isObject(data) ? data : {}, ...Object.fromEntries(encoded2) } };
};

// src/plan/groupVersion.ts
var groupVersion = (object) => {
  const parts = (textAt(object, "apiVersion") ?? "").split("/");
  return { group: parts.length > 1 ? parts[0] ?? "" : "", version: parts.at(-1) ?? "" };
};

// src/yaml/kubernetesSchema.ts
var INTEGER = /^([-+]?)(?:0[bB]([01]+)|0[oO]?([0-7]+)|0[xX]([0-9a-fA-F]+)|(0|[1-9][0-9]*))$/;
var FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
var exactInteger = defineScalarTag("tag:yaml.org,2002:int", {
  implicit: true,
  implicitFirstChars: "-+.0123456789".split(""),
  resolve: (text3) => {
    const plain = text3.replaceAll("_", "");
    const match = INTEGER.exec(plain);
    if (match === null) return plain !== text3 && FLOAT.test(plain) ? Number(plain) : NOT_RESOLVED;
    const [, sign, binary2, octal, hex, decimal] = match;
    const size = BigInt(
      binary2 !== void 0 ? `0b${binary2}` : octal !== void 0 ? `0o${octal}` : hex !== void 0 ? `0x${hex}` : decimal ?? "0"
    );
    const value = sign === "-" ? -size : size;
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  },
  identify: (value) => typeof value === "bigint" || Number.isInteger(value)
});
var kubernetesSchema = CORE_SCHEMA.withTags(mergeTag, boolYaml11Tag, exactInteger);

// src/yaml/parseManifest.ts
var MAX_VALUES = 5e6;
var parseManifest = (text3, repeatedKeys = "last wins") => {
  const documents = load(text3, repeatedKeys === "last wins");
  if (text3.includes("*") && countValues(documents, MAX_VALUES) <= 0) {
    throw unreadable("its aliases stand for too many values");
  }
  return documents.flatMap((document) => flatten(document));
};
var load = (text3, json) => {
  try {
    return loadAll(text3, { schema: kubernetesSchema, maxAliases: 1e3, json });
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause;
    const line = cause.mark === void 0 ? "" : `, line ${cause.mark.line + 1}`;
    throw unreadable(`${cause.reason}${line}`);
  }
};
var unreadable = (reason) => new GateError(
  "E_MANIFEST",
  `A rendered manifest cannot be read: ${reason}.`,
  "Write it without tags, with few aliases, and as YAML 1.1; `helm template` shows it."
);
var countValues = (value, left) => {
  if (left <= 0) return 0;
  if (typeof value !== "object" || value === null) return left - 1;
  return Object.values(value).reduce((rest, member) => countValues(member, rest), left - 1);
};
var flatten = (document) => {
  if (!isObject(document)) return [];
  const { kind, items, apiVersion } = document;
  if (!Array.isArray(items)) return [document];
  const inherited = typeof kind === "string" && kind !== "List" ? { apiVersion, kind: kind.replace(/List$/, "") } : {};
  return items.flatMap((item) => isObject(item) ? flatten({ ...inherited, ...item }) : []);
};

// src/yaml/splitManifest.ts
var splitManifest = (manifest) => manifest.split(/^---(?=\s|$)/m).flatMap((text3) => {
  if (text3.trim() === "") return [];
  const source = /^\s*# Source: ([^\n]+)/.exec(text3)?.[1] ?? null;
  return [{ source: source?.trim() ?? null, text: text3 }];
});

// src/plan/manifestIndex.ts
var documentKey = (document, namespace) => {
  const { group } = groupVersion(document);
  const parts = [group, textAt(document, "kind") ?? "", textAt(document, "metadata", "namespace") ?? namespace];
  return [...parts, textAt(document, "metadata", "name") ?? ""].join("|");
};
var exchangeKey = ({ request, kind, namespace, name }, release) => [request.target.group, kind, namespace ?? release, name].join("|");
var EMPTY = { find: () => null, hook: () => null, documents: /* @__PURE__ */ new Map() };
var known = /* @__PURE__ */ new WeakMap();
var indexManifest = (record) => {
  if (record === null) return EMPTY;
  const index = known.get(record) ?? makeIndex(record);
  known.set(record, index);
  return index;
};
var makeIndex = ({ namespace, manifest, hooks: all }) => {
  const documents = indexDocuments(manifest, namespace);
  const hooks = all.map((hook) => ({ hook, documents: indexDocuments(hook.manifest, namespace, hook.path) }));
  const hookOf = new Map(hooks.flatMap(({ hook, documents: own2 }) => [...own2.keys()].map((key) => [key, hook])));
  const named3 = new Map([...documents].map(([key, document]) => [withoutNamespace(key), document]));
  const ofHooks = hooks.flatMap(({ documents: own2 }) => [...own2].map(([key, found]) => [`hook|${key}`, found]));
  return {
    find: (exchange) => {
      const key = exchangeKey(exchange, namespace);
      const found = documents.get(key) ?? (exchange.namespace === null ? named3.get(withoutNamespace(key)) : null);
      return found ?? null;
    },
    hook: (exchange) => hookOf.get(exchangeKey(exchange, namespace)) ?? null,
    documents: new Map([...documents, ...ofHooks])
  };
};
var indexDocuments = (text3, namespace, path) => {
  const found = /* @__PURE__ */ new Map();
  for (const part of splitManifest(text3)) {
    const { objects, repeatsKey } = readObjects(part);
    for (const object of objects) {
      const key = documentKey(object, namespace);
      const times = (found.get(key)?.times ?? 0) + 1;
      found.set(key, { object, source: path ?? part.source, times, repeatsKey });
    }
  }
  return found;
};
var readObjects = ({
  text: text3,
  source
}) => {
  try {
    return { objects: parseManifest(text3, "refuse"), repeatsKey: false };
  } catch {
    return { objects: readLeniently(text3, source), repeatsKey: true };
  }
};
var readLeniently = (text3, source) => {
  try {
    return parseManifest(text3);
  } catch (error) {
    if (!(error instanceof GateError) || source === null) throw error;
    throw new GateError(error.code, `In what ${source} renders: ${error.sentence}`, error.next, { cause: error });
  }
};
var withoutNamespace = (key) => {
  const [group, kind, , name] = key.split("|");
  return [group, kind, name].join("|");
};

// src/plan/ownerOf.ts
var ownerOf = (live, { release, namespace }) => {
  const name = textAt(live, "metadata", "annotations", "meta.helm.sh/release-name");
  const place = textAt(live, "metadata", "annotations", "meta.helm.sh/release-namespace");
  if (name === void 0 && place === void 0) return "nobody";
  return name === release && place === namespace ? null : `release ${name ?? "?"} in namespace ${place ?? "?"}`;
};

// src/plan/repeatsItem.ts
var repeatsItem = (field, value) => {
  if (Array.isArray(value)) return hasTwins(field, value) || value.some((item) => repeatsItem(void 0, item));
  return isObject(value) && Object.entries(value).some(([name, member]) => repeatsItem(name, member));
};
var hasTwins = (field, items) => {
  const keyOf3 = field === "env" ? variableKey : field === "ports" ? portKey : null;
  if (keyOf3 === null) return false;
  const keys = items.flatMap((item) => isObject(item) ? [keyOf3(item)] : []).filter((key) => key !== null);
  return new Set(keys).size < keys.length;
};
var variableKey = ({ name }) => typeof name === "string" ? name : null;
var portKey = ({ containerPort, port, protocol }) => {
  const number = containerPort ?? port;
  return number === void 0 ? null : canonicalJson([number, protocol ?? "TCP"]);
};

// src/plan/draftQueries.ts
var draftQueries = (exchanges, manifests) => {
  const runs = /* @__PURE__ */ new Map();
  const drafts = [];
  for (const exchange of exchanges) {
    const hook = manifests.next.hook(exchange);
    if (hook === null || deletesForeign(exchange)) drafts.push(...draftOne(exchange, manifests));
    else runs.set(hook, [...runs.get(hook) ?? [], exchange]);
  }
  return [
    ...mergeMigrations(drafts),
    ...[...runs].flatMap(([hook, requests]) => draftRun(hook, requests)),
    ...draftKept(manifests)
  ];
};
var base = (exchange, manifests) => {
  const { group, version, namespace } = exchange.request.target;
  return {
    object: { group, version, kind: exchange.kind, namespace, name: exchange.name },
    exchanges: [exchange],
    hook: null,
    source: sourceOf(exchange, manifests),
    owner: exchange.before === null ? null : ownerOf(exchange.before, manifests.release),
    sideEffects: [],
    isTwin: (manifests.next.find(exchange)?.times ?? 1) > 1,
    repeatsItem: [manifests.baseline, manifests.next].some(
      (index) => repeatsItem(void 0, index.find(exchange)?.object)
    )
  };
};
var sourceOf = (exchange, { baseline, next }) => next.find(exchange)?.source ?? baseline.find(exchange)?.source ?? next.hook(exchange)?.path ?? null;
var mergeMigrations = (drafts) => {
  const merged = /* @__PURE__ */ new Map();
  for (const draft of drafts) {
    const [exchange] = draft.exchanges;
    const key = draft.verb === "migrate" && exchange !== void 0 ? exchange.request.path : draft;
    const earlier = merged.get(key);
    merged.set(
      key,
      earlier === void 0 ? draft : { ...earlier, exchanges: [...earlier.exchanges, ...draft.exchanges] }
    );
  }
  return [...merged.values()];
};
var deletesForeign = ({ request, before }) => request.method === "DELETE" && before !== null && at(before, "metadata", "annotations", "helm.sh/hook") === void 0;
var NOTHING_MORE = { hook: null, owner: null, sideEffects: [], isTwin: false, repeatsItem: false };
var draftRun = (hook, exchanges) => {
  const refused2 = exchanges.find(({ outcome }) => outcome.kind === "refused");
  const made = exchanges.find(({ request }) => request.method !== "DELETE");
  const sent = refused2 ?? made;
  if (sent === void 0) return [];
  const { group, version, namespace } = sent.request.target;
  const object = { group, version, kind: sent.kind, namespace, name: sent.name };
  const common = { ...NOTHING_MORE, object, source: hook.path };
  if (refused2 !== void 0) return [{ ...common, ...refusal2(refused2), exchanges: [refused2] }];
  const posted = bodyObject(sent);
  const content = { posted, deletes: hook.deletePolicies, events: hook.events, weight: hook.weight };
  return [{ ...common, verb: "run", exchanges, changes: [whole(void 0, posted)], content, hook }];
};
var draftKept = ({ baseline, next, kept, release }) => kept.flatMap((live) => {
  const key = documentKey(live, release.namespace);
  const document = baseline.documents.get(key);
  if (document === void 0 || next.documents.has(key)) return [];
  const [, kind = "", , name = ""] = key.split("|");
  const object = { ...groupVersion(live), kind, namespace: textAt(live, "metadata", "namespace") ?? null, name };
  const told = { verb: "keep", object, exchanges: [], changes: [], content: "left behind" };
  return [{ ...NOTHING_MORE, ...told, source: document.source }];
});
var draftOne = (exchange, manifests) => {
  if (exchange.outcome.kind === "refused") return [{ ...base(exchange, manifests), ...refusal2(exchange) }];
  if (exchange.request.method === "DELETE") return draftDelete(exchange, manifests);
  const isThere = exchange.request.method === "POST" && exchange.before !== null;
  if (isThere && sameJson(exchange.before, exchange.after)) return [];
  if (exchange.before === null) return [draftCreate(exchange, manifests)];
  return draftUpdate(exchange, manifests);
};
var refusal2 = ({ outcome, request }) => ({
  verb: "blocked",
  changes: [],
  content: { refusal: outcome.kind === "refused" ? outcome.refusal.message : "", body: request.body }
});
var draftDelete = (exchange, manifests) => {
  if (exchange.before === null) return [];
  const document = manifests.baseline.find(exchange)?.object ?? null;
  const content = { uid: textAt(exchange.before, "metadata", "uid") ?? null, document };
  const shown2 = document ?? cleanObject(exchange.before, true);
  return [{ ...base(exchange, manifests), verb: "delete", changes: [whole(shown2, void 0)], content }];
};
var draftCreate = (exchange, manifests) => {
  const posted = bodyObject(exchange);
  const verb = createVerb(exchange, manifests.next.find(exchange) !== null);
  return { ...base(exchange, manifests), verb, changes: [whole(void 0, posted)], content: posted };
};
var createVerb = ({ kind }, inManifest) => {
  if (kind === "Namespace" && !inManifest) return "create-namespace";
  return kind === "CustomResourceDefinition" && !inManifest ? "install-crd" : "create";
};
var draftUpdate = (sent, manifests) => {
  const exchange = sent.kind === "Secret" ? { ...sent, request: { ...sent.request, body: encodeSecretData(sent.request.body) } } : sent;
  const documents = documentsOf(exchange, manifests);
  const { chart, drift, cluster } = effectsOf(exchange, documents);
  const isUnchanged = chart.length + drift.length + cluster.length === 0 && sameOwners(exchange.before, exchange.after);
  if (isUnchanged) return [];
  const common = base(sent, manifests);
  const drafts = [];
  if (chart.length > 0 || cluster.length > 0) {
    const pinned = isPatch(exchange) ? ownLeaves(exchange, documents) : [];
    const content = { changes: changeContent(chart, exchange), pinned, sideEffects: cluster };
    const adopts = common.owner !== null && documents.baseline === null;
    const verb = adopts ? "adopt" : exchange.request.method === "PUT" ? "replace" : "update";
    drafts.push({
      ...common,
      verb,
      changes: chart,
      content: adopts ? { ...content, owner: common.owner } : content,
      sideEffects: cluster
    });
  }
  if (drift.length > 0) {
    const content = drift.map(({ path, after }) => ({ path, after: after ?? null }));
    drafts.push({ ...common, verb: "revert", changes: drift, content });
  }
  if (drafts.length === 0) {
    drafts.push({ ...common, verb: "migrate", changes: [], content: "field ownership" });
  }
  return drafts;
};
var documentsOf = (exchange, { baseline, next }) => {
  const find = (index) => {
    const object = index.find(exchange)?.object ?? null;
    return object !== null && exchange.kind === "Secret" ? encodeSecretData(object) : object;
  };
  return { baseline: find(baseline), next: find(next) };
};
var isPatch = ({ request }) => request.method === "PATCH" && !isServerSideApply(request);
var bodyObject = ({ request }) => isObject(request.body) ? request.body : {};
var whole = (before, after) => ({
  path: "",
  segments: [],
  op: before === void 0 ? "add" : "remove",
  before,
  after
});

// src/yaml/dumpYaml.ts
var dumpYaml = (value) => dump(printable(value), { schema: kubernetesSchema, lineWidth: -1, noRefs: true }).replace(/\n$/, "");
var printable = (value) => {
  if (Array.isArray(value)) return value.map((item) => printable(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => member === void 0 ? [] : [[key, printable(member)]])
  );
};

// src/plan/readableValue.ts
import { X509Certificate } from "node:crypto";
var MIN_JSON = 60;
var CERTIFICATE = /^-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/;
var readableValue = (value, field) => {
  if (typeof value === "string") return readableText(value);
  if (Array.isArray(value)) return value.map((item) => readableValue(item, ""));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (member === void 0) return [key, void 0];
      return [key, field === "binaryData" ? binary(member) : readableValue(member, key)];
    })
  );
};
var binary = (value) => {
  if (typeof value !== "string") return value;
  const bytes = Buffer.from(value, "base64");
  return `(${bytes.length} bytes, ${sha256Bytes(bytes)})`;
};
var readableText = (text3) => {
  if (text3.includes("-----BEGIN CERTIFICATE-----"))
    return text3.split(/(?=-----BEGIN CERTIFICATE-----)/).map((part) => part.replace(CERTIFICATE, (pem) => `${ownerOf2(pem)}
${pem}`)).join("");
  const start = text3.trimStart()[0];
  const isLong = text3.length >= MIN_JSON && !text3.trim().includes("\n");
  return isLong && (start === "{" || start === "[") && isJson(text3) ? spread(text3) : text3.replaceAll("\r", "\u240D");
};
var ownerOf2 = (pem) => {
  try {
    const { subject: subject2, validFrom, validTo } = new X509Certificate(pem);
    return `(certificate of ${subject2.replaceAll("\n", ", ")}, valid from ${validFrom} to ${validTo})`;
  } catch {
    return "(a certificate that cannot be read)";
  }
};
var isJson = (text3) => {
  try {
    JSON.parse(text3);
    return true;
  } catch {
    return false;
  }
};
var spread = (text3) => {
  let depth = 0;
  const line = () => `
${"  ".repeat(depth)}`;
  const tokens = text3.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? [];
  return tokens.map((token, index) => {
    const opens = token === "{" || token === "[";
    const closes = token === "}" || token === "]";
    const isEmpty = closes && (tokens[index - 1] === "{" || tokens[index - 1] === "[");
    if (opens) depth += 1;
    if (closes) depth -= 1;
    if (opens) return /[}\]]/.test(tokens[index + 1] ?? "") ? token : `${token}${line()}`;
    if (closes) return isEmpty ? token : `${line()}${token}`;
    if (token === ",") return `,${line()}`;
    return token === ":" ? ": " : token;
  }).join("");
};

// src/plan/escapedPattern.ts
var ESCAPED = /["'\\<>&\t\n]/;
var MAX_LENGTH = 2e4;
var LINE_END = String.raw`(?:[ \t\r]|\\+[rt])*(?:\n|\\+n)(?:[-+\s]|\\+[nrt])*`;
var escapedPattern = (text3) => {
  if (!ESCAPED.test(text3) || text3.length > MAX_LENGTH) return null;
  const lines = text3.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  return lines.length === 0 ? null : new RegExp(lines.map((line) => lineSource(line)).join(LINE_END), "gu");
};
var lineSource = (line) => {
  const source = line.replaceAll(/\\*"|\\*'|\\+|[^\p{L}\p{N}\\]/gu, (part, place) => {
    const backslashes = part.replace(/["']$/, "").length;
    const quote = part.at(-1) === "'" ? "''?" : part.at(-1) === '"' ? '"' : "";
    if (part.startsWith("\\")) return `${place === 0 ? String.raw`(?<!\\)` : ""}\\\\{${backslashes},}${quote}`;
    if (quote !== "") return place === 0 ? quote : `\\\\*${quote}`;
    return /[<>&\t]/.test(part) ? `(?:${literal(part)}|\\\\+(?:u00${code(part).padStart(2, "0")}|t))` : literal(part);
  });
  return source;
};
var code = (character) => (character.codePointAt(0) ?? 0).toString(16);
var literal = (character) => `\\u{${code(character)}}`;

// src/plan/spellings.ts
var spellings = (value) => {
  const url = encodeURIComponent(value.toWellFormed());
  const query = url.replaceAll(/[!'()*]/g, (character) => percent(character)).replaceAll("%20", "+");
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    url,
    query,
    query.replaceAll("+", "%20"),
    // In the path of a URL, and before its host, more may stand as it is.
    url.replaceAll(/%(?:24|26|2B|3A|3D|40)/g, (escape) => decodeURIComponent(escape)),
    url.replaceAll(/%(?:24|26|2B|2C|3B|3D)/g, (escape) => decodeURIComponent(escape)),
    ...base64Spellings(value)
  ];
};
var percent = (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
var base64Spellings = (value) => {
  const bytes = Buffer.from(value);
  const inside = [0, 1, 2].map((offset) => {
    const text3 = Buffer.concat([Buffer.alloc(offset), bytes]).toString("base64");
    return text3.slice(Math.ceil(offset * 8 / 6), Math.floor((offset + bytes.length) * 8 / 6));
  });
  return [bytes.toString("base64"), ...inside].flatMap((text3) => [text3, text3.replaceAll("+", "-").replaceAll("/", "_")]);
};

// src/plan/redactor.ts
var SECRET_MASK = "(secret)";
var MIN_LENGTH = 6;
var SECRET_FIELDS = /* @__PURE__ */ new Set(["data", "stringData"]);
var LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
var secretValues = (object) => {
  if (!isObject(object ?? void 0)) return [];
  const { data, stringData } = object;
  const encoded2 = texts(data);
  const plain = [...encoded2.map((text3) => Buffer.from(text3, "base64").toString("utf8")), ...texts(stringData)];
  return [...encoded2, ...plain, ...plain.map((text3) => Buffer.from(text3).toString("base64"))];
};
var texts = (value) => isObject(value) ? Object.values(value).filter((member) => typeof member === "string") : [];
var MIN_LINE = 12;
var FRAME = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/;
var linesOf = (secret) => secret.split("\n").map((line) => line.trim()).filter((line) => line !== "");
var createLineMask = (secrets) => {
  const lines = new Set(
    secrets.flatMap((secret) => linesOf(secret)).filter((line) => line.length >= MIN_LINE && !FRAME.test(line))
  );
  const maskLine = (line) => {
    const start = /^[-+]?\s*/.exec(line)?.[0].length ?? 0;
    if (lines.has(line.trim())) return SECRET_MASK;
    return lines.has(line.slice(start).trimEnd()) ? line.slice(0, start) + SECRET_MASK : line;
  };
  return (text3) => lines.size === 0 ? text3 : text3.split("\n").map(maskLine).join("\n");
};
var createRedactor = (secrets) => {
  const values = [...new Set(secrets.flatMap((secret) => [secret, secret.trim()]))].filter(
    (value) => value.length >= MIN_LENGTH
  );
  const known2 = [...new Set(values.flatMap((value) => spellings(value)))].filter((spelling) => spelling.length >= MIN_LENGTH).sort((a, b) => b.length - a.length);
  const patterns = values.flatMap((value) => escapedPattern(value) ?? []);
  const maskLines = createLineMask(values.filter((value) => value.includes("\n")));
  const text3 = (given) => {
    const plain = known2.reduce((masked, secret) => masked.replaceAll(secret, SECRET_MASK), given);
    return maskLines(patterns.reduce((masked, pattern) => masked.replaceAll(pattern, SECRET_MASK), plain));
  };
  const anyValue = (value) => {
    if (typeof value === "string") return text3(value);
    if (typeof value === "number" || typeof value === "bigint")
      return text3(`${value}`) === `${value}` ? value : SECRET_MASK;
    if (Array.isArray(value)) return value.map((item) => anyValue(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [text3(key), member === void 0 ? void 0 : anyValue(member)])
    );
  };
  const inSecret = (path, value) => {
    if (path === "" && isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, member === void 0 ? void 0 : inSecret(key, member)])
      );
    }
    if (!SECRET_FIELDS.has(/^[A-Za-z]+/.exec(path)?.[0] ?? "")) return maskLastApplied(path, value);
    if (!isObject(value)) return SECRET_MASK;
    return Object.fromEntries(Object.keys(value).map((key) => [key, SECRET_MASK]));
  };
  return {
    text: text3,
    knowsAny: known2.length > 0,
    value: (kind, path, value) => anyValue(kind === "Secret" ? inSecret(path, value) : maskLastApplied(path, value))
  };
};
var maskLastApplied = (path, value) => {
  if (path.includes(LAST_APPLIED)) return SECRET_MASK;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === LAST_APPLIED ? SECRET_MASK : member === void 0 ? void 0 : maskLastApplied(key, member)
    ])
  );
};

// src/plan/risksOf.ts
var changes = (pattern, also = () => true) => (_, said2) => said2.some((change) => pattern.test(change.path) && also(change));
var gives = (test) => ({ after }) => after !== void 0 && test(after);
var isTrue = gives((value) => value === true);
var ofKind = (kinds, also = () => true) => {
  const whole2 = new RegExp(`^(?:${kinds.source})$`);
  return (query, said2) => whole2.test(query.kind) && also(query, said2);
};
var verbIs = (verb) => (query) => query.verb === verb;
var shrinks = ({ before, after }) => typeof before === "number" && typeof after === "number" && after < before;
var hasNoDigest = gives((value) => typeof value === "string" && value !== "" && !value.includes("@sha256:"));
var beyondMetadata = ({ verb }, said2) => WHOLE.has(verb) || said2.some(({ path }) => !/^metadata\b/.test(path));
var WHOLE = /* @__PURE__ */ new Set(["create", "install-crd", "adopt"]);
var HOST = /\bspec\.(?:hostNetwork|hostPID|hostIPC)$|\.securityContext\.(?:privileged|allowPrivilegeEscalation)$/;
var RISKS = [
  {
    name: "deletes-data",
    applies: ofKind(
      /PersistentVolumeClaim|PersistentVolume|Namespace|StatefulSet|CustomResourceDefinition/,
      verbIs("delete")
    )
  },
  { name: "foreign", applies: ({ verb, owner }) => verb === "delete" && owner !== null && owner !== "nobody" },
  { name: "deletes", applies: verbIs("delete") },
  { name: "replaces", applies: verbIs("replace") },
  { name: "adopts", applies: verbIs("adopt") },
  {
    name: "hidden-characters",
    applies: ({ diff }, said2) => hides(diff) || said2.some(({ before, after }) => [before, after].some(hides))
  },
  { name: "rbac", applies: ofKind(/(?:Cluster)?Role(?:Binding)?/, beyondMetadata) },
  {
    name: "admission",
    applies: ofKind(/(?:Validating|Mutating)(?:WebhookConfiguration|AdmissionPolicy(?:Binding)?)/, beyondMetadata)
  },
  { name: "crd", applies: ofKind(/CustomResourceDefinition/, beyondMetadata) },
  {
    name: "privileges",
    applies: (query, said2) => changes(HOST, isTrue)(query, said2) || changes(
      /\.hostPath\.path$|\.capabilities\.add$/,
      gives(() => true)
    )(query, said2)
  },
  { name: "secret", applies: ofKind(/Secret/, beyondMetadata) },
  { name: "scale-down", applies: changes(/^spec\.(?:replicas|minReplicas|maxReplicas)$/, shrinks) },
  { name: "limits", applies: (query, said2) => isUpdate(query) && changes(/\.resources(?:\.|$)/)(query, said2) },
  { name: "image", applies: (query, said2) => isUpdate(query) && changes(/\.image$/)(query, said2) },
  { name: "network", applies: ofKind(/Service|Ingress|NetworkPolicy|HTTPRoute|Gateway|GRPCRoute/, beyondMetadata) },
  { name: "hook", applies: verbIs("run") },
  { name: "keeps", applies: verbIs("keep") },
  { name: "drift", applies: verbIs("revert") },
  {
    name: "duplicate-items",
    applies: ({ repeatsItem: inChart, changes: all }) => inChart || all.some(({ segments, after }) => repeatsItem(segments.at(-1), after))
  },
  {
    name: "new-name-each-time",
    applies: (query, said2) => query.verb === "create" && namesItself(query, said2)
  },
  { name: "tag-without-digest", applies: changes(/(?:^|[.\]])image$/, hasNoDigest) }
];
var hides = (value) => {
  const text3 = typeof value === "string" ? value.replaceAll("\r\n", "\n") : "";
  return visibleText(text3) !== text3;
};
var isUpdate = ({ verb }) => verb !== "create" && verb !== "run" && verb !== "delete";
var namesItself = changes(/^metadata\.generateName$/);
var risksOf = (query) => {
  const said2 = query.changes.flatMap((change) => saidBy2(change));
  return RISKS.filter(({ applies }) => applies(query, said2)).map(({ name }) => name);
};
var saidBy2 = ({ path, segments, before, after }) => {
  const container = after ?? before;
  if (typeof container !== "object" || container === null) return [{ path, before, after }];
  const inner = leaves(container).map((leaf) => ({
    path: pathText([...segments, ...leaf.segments]),
    before: after === void 0 ? leaf.value : void 0,
    after: after === void 0 ? void 0 : leaf.value
  }));
  return [{ path, before, after }, ...inner];
};
var VERB_RANK = { blocked: 0, delete: 1, replace: 2, adopt: 3 };
var rankOf = ({ verb, risks }) => {
  const place = RISKS.findIndex(({ name }) => name === risks[0]);
  return (VERB_RANK[verb] ?? 4) * 100 + (place < 0 ? RISKS.length : place);
};

// src/plan/sealSecrets.ts
import { createHmac } from "node:crypto";
var SECRET_MEMBERS = /* @__PURE__ */ new Set(["data", "stringData", "kubectl.kubernetes.io/last-applied-configuration"]);
var SECRET_PATH = /^(?:data|stringData)(?:$|[.[])|last-applied-configuration/;
var sealSecrets = (content, key) => {
  if (Array.isArray(content)) return content.map((item) => sealSecrets(item, key));
  if (!isObject(content)) return content;
  const { path } = content;
  if (typeof path === "string" && SECRET_PATH.test(path)) return sealChange(content, path, key);
  return mapMembers(
    content,
    (name, member) => SECRET_MEMBERS.has(name) ? seal(name, member, key) : sealSecrets(member, key)
  );
};
var sealChange = (change, path, key) => mapMembers(change, (name, member) => name === "before" || name === "after" ? seal(path, member, key) : member);
var seal = (path, value, key) => {
  if (value === null) return null;
  if (isObject(value)) return mapMembers(value, (name, member) => seal(`${path}.${name}`, member, key));
  if (key === null) return "no key";
  return `hmac-sha256:${createHmac("sha256", key).update(`${path}
${canonicalJson(value)}`).digest("hex")}`;
};
var mapMembers = (object, map) => Object.fromEntries(
  Object.entries(object).map(([name, member]) => [name, member === void 0 ? void 0 : map(name, member)])
);
var sealWhole = (content, key) => seal("", canonicalJson(content), key);

// src/plan/sparseDocument.ts
var sparseDocument = (placed) => {
  const node = new Node();
  for (const { segments, value } of placed) node.put(segments, value);
  return node.toJson();
};
var Node = class _Node {
  #members = /* @__PURE__ */ new Map();
  #value;
  put(segments, value) {
    const [first, ...rest] = segments;
    if (first === void 0) {
      this.#value = value;
      return;
    }
    const id = typeof first === "object" ? `${first.by}=${first.value}` : `${typeof first} ${first}`;
    const member = this.#members.get(id) ?? { segment: first, node: new _Node() };
    this.#members.set(id, member);
    member.node.put(rest, value);
  }
  toJson() {
    if (this.#value !== void 0) return this.#value;
    if (this.#members.size === 0) return {};
    const members = [...this.#members.values()];
    if (members.every(({ segment }) => typeof segment === "string")) {
      return Object.fromEntries(
        members.flatMap(({ segment, node }) => typeof segment === "string" ? [[segment, node.toJson()]] : [])
      );
    }
    return members.map(({ segment, node }) => named(segment, node.toJson()));
  }
};
var named = (segment, item) => typeof segment === "object" && isObject(item) ? { [segment.by]: segment.value, ...item } : item;

// node_modules/diff/libesm/diff/base.js
var Diff = class {
  diff(oldStr, newStr, options = {}) {
    let callback;
    if (typeof options === "function") {
      callback = options;
      options = {};
    } else if ("callback" in options) {
      callback = options.callback;
    }
    const oldString = this.castInput(oldStr, options);
    const newString = this.castInput(newStr, options);
    const oldTokens = this.removeEmpty(this.tokenize(oldString, options));
    const newTokens = this.removeEmpty(this.tokenize(newString, options));
    return this.diffWithOptionsObj(oldTokens, newTokens, options, callback);
  }
  diffWithOptionsObj(oldTokens, newTokens, options, callback) {
    var _a;
    const done = (value) => {
      value = this.postProcess(value, options);
      if (callback) {
        setTimeout(function() {
          callback(value);
        }, 0);
        return void 0;
      } else {
        return value;
      }
    };
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let editLength = 1;
    let maxEditLength = newLen + oldLen;
    if (options.maxEditLength != null) {
      maxEditLength = Math.min(maxEditLength, options.maxEditLength);
    }
    const maxExecutionTime = (_a = options.timeout) !== null && _a !== void 0 ? _a : Infinity;
    const abortAfterTimestamp = Date.now() + maxExecutionTime;
    const bestPath = [{ oldPos: -1, lastComponent: void 0 }];
    let newPos = this.extractCommon(bestPath[0], newTokens, oldTokens, 0, options);
    if (bestPath[0].oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
      return done(this.buildValues(bestPath[0].lastComponent, newTokens, oldTokens));
    }
    let minDiagonalToConsider = -Infinity, maxDiagonalToConsider = Infinity;
    const execEditLength = () => {
      for (let diagonalPath = Math.max(minDiagonalToConsider, -editLength); diagonalPath <= Math.min(maxDiagonalToConsider, editLength); diagonalPath += 2) {
        let basePath;
        const removePath = bestPath[diagonalPath - 1], addPath = bestPath[diagonalPath + 1];
        if (removePath) {
          bestPath[diagonalPath - 1] = void 0;
        }
        let canAdd = false;
        if (addPath) {
          const addPathNewPos = addPath.oldPos - diagonalPath;
          canAdd = addPath && 0 <= addPathNewPos && addPathNewPos < newLen;
        }
        const canRemove = removePath && removePath.oldPos + 1 < oldLen;
        if (!canAdd && !canRemove) {
          bestPath[diagonalPath] = void 0;
          continue;
        }
        if (!canRemove || canAdd && removePath.oldPos < addPath.oldPos) {
          basePath = this.addToPath(addPath, true, false, 0, options);
        } else {
          basePath = this.addToPath(removePath, false, true, 1, options);
        }
        newPos = this.extractCommon(basePath, newTokens, oldTokens, diagonalPath, options);
        if (basePath.oldPos + 1 >= oldLen && newPos + 1 >= newLen) {
          return done(this.buildValues(basePath.lastComponent, newTokens, oldTokens)) || true;
        } else {
          bestPath[diagonalPath] = basePath;
          if (basePath.oldPos + 1 >= oldLen) {
            maxDiagonalToConsider = Math.min(maxDiagonalToConsider, diagonalPath - 1);
          }
          if (newPos + 1 >= newLen) {
            minDiagonalToConsider = Math.max(minDiagonalToConsider, diagonalPath + 1);
          }
        }
      }
      editLength++;
    };
    if (callback) {
      (function exec() {
        setTimeout(function() {
          if (editLength > maxEditLength || Date.now() > abortAfterTimestamp) {
            return callback(void 0);
          }
          if (!execEditLength()) {
            exec();
          }
        }, 0);
      })();
    } else {
      while (editLength <= maxEditLength && Date.now() <= abortAfterTimestamp) {
        const ret = execEditLength();
        if (ret) {
          return ret;
        }
      }
    }
  }
  addToPath(path, added, removed2, oldPosInc, options) {
    const last = path.lastComponent;
    if (last && !options.oneChangePerToken && last.added === added && last.removed === removed2) {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: last.count + 1, added, removed: removed2, previousComponent: last.previousComponent }
      };
    } else {
      return {
        oldPos: path.oldPos + oldPosInc,
        lastComponent: { count: 1, added, removed: removed2, previousComponent: last }
      };
    }
  }
  extractCommon(basePath, newTokens, oldTokens, diagonalPath, options) {
    const newLen = newTokens.length, oldLen = oldTokens.length;
    let oldPos = basePath.oldPos, newPos = oldPos - diagonalPath, commonCount = 0;
    while (newPos + 1 < newLen && oldPos + 1 < oldLen && this.equals(oldTokens[oldPos + 1], newTokens[newPos + 1], options)) {
      newPos++;
      oldPos++;
      commonCount++;
      if (options.oneChangePerToken) {
        basePath.lastComponent = { count: 1, previousComponent: basePath.lastComponent, added: false, removed: false };
      }
    }
    if (commonCount && !options.oneChangePerToken) {
      basePath.lastComponent = { count: commonCount, previousComponent: basePath.lastComponent, added: false, removed: false };
    }
    basePath.oldPos = oldPos;
    return newPos;
  }
  equals(left, right, options) {
    if (options.comparator) {
      return options.comparator(left, right);
    } else {
      return left === right || !!options.ignoreCase && left.toLowerCase() === right.toLowerCase();
    }
  }
  removeEmpty(array) {
    const ret = [];
    for (let i = 0; i < array.length; i++) {
      if (array[i]) {
        ret.push(array[i]);
      }
    }
    return ret;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  castInput(value, options) {
    return value;
  }
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  tokenize(value, options) {
    return Array.from(value);
  }
  join(chars) {
    return chars.join("");
  }
  postProcess(changeObjects, options) {
    return changeObjects;
  }
  get useLongestToken() {
    return false;
  }
  buildValues(lastComponent, newTokens, oldTokens) {
    const components = [];
    let nextComponent;
    while (lastComponent) {
      components.push(lastComponent);
      nextComponent = lastComponent.previousComponent;
      delete lastComponent.previousComponent;
      lastComponent = nextComponent;
    }
    components.reverse();
    const componentLen = components.length;
    let componentPos = 0, newPos = 0, oldPos = 0;
    for (; componentPos < componentLen; componentPos++) {
      const component = components[componentPos];
      if (!component.removed) {
        if (!component.added && this.useLongestToken) {
          let value = newTokens.slice(newPos, newPos + component.count);
          value = value.map(function(value2, i) {
            const oldValue = oldTokens[oldPos + i];
            return oldValue.length > value2.length ? oldValue : value2;
          });
          component.value = this.join(value);
        } else {
          component.value = this.join(newTokens.slice(newPos, newPos + component.count));
        }
        newPos += component.count;
        if (!component.added) {
          oldPos += component.count;
        }
      } else {
        component.value = this.join(oldTokens.slice(oldPos, oldPos + component.count));
        oldPos += component.count;
      }
    }
    return components;
  }
};

// node_modules/diff/libesm/diff/line.js
var LineDiff = class extends Diff {
  constructor() {
    super(...arguments);
    this.tokenize = tokenize;
  }
  equals(left, right, options) {
    if (options.ignoreWhitespace) {
      if (!options.newlineIsToken || !left.includes("\n")) {
        left = left.trim();
      }
      if (!options.newlineIsToken || !right.includes("\n")) {
        right = right.trim();
      }
    } else if (options.ignoreNewlineAtEof && !options.newlineIsToken) {
      if (left.endsWith("\n")) {
        left = left.slice(0, -1);
      }
      if (right.endsWith("\n")) {
        right = right.slice(0, -1);
      }
    }
    return super.equals(left, right, options);
  }
};
var lineDiff = new LineDiff();
function diffLines(oldStr, newStr, options) {
  return lineDiff.diff(oldStr, newStr, options);
}
function tokenize(value, options) {
  if (options.stripTrailingCr) {
    value = value.replace(/\r\n/g, "\n");
  }
  const retLines = [], linesAndNewlines = value.split(/(\n|\r\n)/);
  if (!linesAndNewlines[linesAndNewlines.length - 1]) {
    linesAndNewlines.pop();
  }
  for (let i = 0; i < linesAndNewlines.length; i++) {
    const line = linesAndNewlines[i];
    if (i % 2 && !options.newlineIsToken) {
      retLines[retLines.length - 1] += line;
    } else {
      retLines.push(line);
    }
  }
  return retLines;
}

// node_modules/diff/libesm/patch/create.js
function structuredPatch(oldFileName, newFileName, oldStr, newStr, oldHeader, newHeader, options) {
  let optionsObj;
  if (!options) {
    optionsObj = {};
  } else if (typeof options === "function") {
    optionsObj = { callback: options };
  } else {
    optionsObj = options;
  }
  if (typeof optionsObj.context === "undefined") {
    optionsObj.context = 4;
  }
  const context = optionsObj.context;
  if (optionsObj.newlineIsToken) {
    throw new Error("newlineIsToken may not be used with patch-generation functions, only with diffing functions");
  }
  if (!optionsObj.callback) {
    return diffLinesResultToPatch(diffLines(oldStr, newStr, optionsObj));
  } else {
    const { callback } = optionsObj;
    diffLines(oldStr, newStr, Object.assign(Object.assign({}, optionsObj), { callback: (diff) => {
      const patch = diffLinesResultToPatch(diff);
      callback(patch);
    } }));
  }
  function diffLinesResultToPatch(diff) {
    if (!diff) {
      return;
    }
    diff.push({ value: "", lines: [] });
    function contextLines(lines) {
      return lines.map(function(entry) {
        return " " + entry;
      });
    }
    const hunks = [];
    let oldRangeStart = 0, newRangeStart = 0, curRange = [], oldLine = 1, newLine = 1;
    for (let i = 0; i < diff.length; i++) {
      const current = diff[i], lines = current.lines || splitLines(current.value);
      current.lines = lines;
      if (current.added || current.removed) {
        if (!oldRangeStart) {
          const prev = diff[i - 1];
          oldRangeStart = oldLine;
          newRangeStart = newLine;
          if (prev) {
            curRange = context > 0 ? contextLines(prev.lines.slice(-context)) : [];
            oldRangeStart -= curRange.length;
            newRangeStart -= curRange.length;
          }
        }
        for (const line of lines) {
          curRange.push((current.added ? "+" : "-") + line);
        }
        if (current.added) {
          newLine += lines.length;
        } else {
          oldLine += lines.length;
        }
      } else {
        if (oldRangeStart) {
          if (lines.length <= context * 2 && i < diff.length - 2) {
            for (const line of contextLines(lines)) {
              curRange.push(line);
            }
          } else {
            const contextSize = Math.min(lines.length, context);
            for (const line of contextLines(lines.slice(0, contextSize))) {
              curRange.push(line);
            }
            const hunk = {
              oldStart: oldRangeStart,
              oldLines: oldLine - oldRangeStart + contextSize,
              newStart: newRangeStart,
              newLines: newLine - newRangeStart + contextSize,
              lines: curRange
            };
            hunks.push(hunk);
            oldRangeStart = 0;
            newRangeStart = 0;
            curRange = [];
          }
        }
        oldLine += lines.length;
        newLine += lines.length;
      }
    }
    for (const hunk of hunks) {
      for (let i = 0; i < hunk.lines.length; i++) {
        if (hunk.lines[i].endsWith("\n")) {
          hunk.lines[i] = hunk.lines[i].slice(0, -1);
        } else {
          hunk.lines.splice(i + 1, 0, "\\ No newline at end of file");
          i++;
        }
      }
    }
    return {
      oldFileName,
      newFileName,
      oldHeader,
      newHeader,
      hunks
    };
  }
}
function splitLines(text3) {
  const hasTrailingNl = text3.endsWith("\n");
  const result = text3.split("\n").map((line) => line + "\n");
  if (hasTrailingNl) {
    result.pop();
  } else {
    result.push(result.pop().slice(0, -1));
  }
  return result;
}

// src/plan/unifiedDiff.ts
var CONTEXT_LINES = 3;
var MAX_EDITS = 2e3;
var unifiedDiff = (before, after) => {
  if (before === after) return "";
  const patch = structuredPatch("", "", ended(before), ended(after), "", "", {
    context: CONTEXT_LINES,
    maxEditLength: MAX_EDITS
  });
  if (patch === void 0) return wholeReplacement(before, after);
  return patch.hunks.map(
    (hunk) => [`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`, ...hunk.lines].join("\n")
  ).join("\n");
};
var ended = (text3) => text3 === "" ? "" : `${text3}
`;
var wholeReplacement = (before, after) => {
  const [old, fresh2] = [before.split("\n"), after.split("\n")];
  return [
    `@@ -1,${old.length} +1,${fresh2.length} @@`,
    ...old.map((line) => `-${line}`),
    ...fresh2.map((line) => `+${line}`)
  ].join("\n");
};

// src/plan/unstablePaths.ts
var WHOLE_OBJECT = "(the whole object)";
var unstablePaths = (first, second) => {
  if (textOf(first) === textOf(second)) return /* @__PURE__ */ new Map();
  const [one, two] = [indexManifest(first).documents, indexManifest(second).documents];
  const found = /* @__PURE__ */ new Map();
  for (const key of /* @__PURE__ */ new Set([...one.keys(), ...two.keys()])) {
    const changes2 = changesBetween(stored(one.get(key)?.object), stored(two.get(key)?.object));
    if (changes2.length > 0)
      found.set(
        key,
        changes2.map(({ path }) => path === "" ? WHOLE_OBJECT : path)
      );
  }
  return found;
};
var textOf = ({ manifest, hooks }) => [manifest, ...hooks.map((hook) => `${hook.name} ${hook.manifest}`)].join("\n");
var stored = (document) => document?.["kind"] === "Secret" ? encodeSecretData(document) : document;

// src/plan/finishQuery.ts
var finishQuery = (draft, finishing) => {
  const { redactor, target, digestKey } = finishing;
  const { object } = draft;
  const isSecret = object.kind === "Secret";
  const secret = isSecret || copiesSecret(draft.content, redactor);
  const sealed = isSecret ? sealSecrets(draft.content, digestKey) : sealWhole(draft.content, digestKey);
  const content = secret ? sealed : draft.content;
  const isRevert = draft.verb === "revert";
  const said2 = isRevert ? draft.changes.map((change) => fresh(change)) : draft.changes;
  const changes2 = said2.map((change) => shownChange(change, object.kind, redactor));
  const diff = redactor.text(diffOf(said2, object.kind, redactor));
  const risky = said2.map((change, index) => ({ ...change, ...changes2[index], segments: change.segments }));
  return {
    digest: digestQuery(target, { verb: draft.verb, object, requests: draft.exchanges, content }),
    verb: draft.verb,
    object,
    changes: draft.changes.every(({ path }) => path === "") ? [] : changes2,
    diff,
    cluster: { ...clusterAnswer(draft, redactor), sideEffects: draft.sideEffects.map(redactor.text) },
    live: isRevert ? draft.changes.map((change) => liveValue(change, object.kind, redactor)) : [],
    risks: risksOf({
      verb: draft.verb,
      kind: object.kind,
      owner: draft.owner,
      repeatsItem: draft.repeatsItem,
      changes: risky,
      diff: `${diff}${object.name}`
    }),
    hook: draft.hook === null ? null : { events: draft.hook.events, weight: draft.hook.weight, deletePolicies: draft.hook.deletePolicies },
    source: draft.source === null ? null : redactor.text(draft.source),
    owner: draft.owner === null ? null : redactor.text(draft.owner),
    unapprovable: unapprovable(draft, secret && digestKey === null, finishing),
    rule: null,
    requirement: null
  };
};
var copiesSecret = (content, redactor) => {
  if (!redactor.knowsAny) return false;
  const text3 = canonicalJson(content);
  return redactor.text(text3) !== text3;
};
var fresh = (change) => ({
  ...change,
  op: change.after === void 0 ? "remove" : "replace",
  before: void 0
});
var liveValue = (change, kind, redactor) => {
  const { path, before } = shownChange(change, kind, redactor);
  return { path, value: before ?? null };
};
var shownChange = (change, kind, redactor) => {
  const { path, op } = change;
  const mask2 = (value) => redactor.value(kind, path, value);
  const before = change.before === void 0 ? {} : { before: mask2(change.before) };
  const after = change.after === void 0 ? {} : { after: differs(mask2(change.after), change) };
  return { path: redactor.text(path), op, ...before, ...after };
};
var differs = (masked, { before }) => masked === SECRET_MASK && before !== void 0 ? `${SECRET_MASK.slice(0, -1)}, changed)` : masked;
var diffOf = (changes2, kind, redactor) => {
  const shown2 = changes2.map((change) => readableSides(change, kind, redactor));
  const side = (which) => {
    const placed = changes2.flatMap(({ path, segments }, index) => {
      const value = shown2[index]?.[which];
      if (value === void 0) return [];
      return [{ segments: path.endsWith("[*]") ? [...segments.slice(0, -1), "(order)"] : segments, value }];
    });
    return placed.length === 0 ? "" : dumpYaml(sparseDocument(placed));
  };
  return unifiedDiff(side("before"), side("after"));
};
var readableSides = (change, kind, redactor) => {
  const [parent, field] = [change.segments.at(-2), change.segments.at(-1)];
  const mask2 = (value) => value === void 0 ? void 0 : redactor.value(kind, change.path, value);
  const [before, masked] = [mask2(change.before), mask2(change.after)];
  const after = masked === void 0 ? void 0 : differs(masked, change);
  const readable2 = (value) => {
    if (value === void 0) return void 0;
    if (parent === "binaryData") return binary(value);
    return readableValue(value, typeof field === "string" ? field : "");
  };
  const isPlain = before === void 0 || after === void 0 || typeof before === "string" || typeof after === "string";
  const [was, will] = [readable2(before), readable2(after)];
  return isPlain && !sameJson(was, will) ? { before: was, after: will } : { before, after };
};
var clusterAnswer = ({ exchanges }, redactor) => {
  const outcomes = exchanges.map(({ outcome }) => outcome);
  const refused2 = outcomes.find((outcome) => outcome.kind === "refused");
  const unverified = outcomes.find((outcome) => outcome.kind === "unverified");
  return {
    verified: unverified === void 0,
    reason: unverified?.reason ?? null,
    refusal: refused2 === void 0 ? null : redactor.text(refused2.refusal.message)
  };
};
var unapprovable = (draft, noKey, { unstable, redactor }) => {
  const touched = unstable.filter((path) => touches(draft, path)).map(redactor.text);
  if (touched.length > 0) {
    return {
      code: "E_UNSTABLE",
      message: `Two renders of the chart differ at ${touched.join(", ")}: what is approved would not be what is applied. Set the value in a values file, or name these paths in the input unstable.`
    };
  }
  if (draft.isTwin) {
    return {
      code: "E_TWIN_OBJECT",
      message: "The chart renders this object more than once; which of them wins depends on the order. Leave one."
    };
  }
  return noKey ? {
    code: "E_DIGEST_KEY",
    message: "A Secret changes and no digest-key is set, so its digest would give the value away. Make a key with `openssl rand -hex 32`, store it as a repository secret and pass it as digest-key."
  } : null;
};
var touches = (draft, path) => path === WHOLE_OBJECT || draft.changes.some((change) => change.path === "" || change.path.startsWith(path) || path.startsWith(change.path)) || draft.exchanges.some(({ request }) => lookup(request.body, path.split(".")) !== void 0);

// src/exchange/maskAt.ts
var maskAt = (value, segments, word) => mask(value, segments, word, "");
var mask = (value, [segment, ...rest], word, field) => {
  if (segment === void 0) return word;
  if (typeof segment === "string") {
    const member = isObject(value) && Object.hasOwn(value, segment) ? value[segment] : void 0;
    return isObject(value) && member !== void 0 ? { ...value, [segment]: mask(member, rest, word, segment) } : value;
  }
  if (!Array.isArray(value)) return value;
  const items = value;
  const place = placeOf(items, segment, field);
  return items.map((item, index) => index === place ? mask(item, rest, word, field) : item);
};
var placeOf = (items, segment, field) => {
  if (typeof segment === "number") return segment;
  const keys = itemKeys(field, items);
  return keys?.findIndex((key) => key.by === segment.by && key.value === segment.value) ?? -1;
};

// src/plan/Generated.ts
var GENERATED = "(generated)";
var Generated = class {
  #paths;
  constructor(paths) {
    this.#paths = new Map([...paths].map(([object, own2]) => [object, own2.map((path) => spelled(path))]));
  }
  /** Whether a path of an object, or what contains it, is one of them. */
  covers(kind, name, path) {
    return this.#of(kind, name).some((own2) => path === own2 || path.startsWith(`${own2}.`) || path.startsWith(`${own2}[`));
  }
  /** The paths of an object, as segments; a Secret says its data in either of two members. */
  segments(kind, name) {
    return this.#of(kind, name).flatMap((path) => {
      const segments = parsePathText(path);
      if (segments === null) return [];
      const [first, ...rest] = segments;
      return kind === "Secret" && first === "data" ? [segments, ["stringData", ...rest]] : [segments];
    });
  }
  /** A body or object with each of these values replaced by one word. */
  mask(kind, name, value) {
    return this.segments(kind, name).reduce((masked, segments) => maskAt(masked, segments, GENERATED), value);
  }
  get isEmpty() {
    return this.#paths.size === 0;
  }
  #of(kind, name) {
    return this.#paths.get(`${kind}/${name}`) ?? [];
  }
};
var spelled = (path) => pathText(parsePathText(path) ?? [path]);

// src/plan/groupEdits.ts
var LEAST_MEMBERS = 3;
var GROUPED = /* @__PURE__ */ new Set(["update", "migrate", "adopt"]);
var groupEdits = (items) => {
  const alike = runsOf(items, ({ query }) => outlineOf(query));
  const runs = alike.flatMap(
    (run) => run.length < LEAST_MEMBERS ? [] : runsOf(run, ({ query }) => canonicalJson([...query.changes]))
  );
  const grouped = new Map(
    runs.filter((run) => run.length >= LEAST_MEMBERS).flatMap((run) => run.map((item) => [item, run]))
  );
  let number = 1;
  return items.flatMap((item) => {
    const run = grouped.get(item) ?? [item];
    if (run[0] !== item) return [];
    const group = run.length === 1 ? null : `${number}-${number + run.length - 1}`;
    number += run.length;
    return run.map((member) => ({ item: member, group }));
  });
};
var runsOf = (items, keyOf3) => {
  const runs = /* @__PURE__ */ new Map();
  for (const item of items) {
    const key = keyOf3(item) ?? item;
    const run = runs.get(key);
    if (run === void 0) runs.set(key, [item]);
    else run.push(item);
  }
  return [...runs.values()];
};
var outlineOf = ({ verb, diff, cluster, risks, owner, unapprovable: unapprovable2 }) => {
  if (!GROUPED.has(verb) || unapprovable2 !== null || diff.includes(SECRET_MASK.slice(0, -1))) return null;
  return JSON.stringify([verb, diff, risks, owner, cluster.verified, cluster.reason, cluster.sideEffects]);
};

// src/plan/orphanWarnings.ts
var orphanWarnings = (exchanges, { baseline, next, namespace }) => {
  const deleted = new Set(
    exchanges.filter(({ request }) => request.method === "DELETE").map((exchange) => exchangeKey(exchange, namespace))
  );
  const namesakes = new Map([...next.documents.keys()].map((key) => [withoutGroup(key), key]));
  return [...baseline.documents.keys()].filter((key) => !next.documents.has(key) && !deleted.has(key)).flatMap((key) => {
    const namesake = namesakes.get(withoutGroup(key));
    return namesake === void 0 ? [] : [orphan(key, namesake)];
  });
};
var orphan = (key, namesake) => {
  const [group, kind, , name] = key.split("|");
  return {
    code: "W_ORPHAN",
    message: `${kind} ${name} of group ${group || "core"} is in the release no more, and nothing deletes it: Helm takes that of group ${namesake.split("|")[0] || "core"} for the same. If it is still in the cluster, it stays there.`
  };
};
var withoutGroup = (key) => key.split("|").slice(1).join("|");

// src/plan/secretDocuments.ts
var secretDocuments = (record) => [...indexManifest(record).documents.values()].map(({ object }) => object).filter(({ kind }) => kind === "Secret");

// src/plan/unappliedDefinitions.ts
var unappliedDefinitions = (baseline, next) => {
  if (baseline === null) return [];
  const [was, will] = [baseline.chart.definitions, next.chart.definitions];
  const paths = [.../* @__PURE__ */ new Set([...was.keys(), ...will.keys()])].filter((path) => was.get(path) !== will.get(path)).sort();
  if (paths.length === 0) return [];
  return [
    {
      code: "W_DEFINITIONS_NOT_APPLIED",
      message: `Helm does not apply changes of crds/ on an upgrade: ${paths.join(", ")}. Apply them in a step of their own, before it.`
    }
  ];
};

// src/plan/makePlan.ts
var makePlan = (facts) => {
  const { target, record, newest, baseline } = facts;
  const sent = facts.exchanges.toSorted((a, b) => a.sequence - b.sequence);
  const manifests = { baseline: indexManifest(baseline), next: indexManifest(record) };
  const drafts = draftQueries(sent, { ...manifests, release: target, kept: facts.kept });
  const redactor = planRedactor(facts);
  const finished = finishAll(drafts, facts, redactor);
  const queries = finished.map(({ query }) => query);
  const revision = (of) => of === null ? null : { revision: of.revision, status: of.status };
  const isRemoved = target.operation === "uninstall";
  const plan = {
    schemaVersion: 1,
    digest: sha256({
      format: PLAN_FORMAT,
      target: { ...target },
      flags: facts.flags,
      queries: queries.map(({ digest }) => digest)
    }),
    createdBy: { format: PLAN_FORMAT, ...facts.versions },
    target,
    release: {
      newest: revision(newest),
      baseline: revision(baseline),
      next: isRemoved ? null : record.revision,
      backTo: facts.backTo,
      deployedAt: baseline?.deployedAt ?? null,
      chart: {
        name: record.chart.name,
        from: baseline?.chart.version ?? null,
        to: isRemoved ? null : record.chart.version
      }
    },
    inputs: facts.inputs,
    counts: countsOf(facts.exchanges, drafts),
    queries,
    warnings: [...facts.warnings, ...manifestWarnings(facts)].map(({ code: code2, message }) => ({
      code: code2,
      message: redactor.text(message)
    }))
  };
  return { plan, origins: originsOf(finished) };
};
var manifestWarnings = ({ target, baseline, record, exchanges }) => {
  const repeated = [...indexManifest(record).documents.values()].filter(({ repeatsKey }) => repeatsKey);
  const sources = [...new Set(repeated.map(({ source }) => source ?? "a document without a template"))];
  const repeats = sources.length === 0 ? [] : [
    {
      code: "W_REPEATED_KEY",
      message: `A key stands twice in what ${sources.join(", ")} renders; Kubernetes takes the last one.`
    }
  ];
  const releases = { baseline: indexManifest(baseline), next: indexManifest(record), namespace: record.namespace };
  return [
    ...repeats,
    ...orphanWarnings(exchanges, releases),
    ...target.operation === "upgrade" ? unappliedDefinitions(baseline, record) : []
  ];
};
var originsOf = (finished) => {
  const origins = /* @__PURE__ */ new Map();
  for (const { draft, query } of finished) {
    for (const exchange of draft.exchanges) origins.set(exchange, [...origins.get(exchange) ?? [], query.digest]);
  }
  return origins;
};
var planRedactor = (facts) => {
  const { exchanges, record, secondRender, newest, baseline, secretsRead } = facts;
  const releases = [record, secondRender, newest, baseline].filter((release) => release !== null);
  const texts4 = new Map(
    releases.map((release) => [release.manifest + release.hooks.map(({ manifest }) => manifest).join(), release])
  );
  const records = [...texts4.values()].flatMap((release) => secretDocuments(release));
  const seen = exchanges.flatMap(({ kind, before, request }) => kind === "Secret" ? [before, request.body] : []);
  const secrets = [...records, ...seen, ...secretsRead];
  return createRedactor(secrets.flatMap((secret) => secretValues(secret)).filter((value) => value !== GENERATED));
};
var finishAll = (drafts, facts, redactor) => {
  const unstable = unstablePaths(facts.record, facts.secondRender);
  const finished = drafts.map((draft) => {
    const paths = draft.exchanges.flatMap((exchange) => unstableOf(exchange, facts, unstable));
    return { draft, query: finishQuery(draft, { ...facts, redactor, unstable: paths }) };
  });
  const firstOf = new Map(
    facts.exchanges.toSorted((a, b) => b.sequence - a.sequence).map(({ kind, sequence }) => [kind, sequence])
  );
  const sorted = finished.toSorted((a, b) => rankOf(a.query) - rankOf(b.query) || inOrder(a.draft, b.draft, firstOf));
  return groupEdits(sorted).map(({ item: { draft, query }, group }, index) => ({
    draft,
    query: { number: index + 1, ...query, group }
  }));
};
var inOrder = (a, b, firstOf) => {
  const [one, two] = [a.exchanges[0], b.exchanges[0]];
  if (one === void 0 || two === void 0) {
    return Number(one === void 0) - Number(two === void 0) || compareTexts(nameOf3(a), nameOf3(b));
  }
  if (a.hook === null !== (b.hook === null)) return a.hook === null ? 1 : -1;
  const sent = one.sequence - two.sequence;
  if (a.hook !== null) return sent;
  const kinds = (firstOf.get(one.kind) ?? 0) - (firstOf.get(two.kind) ?? 0);
  return kinds || compareTexts(`${one.namespace} ${one.name}`, `${two.namespace} ${two.name}`) || sent;
};
var nameOf3 = ({ object }) => `${object.kind} ${object.namespace} ${object.name}`;
var unstableOf = (exchange, { record, generated: generated2 }, unstable) => {
  const key = exchangeKey(exchange, record.namespace);
  const paths = [...unstable.get(key) ?? [], ...unstable.get(`hook|${key}`) ?? []];
  return paths.filter((path) => !generated2.covers(exchange.kind, exchange.name, path));
};
var countsOf = (exchanges, drafts) => {
  const told = new Set(drafts.flatMap((draft) => draft.exchanges));
  const count = (test) => exchanges.filter((exchange) => test(exchange)).length;
  return {
    requests: exchanges.length,
    unchanged: count((exchange) => !told.has(exchange)),
    refused: count(({ outcome }) => outcome.kind === "refused"),
    unverified: count(({ outcome }) => outcome.kind === "unverified"),
    queries: drafts.length
  };
};

// src/helm/checkHistory.ts
var checkHistory = ({ newest, wanted }, asked) => {
  const { operation, release, namespace, revision } = asked;
  if (operation === "upgrade") {
    if (newest?.status.startsWith("pending-") === true) throw pending(newest);
    return;
  }
  if (newest === null) {
    throw new GateError(
      "E_RELEASE_MISSING",
      `There is no release ${release} in namespace ${namespace} for a ${operation}.`,
      "Correct the inputs release and namespace."
    );
  }
  if (operation === "rollback" && wanted === null) {
    throw new GateError(
      "E_REVISION_MISSING",
      `Release ${release} in namespace ${namespace} has no revision ${revision === null || revision < 1 ? newest.revision - 1 : revision} to go back to.`,
      "Choose one that helm history lists."
    );
  }
};
var pending = ({ name, namespace, revision, status, deployedAt }) => new GateError(
  "E_RELEASE_PENDING",
  `Release ${name} in namespace ${namespace} is locked by an unfinished operation (revision ${revision}, ${status}${deployedAt === null ? "" : ` since ${deployedAt}`}).`,
  "Finish it or roll it back (operation: rollback), then plan again."
);

// src/helm/digestInputs.ts
import { createHmac as createHmac2 } from "node:crypto";
import { lstat as lstat2, readdir as readdir4, readFile as readFile2 } from "node:fs/promises";
import { join as join5, relative as relative2 } from "node:path";
var digestInputs = async ({ chart, chartName, args, cwd }, digestKey) => {
  const sealed = (bytes, key) => `sha256:${createHmac2("sha256", key).update(bytes).digest("hex")}`;
  const files = args.filter(({ name, value }) => name === "values" && value !== null).flatMap(({ value }) => (value ?? "").split(","));
  const flags = args.filter(({ name }) => name !== "values").map(({ name, value }) => `--${name}=${value ?? ""}`);
  const charts = chart === null ? [] : [{ kind: "chart", path: chartName, digest: await digestTree(chart) }];
  if (digestKey === null) return charts;
  const values = files.map(async (path) => ({
    kind: "values",
    path: relative2(cwd, path),
    digest: sealed(await readFile2(path), digestKey)
  }));
  return [
    ...charts,
    ...await Promise.all(values),
    { kind: "flags", path: "", digest: sealed(flags.join("\n"), digestKey) }
  ];
};
var digestTree = async (path) => {
  if ((await lstat2(path)).isFile()) return sha256Bytes(await readFile2(path));
  const names = (await readdir4(path)).sort();
  const parts = await Promise.all(names.map(async (name) => `${name} ${await digestTree(join5(path, name))}`));
  return sha256Bytes(parts.join("\n"));
};

// src/helm/givenValues.ts
import { readFile as readFile3 } from "node:fs/promises";
var givenValues = async ({ args }) => (await Promise.all(args.map((arg) => valuesOf(arg)))).flat();
var valuesOf = async ({ name, value }) => {
  if (value === null) return [];
  if (name === "values") return (await Promise.all(value.split(",").map(readText))).flatMap(textsInYaml);
  const given = value.slice(value.indexOf("=") + 1);
  if (name === "set-file")
    return await Promise.all(value.split(",").map((part) => readText(part.slice(part.indexOf("=") + 1))));
  if (name === "set-json") return [given, ...textsInJson(given)];
  if (name === "set-literal") return [given];
  return name === "set" || name === "set-string" ? [given, ...listed(value)] : [];
};
var readText = async (path) => await readFile3(path, "utf8").catch(() => "");
var listed = (text3) => (text3.match(/(?:[^\\,]|\\[^])+/g) ?? []).flatMap((part) => {
  const value = part.slice(part.indexOf("=") + 1).replaceAll(/\\([^])/g, "$1");
  return [value, value.replaceAll(/^\{|\}$/g, "")];
});
var textsInYaml = (text3) => {
  try {
    return parseManifest(text3).flatMap((document) => textsIn(document));
  } catch {
    return text3.split("\n").map((line) => line.replace(/^[^:]*:/, "").trim());
  }
};
var textsInJson = (text3) => {
  try {
    return textsIn(parseJson(text3));
  } catch {
    return [];
  }
};
var textsIn = (value) => {
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") return [`${value}`];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item));
  return isObject(value) ? Object.values(value).flatMap((member) => member === void 0 ? [] : textsIn(member)) : [];
};

// src/wire/answerObject.ts
var answerObject = (answer2, member = "kind") => {
  const object = parsed(answer2.body);
  if (isObject(object) && object[member] !== void 0) return object;
  throw new GateError(
    "E_CLUSTER_ANSWER",
    `An answer with status ${answer2.status} came that no API server gives (${answer2.body.length} bytes).`,
    "Look at what stands between this job and the API server, then run again."
  );
};
var parsed = (body) => {
  try {
    return parseJson(body.toString("utf8"));
  } catch {
    return void 0;
  }
};

// src/helm/readClusterFacts.ts
var readClusterFacts = async (upstream) => {
  const [system, version] = await Promise.all([
    upstream.readJson("/api/v1/namespaces/kube-system"),
    upstream.readJson("/version")
  ]);
  const uid = system.status === 200 ? textAt(answerObject(system), "metadata", "uid") : void 0;
  if (uid === void 0) {
    throw new GateError(
      "E_CLUSTER_READ",
      `The API server answered ${system.status} to a read of the namespace kube-system, whose uid names the cluster.`,
      "Give the identity of this job the right to get that namespace."
    );
  }
  return {
    identity: `uid:${uid}`,
    version: version.status === 200 ? textAt(answerObject(version, "gitVersion"), "gitVersion") ?? "" : "unknown"
  };
};

// src/helm/installHelmDiff.ts
import { mkdir, mkdtemp as mkdtemp3, rm as rm3, writeFile } from "node:fs/promises";
import { tmpdir as tmpdir3 } from "node:os";
import { join as join6 } from "node:path";
var HELM_DIFF_VERSION = "3.15.11";
var SECONDS = 60;
var SYSTEMS = { linux: "linux", darwin: "macos" };
var PROCESSORS = { x64: "amd64", arm64: "arm64" };
var installHelmDiff = async (source, { platform, arch, path }) => {
  const [system, processor] = [SYSTEMS[platform], PROCESSORS[arch]];
  if (system === void 0 || processor === void 0) throw missing2(`it is not published for ${platform}/${arch}`);
  const release = `${source}/v${HELM_DIFF_VERSION}`;
  const file = `helm-diff-${system}-${processor}.tgz`;
  const [sums, archive] = await Promise.all([
    fetchBytes(`${release}/helm-diff_${HELM_DIFF_VERSION}_checksums.txt`),
    fetchBytes(`${release}/${file}`)
  ]);
  const sum = new RegExp(`^([0-9a-f]{64})\\s+\\*?${file.replaceAll(".", "\\.")}$`, "m").exec(sums.toString("utf8"))?.[1];
  if (sha256Bytes(archive) !== `sha256:${sum}`) throw missing2("what came is not what its publisher says");
  return await unpack2(archive, path);
};
var unpack2 = async (archive, path) => {
  const folder = await mkdtemp3(join6(tmpdir3(), "helm-query-gate-"));
  const dispose = async () => await rm3(folder, { recursive: true, force: true });
  const [packed, plugins] = [join6(folder, "helm-diff.tgz"), join6(folder, "plugins")];
  await mkdir(plugins);
  await writeFile(packed, archive);
  const { exitCode } = await runProgram({
    command: "tar",
    args: ["-xzf", packed, "-C", plugins],
    env: { PATH: path },
    cwd: folder,
    timeoutSeconds: SECONDS
  });
  if (exitCode === 0) return { folder: plugins, [Symbol.asyncDispose]: dispose };
  await dispose();
  throw missing2("its archive could not be unpacked");
};
var fetchBytes = async (url) => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(SECONDS * 1e3) });
    if (response.ok) return Buffer.from(await response.arrayBuffer());
    throw missing2(`${new URL(url).host} answered ${response.status}`);
  } catch (error) {
    throw error instanceof GateError ? error : missing2("it could not be fetched", error);
  }
};
var missing2 = (why, cause) => new GateError(
  "E_HELM_DIFF_MISSING",
  `The plugin helm-diff, the second opinion on every plan, is not installed, and ${why}.`,
  `Install it with \`helm plugin install https://github.com/databus23/helm-diff --version v${HELM_DIFF_VERSION}\`, or set \`witness: off\`.`,
  { cause }
);

// src/release/decodeRecord.ts
import { gunzipSync as gunzipSync2 } from "node:zlib";
var MAX_INFLATED_BYTES = 128 * 1024 * 1024;
var decodeRecord = (text3) => {
  const bytes = Buffer.from(text3, "base64");
  const zipped = bytes[0] === 31 && bytes[1] === 139;
  const json = zipped ? gunzipSync2(bytes, { maxOutputLength: MAX_INFLATED_BYTES }) : bytes;
  return releaseFromJson(parseJson(json.toString("utf8")));
};
var releaseFromJson = (release) => {
  const name = textAt(release, "name");
  const revision = at(release, "version");
  if (name === void 0 || typeof revision !== "number") throw new Error("not a Helm release");
  const hooks = at(release, "hooks");
  const values = at(release, "config");
  return {
    name,
    namespace: textAt(release, "namespace") ?? "default",
    revision,
    status: textAt(release, "info", "status") ?? "unknown",
    deployedAt: textAt(release, "info", "last_deployed") ?? null,
    manifest: textAt(release, "manifest") ?? "",
    hooks: Array.isArray(hooks) ? hooks.map((hook) => hookFromJson(hook)) : [],
    chart: {
      name: textAt(release, "chart", "metadata", "name") ?? "",
      version: textAt(release, "chart", "metadata", "version") ?? "",
      definitions: filesIn(at(release, "chart", "files"), "crds/"),
      templates: filesIn(at(release, "chart", "templates"), "")
    },
    applyMethod: textAt(release, "apply_method") ?? null,
    values: isObject(values) ? values : {}
  };
};
var filesIn = (files, folder) => new Map(
  (Array.isArray(files) ? files : []).flatMap((file) => {
    const [name, data] = [textAt(file, "name") ?? "", textAt(file, "data") ?? ""];
    return name.startsWith(folder) ? [[name, data]] : [];
  })
);
var hookFromJson = (hook) => {
  const weight = at(hook, "weight");
  return {
    name: textAt(hook, "name") ?? "",
    kind: textAt(hook, "kind") ?? "",
    path: textAt(hook, "path") ?? "",
    manifest: textAt(hook, "manifest") ?? "",
    events: list(at(hook, "events")),
    weight: typeof weight === "number" ? weight : 0,
    deletePolicies: list(at(hook, "delete_policies"))
  };
};
var list = (value) => Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];

// node_modules/pbf/index.js
var SHIFT_LEFT_32 = (1 << 16) * (1 << 16);
var SHIFT_RIGHT_32 = 1 / SHIFT_LEFT_32;
var TEXT_DECODER_MIN_LENGTH = 12;
var utf8TextDecoder = typeof TextDecoder === "undefined" ? null : new TextDecoder("utf-8");
var PBF_VARINT = 0;
var PBF_FIXED64 = 1;
var PBF_BYTES = 2;
var PBF_FIXED32 = 5;
var PbfReader = class {
  /**
   * @param {Uint8Array | ArrayBuffer} buf
   */
  constructor(buf) {
    this.buf = ArrayBuffer.isView(buf) ? buf : new Uint8Array(buf);
    this.dataView = new DataView(this.buf.buffer, this.buf.byteOffset, this.buf.byteLength);
    this.pos = 0;
    this.type = 0;
    this._valueStart = -1;
    this.length = this.buf.length;
  }
  /**
   * @template T
   * @param {(tag: number, result: T, pbf: PbfReader) => void} readField
   * @param {T} result
   * @param {number} [end]
   */
  readFields(readField, result, end = this.length) {
    let field;
    while (field = this.nextField(end)) {
      readField(field, result, this);
    }
    return result;
  }
  /**
   * @template T
   * @param {(tag: number, result: T, pbf: PbfReader) => void} readField
   * @param {T} result
   */
  readMessage(readField, result) {
    return this.readFields(readField, result, this.readVarint() + this.pos);
  }
  readFixed32() {
    const val = this.dataView.getUint32(this.pos, true);
    this.pos += 4;
    return val;
  }
  readSFixed32() {
    const val = this.dataView.getInt32(this.pos, true);
    this.pos += 4;
    return val;
  }
  // 64-bit int handling is based on github.com/dpw/node-buffer-more-ints (MIT-licensed)
  readFixed64() {
    const val = this.dataView.getUint32(this.pos, true) + this.dataView.getUint32(this.pos + 4, true) * SHIFT_LEFT_32;
    this.pos += 8;
    return val;
  }
  readSFixed64() {
    const val = this.dataView.getUint32(this.pos, true) + this.dataView.getInt32(this.pos + 4, true) * SHIFT_LEFT_32;
    this.pos += 8;
    return val;
  }
  readFloat() {
    const val = this.dataView.getFloat32(this.pos, true);
    this.pos += 4;
    return val;
  }
  readDouble() {
    const val = this.dataView.getFloat64(this.pos, true);
    this.pos += 8;
    return val;
  }
  /**
   * @param {boolean} [isSigned]
   */
  readVarint(isSigned) {
    const buf = this.buf;
    const b0 = buf[this.pos++];
    if (b0 < 128) return b0;
    let val = b0 & 127, b;
    b = buf[this.pos++];
    val |= (b & 127) << 7;
    if (b < 128) return val;
    b = buf[this.pos++];
    val |= (b & 127) << 14;
    if (b < 128) return val;
    b = buf[this.pos++];
    val |= (b & 127) << 21;
    if (b < 128) return val;
    b = buf[this.pos];
    val |= (b & 15) << 28;
    return readVarintRemainder(val, isSigned, this);
  }
  readSVarint() {
    const num = this.readVarint();
    return num % 2 === 1 ? (num + 1) / -2 : num / 2;
  }
  readBoolean() {
    return Boolean(this.readVarint());
  }
  readString() {
    const end = this.readVarint() + this.pos;
    const pos = this.pos;
    this.pos = end;
    if (end - pos >= TEXT_DECODER_MIN_LENGTH && utf8TextDecoder) {
      return utf8TextDecoder.decode(this.buf.subarray(pos, end));
    }
    return readUtf8(this.buf, pos, end);
  }
  readBytes() {
    const end = this.readVarint() + this.pos, buffer = this.buf.subarray(this.pos, end);
    this.pos = end;
    return buffer;
  }
  // verbose for performance reasons; doesn't affect gzipped size
  /**
   * @param {number[]} [arr]
   * @param {boolean} [isSigned]
   */
  readPackedVarint(arr = [], isSigned) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readVarint(isSigned));
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedSVarint(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readSVarint());
    return arr;
  }
  /** @param {boolean[]} [arr] */
  readPackedBoolean(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readBoolean());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedFloat(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readFloat());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedDouble(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readDouble());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedFixed32(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readFixed32());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedSFixed32(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readSFixed32());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedFixed64(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readFixed64());
    return arr;
  }
  /** @param {number[]} [arr] */
  readPackedSFixed64(arr = []) {
    const end = this.readPackedEnd();
    while (this.pos < end) arr.push(this.readSFixed64());
    return arr;
  }
  readPackedEnd() {
    return this.type === PBF_BYTES ? this.readVarint() + this.pos : this.pos + 1;
  }
  /**
   * Advance to the next field. Returns the field number, or 0 at end-of-message.
   * @param {number} [end]
   */
  nextField(end = this.length) {
    if (this.pos === this._valueStart) this.skip(this.type);
    if (this.pos >= end) return 0;
    const tag = this.readVarint();
    this.type = tag & 7;
    this._valueStart = this.pos;
    return tag >>> 3;
  }
  /** @param {number} val */
  skip(val) {
    const type = val & 7;
    if (type === PBF_VARINT) while (this.buf[this.pos++] > 127) {
    }
    else if (type === PBF_BYTES) this.pos = this.readVarint() + this.pos;
    else if (type === PBF_FIXED32) this.pos += 4;
    else if (type === PBF_FIXED64) this.pos += 8;
    else throw new Error(`Unimplemented type: ${type}`);
  }
};
function readVarintRemainder(l, s, p) {
  const buf = p.buf;
  let h, b;
  b = buf[p.pos++];
  h = (b & 112) >> 4;
  if (b < 128) return toNum(l, h, s);
  b = buf[p.pos++];
  h |= (b & 127) << 3;
  if (b < 128) return toNum(l, h, s);
  b = buf[p.pos++];
  h |= (b & 127) << 10;
  if (b < 128) return toNum(l, h, s);
  b = buf[p.pos++];
  h |= (b & 127) << 17;
  if (b < 128) return toNum(l, h, s);
  b = buf[p.pos++];
  h |= (b & 127) << 24;
  if (b < 128) return toNum(l, h, s);
  b = buf[p.pos++];
  h |= (b & 1) << 31;
  if (b < 128) return toNum(l, h, s);
  throw new Error("Expected varint not more than 10 bytes");
}
function toNum(low, high, isSigned) {
  return isSigned ? high * 4294967296 + (low >>> 0) : (high >>> 0) * 4294967296 + (low >>> 0);
}
function readUtf8(buf, pos, end) {
  let str = "";
  let i = pos;
  while (i < end) {
    const b0 = buf[i];
    let c = null;
    let bytesPerSequence = b0 > 239 ? 4 : b0 > 223 ? 3 : b0 > 191 ? 2 : 1;
    if (i + bytesPerSequence > end) break;
    let b1, b2, b3;
    if (bytesPerSequence === 1) {
      if (b0 < 128) {
        c = b0;
      }
    } else if (bytesPerSequence === 2) {
      b1 = buf[i + 1];
      if ((b1 & 192) === 128) {
        c = (b0 & 31) << 6 | b1 & 63;
        if (c <= 127) {
          c = null;
        }
      }
    } else if (bytesPerSequence === 3) {
      b1 = buf[i + 1];
      b2 = buf[i + 2];
      if ((b1 & 192) === 128 && (b2 & 192) === 128) {
        c = (b0 & 15) << 12 | (b1 & 63) << 6 | b2 & 63;
        if (c <= 2047 || c >= 55296 && c <= 57343) {
          c = null;
        }
      }
    } else if (bytesPerSequence === 4) {
      b1 = buf[i + 1];
      b2 = buf[i + 2];
      b3 = buf[i + 3];
      if ((b1 & 192) === 128 && (b2 & 192) === 128 && (b3 & 192) === 128) {
        c = (b0 & 15) << 18 | (b1 & 63) << 12 | (b2 & 63) << 6 | b3 & 63;
        if (c <= 65535 || c >= 1114112) {
          c = null;
        }
      }
    }
    if (c === null) {
      c = 65533;
      bytesPerSequence = 1;
    } else if (c > 65535) {
      c -= 65536;
      str += String.fromCharCode(c >>> 10 & 1023 | 55296);
      c = 56320 | c & 1023;
    }
    str += String.fromCharCode(c);
    i += bytesPerSequence;
  }
  return str;
}

// src/exchange/unwrapProtobuf.ts
var MAGIC = [107, 56, 115, 0];
var unwrapProtobuf = (bytes) => {
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) return null;
  const found = { raw: null };
  new PbfReader(bytes.subarray(MAGIC.length)).readFields((tag, result, pbf) => {
    if (tag === 2) result.raw = pbf.readBytes();
  }, found);
  return found.raw;
};

// src/release/recordObject.ts
var decodeRecordObject = (store, contentType, body) => contentType.includes("protobuf") ? fromProtobuf(store, body) : recordObjectFromJson(store, parseJson(new TextDecoder().decode(body)));
var recordObjectFromJson = (store, value) => {
  const data = Object.entries(texts2(at(value, "data")));
  const common = { name: textAt(value, "metadata", "name") ?? "", labels: texts2(at(value, "metadata", "labels")) };
  if (store === "configmaps") return { ...common, type: null, data: Object.fromEntries(data) };
  const plain = texts2(at(value, "stringData"));
  const decoded = Object.fromEntries(data.map(([key, text3]) => [key, latin1(text3)]));
  return { ...common, type: textAt(value, "type") ?? "Opaque", data: { ...decoded, ...plain } };
};
var latin1 = (base64) => Buffer.from(base64, "base64").toString("latin1");
var texts2 = (value) => isObject(value) ? Object.fromEntries(
  Object.entries(value).filter((entry) => typeof entry[1] === "string")
) : {};
var fromProtobuf = (store, body) => {
  const raw = unwrapProtobuf(body);
  if (raw === null) throw new Error("not a Kubernetes protobuf object");
  return new PbfReader(raw).readFields(
    (tag, found, pbf) => {
      if (tag === 1) pbf.readMessage(readMetadata, found);
      else if (tag === 2) Object.assign(found.data, Object.fromEntries([readEntry(pbf)]));
      else if (tag === 3 && store === "secrets") found.type = pbf.readString();
    },
    { name: "", type: store === "secrets" ? "Opaque" : null, labels: {}, data: {} }
  );
};
var readMetadata = (tag, found, pbf) => {
  if (tag === 1) found.name = pbf.readString();
  else if (tag === 11) Object.assign(found.labels, Object.fromEntries([readEntry(pbf)]));
};
var readEntry = (pbf) => {
  const entry = { key: "", value: "" };
  pbf.readMessage((tag, result, reader) => {
    if (tag === 1) result.key = reader.readString();
    else if (tag === 2) result.value = Buffer.from(reader.readBytes()).toString("latin1");
  }, entry);
  return [entry.key, entry.value];
};

// src/release/recordName.ts
var PREFIX = "sh.helm.release.v1.";
var recordName = (release, revision) => `${PREFIX}${release}.v${revision}`;
var recordRevision = (release, secretName) => {
  const start = `${PREFIX}${release}.v`;
  const digits = secretName.startsWith(start) ? secretName.slice(start.length) : "";
  return /^[1-9]\d*$/.test(digits) ? Number(digits) : null;
};

// src/helm/readHistory.ts
var readHistory = async (upstream, { release, namespace, store, revision }) => {
  const query = new URLSearchParams({ labelSelector: `name=${release},owner=helm` });
  const answer2 = await upstream.readJson(`/api/v1/namespaces/${namespace}/${store}`, query);
  if (answer2.status !== 200) {
    throw new GateError(
      "E_RELEASE_READ",
      `The API server answered ${answer2.status} when the records of release ${release} in namespace ${namespace} were listed.`,
      `Give the identity of this job the right to list ${store} in that namespace.`
    );
  }
  const items = at(answerObject(answer2, "items"), "items");
  const records = (Array.isArray(items) ? items : []).map((item) => ({ item, revision: recordRevision(release, textAt(item, "metadata", "name") ?? "") ?? 0 })).filter(({ revision: revision2 }) => revision2 > 0).sort((a, b) => b.revision - a.revision);
  const deployed = records.find(({ item }) => textAt(item, "metadata", "labels", "status") === "deployed");
  const newest = records[0] === void 0 ? null : decode(records[0].item, release, store);
  const read = (record) => record === void 0 ? null : record === records[0] ? newest : decode(record.item, release, store);
  const number = revision === null || revision > 0 ? revision : (newest?.revision ?? 0) + revision;
  return { newest, deployed: read(deployed), wanted: read(records.find((record) => record.revision === number)) };
};
var decode = (item, release, store) => {
  try {
    return decodeRecord(recordObjectFromJson(store, item).data["release"] ?? "");
  } catch (cause) {
    throw new GateError(
      "E_RELEASE_READ",
      `A record of release ${release} cannot be decoded.`,
      `Look at the ${store} with label owner=helm in the namespace of the release.`,
      { cause }
    );
  }
};

// src/helm/releaseScope.ts
var secretPlace = (name, namespace) => name.includes("/") ? name : `${namespace}/${name}`;
var releaseScope = ({ release, namespace, store, lookupSecrets }, history) => {
  const configured = lookupSecrets.map((name) => secretPlace(name, namespace));
  const records = [history.deployed, history.newest, history.wanted].flatMap(
    (record) => record === null ? [] : secretsOf(record)
  );
  return {
    release,
    namespace,
    store,
    newestRevision: history.newest?.revision ?? 0,
    deployedRevision: history.deployed?.revision ?? null,
    earlier: [history.deployed, history.newest].filter((record) => record !== null),
    readableSecrets: /* @__PURE__ */ new Set([...configured, ...records])
  };
};
var secretsOf = (record) => secretDocuments(record).map(
  (document) => `${textAt(document, "metadata", "namespace") ?? record.namespace}/${textAt(document, "metadata", "name")}`
);

// src/helm/readListedSecrets.ts
var readListedSecrets = async (upstream, names, namespace) => {
  const answers = names.map(async (listed2) => {
    const [place, name] = secretPlace(listed2, namespace).split("/").map(encodeURIComponent);
    return await upstream.readJson(`/api/v1/namespaces/${place}/secrets/${name}`);
  });
  return (await Promise.all(answers)).flatMap((answer2) => answer2.status === 200 ? [answerObject(answer2)] : []);
};

// src/helm/readWitness.ts
var HEADER = /^(?<namespace>[^,\s]*), (?<name>[^,\s]+), (?<kind>[^\s(]+) \((?<api>[^)]*)\) (?:has|has been)? ?(?<change>changed ownership|changed|added|removed)(?:, but diff is empty)?[.:]?/;
var readWitness = (text3) => text3.split("\n").flatMap((line) => {
  const { namespace = "", name = "", kind = "", api = "", change = "" } = HEADER.exec(line)?.groups ?? {};
  if (name === "") return [];
  const group = api.includes("/") ? api.split("/")[0] ?? "" : api === "v1" ? "" : api;
  return [{ key: [group, kind, namespace, name].join("|"), change }];
});

// src/helm/withoutLengths.ts
var MASKED = /(REDACTED|-{8}|\+{8}) # \(\d+ bytes\)/g;
var withoutLengths = (text3) => text3.replaceAll(MASKED, "$1");

// src/helm/operationArgs.ts
var operationArgs = (operation, purpose) => {
  const flags = operation.args.filter((arg) => isPassed(arg, purpose)).map((arg) => flagText(arg));
  const place = ["--namespace", operation.namespace];
  if (purpose === "witness")
    return ["diff", ...subject(operation), ...place, "--no-color", ...diffFlags(operation), ...flags];
  const base2 = [...subject(operation), ...operation.kind === "upgrade" ? ["--install"] : [], ...place, ...flags];
  return purpose === "dry-run" ? [...base2, ...dryRunFlags(operation)] : base2;
};
var subject = ({ kind, release, chart, revision }) => [
  kind,
  release,
  ...chart === null ? [] : [chart],
  ...revision === null ? [] : [String(revision)]
];
var diffFlags = (operation) => operation.kind === "upgrade" ? ["--allow-unreleased", ...resetFlags(operation), ...withoutSchemas(operation)] : [];
var resetFlags = (operation) => operation.hasNoValues && goesOnWithValues(operation) ? ["--reset-values"] : [];
var goesOnWithValues = ({ args }) => !args.some(({ name }) => /^(?:values|set(?:-\w+)?|reset-values|reuse-values)$/.test(name));
var dryRunFlags = (operation) => [
  "--dry-run=server",
  "--output",
  "json",
  ...withoutSchemas(operation)
];
var withoutSchemas = ({ args }) => args.some(({ name }) => name === "disable-openapi-validation") ? [] : ["--disable-openapi-validation"];
var isPassed = ({ flag: flag2 }, purpose) => {
  if (purpose === "witness") return flag2.witness;
  return flag2.treatment === "pass" || flag2.treatment === "waits" && purpose === "run";
};
var flagText = ({ name, value }) => value === null ? `--${name}` : `--${name}=${value}`;
var applyFlags = ({ args }) => args.filter(({ name }) => APPLY_FLAGS.has(name)).map((arg) => flagText(arg)).sort();
var APPLY_FLAGS = /* @__PURE__ */ new Set([
  "force",
  "force-replace",
  "force-conflicts",
  "server-side",
  "take-ownership",
  "no-hooks",
  "skip-crds",
  "create-namespace",
  "cascade",
  "keep-history"
]);

// src/plan/compareWitness.ts
var UNSEEN = {
  revert: "it was changed in the cluster, where helm-diff does not look",
  run: "a hook runs whether its text changes or not",
  "create-namespace": "a flag asks for it, no manifest names it",
  "install-crd": "helm-diff leaves out crds/",
  migrate: "only the owners of its fields change",
  blocked: "the cluster refuses it",
  keep: "helm-diff leaves out what Helm leaves behind"
};
var compareWitness = (testimonies, plan, releases) => {
  const ours = new Map(plan.queries.map((query) => [keyOf2(query, plan.target.namespace), query]));
  const theirs = new Set(testimonies.map(({ key }) => key));
  const failed = failedRevision(plan) ?? (releases.oldDefaults ? OLD_DEFAULTS : null);
  const onlyOurs = [...ours].filter(([key]) => !theirs.has(key));
  const onlyTheirs = [...theirs].filter((key) => !ours.has(key));
  return [
    ...onlyOurs.map(([key, query]) => {
      const reason = UNSEEN[query.verb] ?? silence(key, releases) ?? failed;
      return { object: readable(key), seenBy: "the plan", reason };
    }),
    ...onlyTheirs.map((key) => {
      const reason = failed ?? phantom(key, releases);
      return { object: readable(key), seenBy: "helm-diff", reason };
    })
  ];
};
var witnessWarnings = (differences) => {
  const unexplained = (seenBy) => differences.filter((difference) => difference.reason === null && difference.seenBy === seenBy).map(({ object }) => object).join(", ") || "nothing";
  if (differences.every(({ reason }) => reason !== null)) return [];
  const message = `helm-diff and the plan disagree, and no known reason explains it. Only in the plan: ${unexplained("the plan")}; only in helm-diff: ${unexplained("helm-diff")}.`;
  return [{ code: "W_WITNESS", message }];
};
var OLD_DEFAULTS = "helm-diff renders with the old defaults of the chart where no values are given";
var keyOf2 = ({ object }, release) => [object.group, object.kind, object.namespace ?? release, object.name].join("|");
var failedRevision = ({ release: { newest, baseline } }) => newest === null || newest.revision === baseline?.revision ? null : `helm-diff compares with revision ${newest.revision}, which is ${newest.status}; Helm with the last deployed one`;
var silence = (key, { baseline, next }) => {
  const [was, will] = [baseline.documents.get(key), next.documents.get(key)];
  const isSame = was !== void 0 && will !== void 0 && sameJson(was.object, will.object);
  return isSame ? "its template did not change, its object in the cluster did" : null;
};
var phantom = (key, { baseline, next }) => {
  const [was, will] = [baseline.documents.get(key), next.documents.get(key)];
  if (was === void 0 && will === void 0) {
    const isHook = baseline.documents.has(`hook|${key}`) || next.documents.has(`hook|${key}`);
    return isHook ? "a hook that this operation does not run" : null;
  }
  if (was === void 0) return "the cluster has it already, as the chart wants it";
  if (will === void 0) return "the cluster has it no more";
  return sameJson(was.object, will.object) ? "only comments, the order or the name of the template differ" : "the cluster is already as the chart wants it";
};
var readable = (key) => {
  const [, kind, , name] = key.split("|");
  return `${kind} ${name}`;
};

// src/plan/droppedHooks.ts
var droppedHooks = (annotations, { chart }) => [...new Set(annotations)].map((events) => {
  const found = [...chart.templates].flatMap(([path, data]) => {
    const text3 = Buffer.from(data, "base64").toString("utf8");
    return text3.includes("helm.sh/hook") && text3.includes(events) ? [`${chart.name}/${path}`] : [];
  });
  const where = found.length === 0 ? "a template of a subchart, or one that takes the event from a value" : found.join(", ");
  return {
    code: "W_HOOK_DROPPED",
    message: `Helm leaves a document out of the release, neither applied nor run: its annotation helm.sh/hook is "${events}", which names an event that Helm does not know. It stands in ${where}.`
  };
});

// src/plan/withoutGenerated.ts
var withoutGenerated = (exchange, generated2) => {
  if (generated2.isEmpty) return exchange;
  const { kind, name, request, after } = exchange;
  const object = generated2.mask(kind, name, after);
  return {
    ...exchange,
    request: { ...request, body: generated2.mask(kind, name, request.body) },
    after: isObject(object) ? object : null
  };
};

// src/plan/witnessText.ts
var witnessText = (said2, differences) => [
  ...differences.map(
    ({ object, seenBy, reason }) => `only ${seenBy}: ${object} (${reason ?? "for no known reason"})`
  ),
  ...differences.length === 0 ? [] : [""],
  said2
].join("\n");

// src/wire/Upstream.ts
import http2 from "node:http";
import { setTimeout as sleep2 } from "node:timers/promises";
var MAX_ANSWER_BYTES = 64 * 1024 * 1024;
var QUIET_SECONDS = 60;
var BUSY_TRIES = 4;
var BUSY_SECONDS = 5;
var Upstream = class {
  #authority;
  #socketPath;
  #agent = new http2.Agent({ keepAlive: true, maxSockets: 64 });
  #quietSeconds;
  #open = true;
  /** `quietSeconds` is how long an answer may take to begin. */
  constructor(socketPath, authority, quietSeconds = QUIET_SECONDS) {
    this.#socketPath = socketPath;
    this.#authority = authority;
    this.#quietSeconds = Math.min(quietSeconds, QUIET_SECONDS);
  }
  /** Passes a read on; the answer is a stream, as watches are. */
  async read(call) {
    const search = call.query.toString();
    const url = search === "" ? call.path : `${call.path}?${search}`;
    return await this.#depart({ method: "GET", url, headers: call.headers, body: Buffer.alloc(0) });
  }
  /** Passes a read on and takes the answer to its end; it is not compressed. */
  async readWhole({ headers, ...call }) {
    const { "accept-encoding": _, ...plain } = headers;
    return await collect(await this.read({ ...call, headers: plain }));
  }
  /** Reads one JSON document of the API server for the wire's own use; asks again where the server is busy. */
  async readJson(path, query = new URLSearchParams()) {
    for (let triesLeft = BUSY_TRIES; ; triesLeft -= 1) {
      const answer2 = await this.readWhole({ path, query, headers: { accept: "application/json" } });
      if (answer2.status !== 429 && answer2.status !== 503 || triesLeft === 0) return answer2;
      await sleep2(Math.min(Number(answer2.retryAfter ?? 1) || 1, BUSY_SECONDS) * 1e3);
    }
  }
  /** Sends a write as a dry run and returns the server's answer as JSON. */
  async dryRun(call) {
    return await this.#write(call, [...call.request.query, ["dryRun", "All"]]);
  }
  /** Sends a write for real. Only a wire opened for approved writes gets it past the door. */
  async write(call) {
    return await this.#write(call, call.request.query);
  }
  /** Nothing leaves any more; connections under way are cut. */
  close() {
    this.#open = false;
    this.#agent.destroy();
  }
  async #write({ request, raw, headers }, query) {
    const search = new URLSearchParams(query.map(([name, value]) => [name, value])).toString();
    const { accept: _, "accept-encoding": __, "content-type": contentType, ...rest } = headers;
    const typed = raw.length === 0 || contentType === void 0 ? {} : { "content-type": contentType, "content-length": String(raw.length) };
    const accept = contentType?.includes("protobuf") === true ? contentType : "application/json";
    const url = search === "" ? request.path : `${request.path}?${search}`;
    return await collect(
      await this.#depart({ method: request.method, url, headers: { ...rest, ...typed, accept }, body: raw })
    );
  }
  async #depart({ method, url, headers, body }) {
    if (!this.#open) throw closed();
    if (method !== "GET" && !isDryRun(method, url, body) && this.#authority !== "approved-writes") {
      throw new GateError(
        "E_WIRE_UNSAFE",
        `A ${method} was about to leave the wire without being a dry run.`,
        "Report this as a bug; nothing was sent."
      );
    }
    return await new Promise((resolve2, reject) => {
      const request = http2.request(
        {
          socketPath: this.#socketPath,
          agent: this.#agent,
          method,
          path: url,
          headers: { ...headers, host: "localhost" }
        },
        (message) => {
          if (!isProxyFailure(message)) return resolve2(message);
          message.resume();
          reject(unreachable2(new Error("kubectl proxy could not reach the API server")));
        }
      );
      const seconds = this.#quietSeconds;
      request.setTimeout(seconds * 1e3, () => request.destroy(new Error(`no answer for ${seconds} s`)));
      request.on("error", (cause) => reject(unreachable2(cause)));
      request.end(body.length > 0 ? body : void 0);
    });
  }
};
var isDryRun = (method, url, body) => {
  const values = new URLSearchParams(url.split("?")[1] ?? "").getAll("dryRun");
  return values.length === 1 && values[0] === "All" && (method !== "DELETE" || body.length === 0);
};
var isProxyFailure = ({ statusCode, headers }) => statusCode === 500 && headers["content-type"]?.startsWith("text/plain") === true;
var collect = async (message) => {
  const chunks = [];
  let size = 0;
  try {
    for await (const chunk of message) {
      size += chunk.length;
      if (size > MAX_ANSWER_BYTES) throw new Error(`an answer of more than ${MAX_ANSWER_BYTES} bytes`);
      chunks.push(chunk);
    }
  } catch (cause) {
    throw unreachable2(cause);
  }
  const body = chunks.length === 1 ? chunks[0] ?? Buffer.alloc(0) : Buffer.concat(chunks);
  const { "content-type": contentType = "", "retry-after": retryAfter } = message.headers;
  const again = retryAfter === void 0 ? {} : { retryAfter };
  return { status: message.statusCode ?? 502, contentType, body, ...again };
};
var unreachable2 = (cause) => new GateError(
  "E_CLUSTER_UNREACHABLE",
  "The API server did not answer.",
  "Check the kubeconfig, the network and the API server, then run again.",
  { cause }
);
var closed = () => new GateError(
  "E_WIRE_CLOSED",
  "The wire is closed.",
  "The program was still running when its time was over; nothing it sent then was passed on."
);

// src/commands/planWarnings.ts
var planWarnings = (inputs, operation, history) => [
  ...leftOut(operation),
  ...generated(inputs),
  ...unfinished(operation, history)
];
var leftOut = ({ args }) => args.filter(({ flag: flag2 }) => flag2.treatment === "undoes").map(({ name }) => ({
  code: "W_FLAG_LEFT_OUT",
  message: `--${name} is left out: going back is an operation of its own, with its own plan.`
}));
var generated = ({ unstable }) => [...unstable].map(([object, paths]) => ({
  code: "W_GENERATED",
  message: `${object}: ${paths.join(", ")} may be made anew by every render; what stands there is not part of what is approved.`
}));
var unfinished = ({ kind }, { newest }) => kind === "upgrade" || newest?.status.startsWith("pending-") !== true ? [] : [
  {
    code: "W_RELEASE_PENDING",
    message: `Revision ${newest.revision} is unfinished (${newest.status}): make sure that no other run is still at work on it.`
  }
];

// src/commands/releasesOf.ts
var releasesOf = ({ kind }, history, outcome) => {
  if (kind === "upgrade") return upgraded(history, outcome);
  return kind === "rollback" ? rolledBack(history, outcome) : removed(history);
};
var upgraded = ({ newest, deployed }, { rehearsed, dryRun }) => {
  const { record, kept } = rehearsed;
  if (record === null || dryRun === null) throw noRecord();
  return { record, stored: record, secondRender: dryRun, baseline: deployed ?? newest, backTo: null, kept };
};
var rolledBack = ({ newest, wanted }, { rehearsed }) => {
  const { record, kept } = rehearsed;
  if (record === null || wanted === null) throw noRecord();
  return { record, stored: record, secondRender: wanted, baseline: newest, backTo: wanted.revision, kept };
};
var removed = ({ newest }) => {
  if (newest === null) throw noRecord();
  const record = { ...newest, manifest: "" };
  return { record, stored: newest, secondRender: record, baseline: newest, backTo: null, kept: keptOf(newest) };
};
var keptOf = (release) => [...indexManifest(release).documents].filter(([key]) => !key.startsWith("hook|")).map(([, { object }]) => object).filter((object) => {
  const policy = textAt(object, "metadata", "annotations", "helm.sh/resource-policy") ?? "";
  return policy.trim().toLowerCase() === "keep";
});
var noRecord = () => new GateError("E_HELM_OUTPUT", "The rehearsal ended without a release record.", "Report it with the version of Helm.");

// src/helm/helmFailure.ts
var KNOWN = [
  {
    pattern: /unknown command "diff"/,
    code: "E_HELM_DIFF_MISSING",
    next: "Install the plugin helm-diff, or set `witness: off`."
  },
  {
    pattern: /another operation .* is in progress/,
    code: "E_RELEASE_PENDING",
    next: "Finish it or roll it back with helm rollback, then plan again."
  },
  {
    pattern: /no matches for kind|resource mapping not found/,
    code: "E_KIND_UNKNOWN",
    next: "Put the custom resource definition of that kind into crds/ of the chart, or install it in an earlier step."
  },
  {
    pattern: /cannot (?:patch|create|delete|update|get|list) resource|is forbidden: User/,
    code: "E_CLUSTER_FORBIDDEN",
    next: "Give the identity of this job that right."
  },
  {
    pattern: /template:|execution error at|parse error|YAML parse|values don't meet the specifications|error converting YAML|cannot load|failed to parse|missing in charts|gzipped archive|decompressed chart|chart illegally|larger than the maximum|Chart\.ya?ml/,
    code: "E_CHART_RENDER",
    next: "Correct the chart or its values."
  }
];
var MAX_WORDS2 = 600;
var MAX_READ = 1e4;
var OUT_OF_MEMORY = /fatal error: (?:runtime: )?(?:out of memory|cannot allocate memory)|failed to reserve/;
var helmFailure = (result, what, mask2) => {
  if (result.ended === "timeout")
    return new GateError(
      "E_HELM_TIMEOUT",
      `${what} took too long and was ended.`,
      "Raise timeout-seconds, or look at what the chart waits for."
    );
  if (result.ended === "output")
    return new GateError(
      "E_HELM_OUTPUT",
      `${what} printed more than the gate takes.`,
      "Split the chart into smaller releases."
    );
  if (result.ended !== null)
    return new GateError("E_HELM_KILLED", `${what} was ended from outside.`, "Run the job again.");
  if (OUT_OF_MEMORY.test(result.stderr.slice(0, MAX_READ)))
    return new GateError(
      "E_HELM_MEMORY",
      `${what} took more memory than the gate gives it.`,
      "Look for a template that makes very much text, or split the chart into smaller releases."
    );
  const words = lastError(mask2(result.stderr)).slice(0, MAX_READ);
  const known2 = KNOWN.find(({ pattern }) => pattern.test(words));
  const sentence = `${what} failed: ${words.length > MAX_WORDS2 ? `${words.slice(0, MAX_WORDS2)}\u2026 (cut)` : words}`;
  return new GateError(
    known2?.code ?? "E_HELM_FAILED",
    sentence.endsWith(".") ? sentence : `${sentence}.`,
    known2?.next ?? "Correct the chart, its values or the cluster, then run again."
  );
};
var lastError = (stderr) => {
  const text3 = stderr.trim();
  const start = text3.lastIndexOf("Error: ");
  const words = start < 0 ? text3.split("\n").at(-1) ?? "" : text3.slice(start + "Error: ".length);
  return words.replaceAll(/\s+/g, " ").trim() || "it gave no reason";
};

// src/helm/readDroppedHooks.ts
var SKIPPED = /skipping unknown hooks?(?:: |" hookTypes=)(?<events>"(?:[^"\\\n]|\\.)*"|\S+)/g;
var readDroppedHooks = (stderr) => [...stderr.matchAll(SKIPPED)].map(({ groups }) => unquoted(groups?.["events"] ?? ""));
var unquoted = (text3) => {
  try {
    return String(JSON.parse(text3));
  } catch {
    return text3;
  }
};

// src/helm/readDryRun.ts
var readDryRun = (stdout) => {
  try {
    return releaseFromJson(parseJson(stdout.slice(Math.max(0, stdout.indexOf('{"')))));
  } catch (cause) {
    throw new GateError(
      "E_HELM_OUTPUT",
      "The dry run of Helm printed no release.",
      "Run again; if it stays, report the version of Helm.",
      { cause }
    );
  }
};

// src/helm/Operation.ts
var HELM_BYTES = 4 * 1024 * 1024 * 1024;

// src/helm/runOnWire.ts
var runOnWire = async (operation, purpose, wire, stop) => {
  const { env, helm, cwd, timeoutSeconds } = operation;
  const extra = purpose === "witness" ? witnessEnvironment(operation) : {};
  const stops = [...stop === void 0 ? [] : [stop], ...purpose === "run" ? [] : [wire.broken]];
  const result = await runProgram({
    command: helm,
    args: operationArgs(operation, purpose),
    env: { ...env, ...extra, KUBECONFIG: wire.kubeconfig },
    cwd,
    timeoutSeconds,
    maxBytes: HELM_BYTES,
    stop: AbortSignal.any(stops)
  });
  const trouble = wire.trouble();
  if (trouble !== null) throw trouble;
  if (result.exitCode === 0 && wire.requests() === 0) {
    throw new GateError(
      "E_WIRE_BYPASSED",
      "Helm ended without one request on the wire: it spoke to some other cluster, or to none.",
      "Look for a kubeconfig, plugin or variable that leads it elsewhere; nothing it did was seen."
    );
  }
  return result;
};
var witnessEnvironment = ({ major, witnessPlugins }) => ({
  ...major === 4 ? { HELM_DIFF_USE_UPGRADE_DRY_RUN: "true" } : {},
  ...witnessPlugins === null ? {} : { HELM_PLUGINS: witnessPlugins }
});

// src/wire/openWire.ts
import { randomBytes, timingSafeEqual } from "node:crypto";
import { mkdtemp as mkdtemp4, rm as rm4, writeFile as writeFile2 } from "node:fs/promises";
import http3 from "node:http";
import { tmpdir as tmpdir4 } from "node:os";
import { join as join7 } from "node:path";

// src/wire/kubernetesStatus.ts
var jsonAnswer = (status, value) => ({
  status,
  contentType: "application/json",
  body: Buffer.from(stringifyJson(value))
});
var failure = (status, reason, message) => jsonAnswer(status, {
  kind: "Status",
  apiVersion: "v1",
  metadata: {},
  status: "Failure",
  message,
  reason,
  code: status
});
var success = () => ({
  kind: "Status",
  apiVersion: "v1",
  metadata: {},
  status: "Success",
  code: 200
});
var notFound = ({ resource }, name) => failure(404, "NotFound", `${resource} "${name}" not found`);

// src/exchange/deleteOptions.ts
var SCALARS = /* @__PURE__ */ new Set(["gracePeriodSeconds", "orphanDependents", "propagationPolicy"]);
var HARMLESS2 = /* @__PURE__ */ new Set(["kind", "apiVersion", "dryRun"]);
var deleteParameters = (contentType, body) => {
  if (body.length === 0) return [];
  return contentType?.includes("protobuf") === true ? fromProtobuf2(body) : fromJson(body);
};
var fromJson = (body) => {
  const options = parseJson(new TextDecoder().decode(body));
  if (!isObject(options)) return null;
  const parameters = [];
  for (const [name, value] of Object.entries(options)) {
    if (value === null || value === void 0 || HARMLESS2.has(name)) continue;
    if (!SCALARS.has(name) || typeof value === "object") return null;
    parameters.push([name, String(value)]);
  }
  return parameters;
};
var fromProtobuf2 = (body) => {
  const raw = unwrapProtobuf(body);
  if (raw === null) return null;
  const found = { parameters: [], strange: false };
  new PbfReader(raw).readFields((tag, result, pbf) => {
    if (tag === 1) result.parameters.push(["gracePeriodSeconds", String(pbf.readVarint(true))]);
    else if (tag === 3) result.parameters.push(["orphanDependents", String(pbf.readBoolean())]);
    else if (tag === 4) result.parameters.push(["propagationPolicy", pbf.readString()]);
    else if (tag === 5) pbf.readString();
    else result.strange = true;
  }, found);
  return found.strange ? null : found.parameters;
};

// src/exchange/parsePath.ts
var PLAIN = /^(?:\/[A-Za-z0-9][A-Za-z0-9._:~-]*)+$/;
var isPlainPath = (path) => PLAIN.test(path);
var parsePath = (path) => {
  if (!isPlainPath(path)) return null;
  const [root, ...rest] = path.slice(1).split("/");
  if (root === "api") return fromSegments("", rest);
  if (root === "apis") return fromSegments(rest[0] ?? "", rest.slice(1));
  return null;
};
var fromSegments = (group, [version, ...rest]) => {
  if (version === void 0 || rest.length === 0 || rest[0] === "watch" || rest[0] === "proxy") return null;
  const [first, second, ...deeper] = rest;
  const inside = first === "namespaces" && second !== void 0 && deeper.length > 0 && !isNamespacePart(deeper);
  const [resource, name, subresource, ...more] = inside ? deeper : rest;
  if (resource === void 0 || more.length > 0) return null;
  return {
    group,
    version,
    resource,
    namespace: inside ? second : null,
    name: name ?? null,
    subresource: subresource ?? null
  };
};
var isNamespacePart = (segments) => segments.length === 1 && (segments[0] === "status" || segments[0] === "finalize");
var objectPath = (target, name) => `${collectionPath(target)}/${name}`;
var collectionPath = ({ group, version, resource, namespace }) => {
  const root = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
  return namespace === null ? `${root}/${resource}` : `${root}/namespaces/${namespace}/${resource}`;
};

// src/wire/parseCall.ts
var FORWARDED = ["accept", "content-type", "user-agent", "accept-encoding"];
var READ_ROOTS = /* @__PURE__ */ new Set(["api", "apis", "version", "openapi", "healthz", "livez", "readyz"]);
var READ_SUBRESOURCES = /* @__PURE__ */ new Set([null, "status", "scale", "log"]);
var CONNECTS = /* @__PURE__ */ new Set(["exec", "attach", "portforward", "proxy"]);
var WRITE_PARAMETERS = /* @__PURE__ */ new Set([
  "dryRun",
  "timeout",
  "fieldManager",
  "fieldValidation",
  "force",
  "gracePeriodSeconds",
  "orphanDependents",
  "propagationPolicy"
]);
var WRITE_METHODS = ["POST", "PUT", "PATCH", "DELETE"];
var PATCH_TYPES = /* @__PURE__ */ new Set([
  "application/strategic-merge-patch+json",
  "application/merge-patch+json",
  "application/json-patch+json",
  "application/apply-patch+yaml"
]);
var parseCall = (raw) => {
  const strange = strangeForm(raw);
  if (strange !== null) return refuse(strange, raw.headers.upgrade !== void 0);
  const [path = "", search = ""] = raw.url.split("?");
  const target = parsePath(path);
  if (target?.subresource !== null && target !== null && CONNECTS.has(target.subresource)) {
    return refuse(`${target.subresource} into ${target.resource} is never forwarded`, true);
  }
  const query = new URLSearchParams(search);
  if (raw.method === "GET") return parseRead(raw, path, target, query);
  return parseWrite(raw, path, target, query);
};
var refuse = (reason, connect = false) => ({ kind: "refused", reason, connect });
var strangeForm = ({ method, url, headers }) => {
  if (method !== "GET" && !WRITE_METHODS.includes(method)) return `method ${method} is not understood`;
  const [path = "", ...searches] = url.split("?");
  if (!isPlainPath(path) || searches.length > 1 || url.includes("#")) return "the path is not in its plain spelling";
  if (headers.upgrade !== void 0) return "connections are never upgraded";
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") return `a body in encoding ${encoding} is not understood`;
  if (Object.keys(headers).some((name) => name.startsWith("impersonate-"))) return "impersonation is not passed on";
  return null;
};
var parseRead = (raw, path, target, query) => {
  if (!READ_ROOTS.has(path.split("/")[1] ?? "")) return refuse(`reading ${path} is not understood`);
  if (target === null && !isDiscovery(path)) return refuse(`reading ${path} is not understood`);
  if (target !== null && !READ_SUBRESOURCES.has(target.subresource)) {
    return refuse(`reading ${target.resource}/${target.subresource} is not understood`);
  }
  if (raw.body.length > 0) return refuse("a read with a body is not understood");
  return { kind: "read", path, target, query, headers: forwarded(raw.headers) };
};
var isDiscovery = (path) => {
  const [root, ...rest] = path.slice(1).split("/");
  if (root === "api") return rest.length <= 1;
  return root !== "apis" || rest.length <= 2;
};
var parseWrite = (raw, path, target, query) => {
  const reason = strangeWrite(raw.method, path, target, query);
  if (reason !== null || target === null) return refuse(reason ?? `writing to ${path} is not understood`);
  const contentType = mediaType(raw.headers["content-type"]);
  const method = raw.method;
  const content = method === "DELETE" ? deletion(contentType, raw.body) : written(method, contentType, raw.body);
  if (typeof content === "string") return refuse(content);
  const request = {
    method,
    path,
    target,
    query: sortedQuery([...query, ...content.parameters]),
    contentType: method === "DELETE" ? null : contentType,
    body: content.body
  };
  return {
    kind: "write",
    request,
    raw: method === "DELETE" ? Buffer.alloc(0) : raw.body,
    // In the body of a DELETE no other option has this word for a value, in JSON or protobuf.
    isOwnDryRun: query.has("dryRun") || method === "DELETE" && raw.body.includes("All"),
    headers: forwarded(raw.headers)
  };
};
var strangeWrite = (method, path, target, query) => {
  if (target === null) return `writing to ${path} is not understood`;
  if (target.subresource !== null) return `writing ${target.resource}/${target.subresource} is not understood`;
  if (method === "POST" !== (target.name === null)) return `${method} on ${path} is not understood`;
  if (/^(authentication|authorization)\.k8s\.io$/.test(target.group)) return `${target.resource} are not forwarded`;
  const names = [...query.keys()];
  const unknown2 = names.find((name) => !WRITE_PARAMETERS.has(name));
  if (unknown2 !== void 0) return "a query parameter of the write is not understood";
  return new Set(names).size === names.length ? null : "a query parameter stands twice";
};
var deletion = (contentType, body) => {
  const parameters = attempt(() => deleteParameters(contentType, body));
  return parameters === null ? "the options of the DELETE are not understood" : { body: null, parameters };
};
var written = (method, contentType, body) => {
  if (method === "PATCH" && !PATCH_TYPES.has(contentType ?? "")) return `patch type ${contentType} is not understood`;
  if (method !== "PATCH" && contentType === "application/vnd.kubernetes.protobuf") {
    return attempt(() => unwrapProtobuf(body)) === null ? "the body is not what its type says" : { body: null, parameters: [] };
  }
  if (method !== "PATCH" && contentType !== "application/json") return `a body of type ${contentType} is not understood`;
  const json = attempt(() => parseJson(body.toString("utf8")));
  return json === null ? "the body is not JSON" : { body: json, parameters: [] };
};
var attempt = (parse2) => {
  try {
    return parse2();
  } catch {
    return null;
  }
};
var mediaType = (header) => header === void 0 ? null : header.split(";")[0]?.trim().toLowerCase() ?? null;
var sortedQuery = (parameters) => [...new Map(parameters.filter(([name]) => name !== "dryRun" && name !== "timeout"))].sort(
  ([a], [b]) => a < b ? -1 : 1
);
var forwarded = (headers) => Object.fromEntries(
  FORWARDED.flatMap((name) => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value]] : [];
  })
);

// src/wire/openWire.ts
var MAX_BODY_BYTES = 16 * 1024 * 1024;
var MAX_EXCHANGES = 2e5;
var openWire = async (upstream, conduct, namespace) => {
  const secret = randomBytes(16).toString("hex");
  const counters = { requests: 0, strangers: 0, trouble: null, broken: new AbortController() };
  const server = http3.createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    void serve({ request, response, secret, conduct, counters });
  });
  server.on("upgrade", (_request, socket) => socket.destroy());
  server.on("connect", (_request, socket) => socket.destroy());
  await new Promise((resolve2, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve2));
  const folder = await mkdtemp4(join7(tmpdir4(), "helm-query-gate-"));
  const kubeconfig = join7(folder, "kubeconfig");
  const { port } = server.address();
  await writeFile2(kubeconfig, kubeconfigText(`http://127.0.0.1:${port}/${secret}`, namespace), { mode: 384 });
  return {
    kubeconfig,
    requests: () => counters.requests,
    strangers: () => counters.strangers,
    trouble: () => counters.trouble,
    broken: counters.broken.signal,
    [Symbol.asyncDispose]: async () => {
      upstream.close();
      server.closeAllConnections();
      await new Promise((resolve2) => server.close(resolve2));
      await rm4(folder, { recursive: true, force: true });
    }
  };
};
var kubeconfigText = (server, namespace) => JSON.stringify({
  apiVersion: "v1",
  kind: "Config",
  "current-context": "wire",
  clusters: [{ name: "wire", cluster: { server } }],
  contexts: [{ name: "wire", context: { cluster: "wire", user: "wire", namespace } }],
  users: [{ name: "wire", user: {} }]
});
var serve = async ({ request, response, secret, conduct, counters }) => {
  const url = ownPath(request.url ?? "", secret);
  if (url === null) {
    counters.strangers += 1;
    response.writeHead(404).end();
    return;
  }
  counters.requests += 1;
  try {
    if (counters.requests > MAX_EXCHANGES) throw tooMuch(`more than ${MAX_EXCHANGES} requests`);
    const body = await readBody(request);
    const call = parseCall({ method: request.method ?? "", url, headers: request.headers, body });
    const reply2 = call.kind === "refused" ? conduct.refused(call) : await conduct.handle(call);
    await respond(response, reply2);
  } catch (error) {
    if (!(error instanceof GateError) && request.destroyed && !request.complete) return;
    counters.trouble ??= asTrouble(error);
    counters.broken.abort();
    if (!response.headersSent) answer(response, failure(502, "InternalError", "helm-query-gate: the wire failed"));
    else response.destroy();
  }
};
var ownPath = (url, secret) => {
  const given = Buffer.from(url.slice(0, secret.length + 2));
  const wanted = Buffer.from(`/${secret}/`);
  return given.length === wanted.length && timingSafeEqual(given, wanted) ? url.slice(secret.length + 1) : null;
};
var readBody = async (request) => {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooMuch(`a body of more than ${MAX_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
var respond = async (response, reply2) => {
  if (reply2.kind === "answer") return answer(response, reply2.answer);
  if (reply2.kind === "watch") {
    response.writeHead(200, { "content-type": "application/json" });
    for (const line of reply2.lines) response.write(line);
    if (reply2.lines.length === 0) response.flushHeaders();
    return;
  }
  const { message, through } = reply2;
  const { connection: _, "keep-alive": __, "transfer-encoding": ___, ...headers } = message.headers;
  response.writeHead(message.statusCode ?? 502, headers);
  response.flushHeaders();
  response.once("close", () => message.destroy());
  message.once("error", () => response.destroy());
  if (through === void 0) return void message.pipe(response);
  through.once("error", () => response.destroy());
  message.pipe(through).pipe(response);
};
var answer = (response, { status, contentType, body, retryAfter }) => {
  const again = retryAfter === void 0 ? {} : { "retry-after": retryAfter };
  response.writeHead(status, { "content-type": contentType, "content-length": body.length, ...again }).end(body);
};
var tooMuch = (what) => new GateError("E_WIRE_LIMIT", `The program sent ${what}.`, "Split the chart into smaller releases.");
var asTrouble = (error) => error instanceof GateError ? error : new GateError(
  "E_WIRE_FAILED",
  "The wire met an error it does not know.",
  "Report this as a bug; nothing was sent.",
  { cause: error }
);

// src/exchange/writtenObject.ts
var writtenName = ({ target, body }) => target.name ?? textAt(body, "metadata", "name") ?? `${textAt(body, "metadata", "generateName") ?? ""}*`;
var writtenPath = (request) => objectPath(request.target, writtenName(request));

// src/wire/Conduct.ts
var reply = (answer2) => ({ kind: "answer", answer: answer2 });

// src/wire/bareObject.ts
var bareObject = (body) => ({
  ...textsOf(body, ["apiVersion", "kind"]),
  metadata: {
    ...textsOf(at(body, "metadata"), ["name", "namespace"]),
    annotations: textsOf(at(body, "metadata", "annotations"), null)
  }
});
var textsOf = (value, names) => isObject(value) ? Object.fromEntries(
  Object.entries(value).filter(
    ([name, member]) => typeof member === "string" && (names === null || names.includes(name))
  )
) : {};

// src/wire/Discovery.ts
var Discovery = class {
  #upstream;
  #groups = /* @__PURE__ */ new Map();
  #aggregated = /* @__PURE__ */ new Map();
  constructor(upstream) {
    this.#upstream = upstream;
  }
  /** The facts of a resource, or null where the API server does not serve it (yet). */
  async facts(target) {
    const [list4, aggregated] = await Promise.all([this.#group(target), this.#isAggregated(target)]);
    const resources = at(list4, "resources");
    const entries = Array.isArray(resources) ? resources : [];
    const entry = entries.find((item) => textAt(item, "name") === target.resource);
    const kind = textAt(entry, "kind");
    if (kind === void 0) return null;
    const hasStatus = entries.some((item) => textAt(item, "name") === `${target.resource}/status`);
    return { kind, hasStatus, aggregated };
  }
  async #group({ group, version }) {
    const path = group === "" ? `/api/${version}` : `/apis/${group}/${version}`;
    return await once(this.#groups, path, async () => {
      const answer2 = await this.#upstream.readJson(path);
      if (answer2.status === 200) return answerObject(answer2);
      if (answer2.status === 404 || answer2.status === 403) return null;
      throw undiscovered(answer2.status, path);
    });
  }
  async #isAggregated({ group, version }) {
    if (group === "") return false;
    return await once(this.#aggregated, `${version}.${group}`, async () => {
      const answer2 = await this.#upstream.readJson(`/apis/apiregistration.k8s.io/v1/apiservices/${version}.${group}`);
      if (answer2.status !== 200) return !isBuiltIn(group);
      return at(answerObject(answer2), "spec", "service") !== void 0;
    });
  }
};
var undiscovered = (status, path) => new GateError(
  "E_CLUSTER_READ",
  `The API server answered ${status} when asked for ${path}, so that nobody knows what it serves there.`,
  "Look at the API server, then run again."
);
var isBuiltIn = (group) => !group.includes(".") || /^(?!metrics|custom|external).+\.k8s\.io$/.test(group);
var once = (cache, key, ask2) => {
  const known2 = cache.get(key) ?? ask2();
  cache.set(key, known2);
  return known2;
};

// src/wire/DryRunProof.ts
var DryRunProof = class {
  #upstream;
  #namespace;
  #asked = null;
  constructor(upstream, namespace) {
    this.#upstream = upstream;
    this.#namespace = namespace;
  }
  /**
   * Asks once, before the first write, by a request that stores nothing either way: an object to be made with a
   * resourceVersion passes as a dry run and is refused by the store itself as a write.
   *
   * @throws GateError E_DRY_RUN_IGNORED where it was taken for a write; other refusals prove nothing.
   */
  async ask() {
    this.#asked ??= this.#probe();
    await this.#asked;
  }
  /**
   * Looks at the answer to a dry run for signs of a write that stayed; `before` is the object as it was.
   *
   * @throws GateError E_DRY_RUN_IGNORED where the object has changed.
   */
  async check(call, before, answer2) {
    if (answer2.status < 200 || answer2.status >= 300) return;
    const { method, body } = call.request;
    const path = writtenPath(call.request);
    if (method === "DELETE")
      return before !== null && await this.#isLeaving(path, before) ? this.#stop(path) : void 0;
    const after = objectIn(answer2);
    const version = textAt(after, "metadata", "resourceVersion");
    if (version === void 0 || version === textAt(before, "metadata", "resourceVersion")) return;
    if (method === "POST") return version === textAt(body, "metadata", "resourceVersion") ? void 0 : this.#stop(path);
    if (await this.#holds(path, before, after)) this.#stop(path);
  }
  async #probe() {
    const inside = await this.#probeWith("ConfigMap", `/api/v1/namespaces/${this.#namespace}/configmaps`);
    if (inside === 404) await this.#probeWith("Namespace", "/api/v1/namespaces");
  }
  async #probeWith(kind, path) {
    const body = { apiVersion: "v1", kind, metadata: { name: PROBE, resourceVersion: "1" } };
    const [, , , , namespace = null, resource = "namespaces"] = path.split("/");
    const target = { group: "", version: "v1", resource, namespace, name: null, subresource: null };
    const answer2 = await this.#upstream.dryRun({
      kind: "write",
      request: { method: "POST", path, target, query: [], contentType: "application/json", body },
      raw: Buffer.from(stringifyJson(body)),
      isOwnDryRun: true,
      headers: { "content-type": "application/json" }
    });
    const made = answer2.status < 300 && textAt(objectIn(answer2), "metadata", "resourceVersion") !== "1";
    if (made) this.#stop(`${path}/${PROBE}`);
    if (TAKEN_FOR_A_WRITE.test(answer2.body.toString("utf8"))) this.#stop(null);
    return answer2.status;
  }
  /** Whether the live object holds all that a dry run was to change in it. */
  async #holds(path, before, after) {
    const live = objectIn(await this.#upstream.readJson(path));
    const pathsFrom = (object) => changesBetween(cleanObject(object, true), cleanObject(after, true)).map((change) => change.path);
    const missing3 = new Set(pathsFrom(live));
    const changed = pathsFrom(before);
    return changed.length > 0 && !changed.some((change) => missing3.has(change));
  }
  async #isLeaving(path, before) {
    const accept = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    const answer2 = await this.#upstream.readWhole({ path, query: new URLSearchParams(), headers: { accept } });
    if (answer2.status === 404) return true;
    const leaving = (object) => textAt(object, "metadata", "deletionTimestamp") !== void 0;
    return answer2.status === 200 && leaving(objectIn(answer2)) && !leaving(before);
  }
  #stop(path) {
    this.#upstream.close();
    throw path === null ? new GateError(
      "E_DRY_RUN_IGNORED",
      "A dry run was taken for a write on the way to the cluster; it was made so that nothing was stored.",
      "Find what stands before the API server and drops dryRun from requests, then plan again."
    ) : new GateError(
      "E_DRY_RUN_IGNORED",
      `${path} was really changed by a request that was a dry run.`,
      "Look at that object and put it right, and find what stands before the API server and drops dryRun from requests."
    );
  }
};
var PROBE = "helm-query-gate-probe";
var TAKEN_FOR_A_WRITE = /resourceVersion should not be set on objects to be created|this identity may only dry-run/;
var objectIn = (answer2) => answer2.status < 300 ? answerObject(answer2) : null;

// src/wire/LiveReads.ts
var LiveReads = class {
  #upstream;
  #freshMilliseconds;
  #kept = /* @__PURE__ */ new Map();
  constructor(upstream, freshMilliseconds) {
    this.#upstream = upstream;
    this.#freshMilliseconds = freshMilliseconds;
  }
  async get(call) {
    const accept = call.headers["accept"] ?? "application/json";
    const plain = /^application\/json(?:,|$)/.test(accept) || accept === "*/*";
    return plain && call.query.size === 0 ? await this.#remember(call.path) : await this.#upstream.readWhole(call);
  }
  /**
   * The live object under a path, null where there is none.
   *
   * @throws GateError E_CLUSTER_READ where the API server refuses, E_CLUSTER_ANSWER where no API server answers so.
   */
  async object(path) {
    const answer2 = await this.#remember(path);
    if (answer2.status === 404) return null;
    if (answer2.status === 200) return answerObject(answer2);
    throw new GateError(
      "E_CLUSTER_READ",
      `The API server answered ${answer2.status} to a read of ${path}.`,
      "Give the identity of this job the right to get what the chart writes, then run again."
    );
  }
  /** Objects that were read and say `helm.sh/resource-policy: keep`: Helm leaves them where it would delete them. */
  async kept() {
    const answers = await Promise.all(
      [...this.#kept.values()].map(async ({ answer: answer2 }) => await answer2.catch(() => null))
    );
    return answers.flatMap((answer2) => {
      if (answer2?.status !== 200 || !answer2.body.includes("helm.sh/resource-policy")) return [];
      const object = answerObject(answer2);
      return textAt(object, "metadata", "annotations", "helm.sh/resource-policy") === "keep" ? [object] : [];
    });
  }
  /** Whether an object exists, learnt without reading its content. */
  async exists(path) {
    const accept = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    const message = await this.#upstream.read({ path, query: new URLSearchParams(), headers: { accept } });
    message.resume();
    return message.statusCode !== 404;
  }
  forget(path) {
    this.#kept.delete(path);
  }
  async #remember(path) {
    const kept = this.#kept.get(path);
    if (kept !== void 0 && performance.now() - kept.at < this.#freshMilliseconds) return await kept.answer;
    const answer2 = this.#upstream.readJson(path);
    this.#kept.set(path, { answer: answer2, at: performance.now() });
    const forgetFailure = (status) => void (status >= 429 && this.#kept.delete(path));
    await answer2.then(
      ({ status }) => forgetFailure(status),
      () => forgetFailure(500)
    );
    return await answer2;
  }
};

// src/wire/finishedObject.ts
var MOMENT = "2000-01-01T00:00:00Z";
var condition = (type) => ({
  type,
  status: "True",
  lastTransitionTime: MOMENT,
  reason: "Rehearsed"
});
var STATUS = {
  Job: {
    succeeded: 1,
    startTime: MOMENT,
    completionTime: MOMENT,
    conditions: [condition("SuccessCriteriaMet"), condition("Complete")]
  },
  Pod: { phase: "Succeeded", conditions: [condition("Initialized"), condition("Ready")] },
  Namespace: { phase: "Active" },
  CustomResourceDefinition: { conditions: [condition("NamesAccepted"), condition("Established")] }
};
var finishedObject = (object) => {
  const metadata = isObject(object["metadata"]) ? object["metadata"] : {};
  const known2 = {
    uid: "00000000-0000-4000-8000-000000000000",
    creationTimestamp: MOMENT,
    resourceVersion: "1",
    generation: 1
  };
  const kind = typeof object["kind"] === "string" ? object["kind"] : "";
  const status = STATUS[kind];
  const present = Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null && value !== ""));
  return { ...object, metadata: { ...known2, ...present }, ...status === void 0 ? {} : { status } };
};

// src/wire/servedKinds.ts
var servedKinds = (definition) => {
  const spec = at(definition, "spec");
  const [group, resource, kind] = [
    textAt(spec, "group"),
    textAt(spec, "names", "plural"),
    textAt(spec, "names", "kind")
  ];
  if (group === void 0 || resource === void 0 || kind === void 0) return [];
  const common = {
    group,
    resource,
    kind,
    singular: textAt(spec, "names", "singular") ?? kind.toLowerCase(),
    listKind: textAt(spec, "names", "listKind") ?? `${kind}List`,
    namespaced: textAt(spec, "scope") !== "Cluster",
    shortNames: texts3(at(spec, "names", "shortNames")),
    categories: texts3(at(spec, "names", "categories"))
  };
  return list2(at(spec, "versions")).filter((version) => at(version, "served") === true).map((version) => ({
    ...common,
    version: textAt(version, "name") ?? "",
    hasStatus: at(version, "subresources", "status") !== void 0
  }));
};
var list2 = (value) => Array.isArray(value) ? value : [];
var texts3 = (value) => list2(value).filter((item) => typeof item === "string");

// src/wire/Overlay.ts
var DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
var Overlay = class _Overlay {
  #entries = /* @__PURE__ */ new Map();
  #collections = /* @__PURE__ */ new Set();
  #kinds = [];
  /** Remembers an object that this run created (`made`) or changed. */
  put(target, name, object, made) {
    this.#collections.add(collectionPath(target));
    this.#entries.set(objectPath(target, name), { object: finishedObject(object), made });
  }
  bury(target, name) {
    this.#collections.add(collectionPath(target));
    this.#entries.set(objectPath(target, name), { object: null, made: false });
  }
  /** The object under a path as this run left it: undefined where the run did not touch it, null where it deleted it. */
  find(path) {
    return this.#entries.get(path)?.object;
  }
  /** Whether the object exists only because this run made it. */
  made(path) {
    return this.#entries.get(path)?.made ?? false;
  }
  touches(collection) {
    return this.#collections.has(collection);
  }
  /** Objects of a collection that this run left, and the names it deleted. */
  within(collection) {
    const present = [];
    const gone = /* @__PURE__ */ new Set();
    for (const [path, { object }] of this.#entries) {
      const name = path.slice(collection.length + 1);
      if (!path.startsWith(`${collection}/`) || name.includes("/")) continue;
      if (object === null) gone.add(name);
      else present.push(object);
    }
    return { present, gone };
  }
  /** Whether a namespace exists only because this run made it: nothing inside it can be verified by the cluster. */
  madeNamespace(name) {
    return name !== null && this.made(`/api/v1/namespaces/${name}`);
  }
  /** Remembers the kinds that a definition of this run brings. */
  define(definition) {
    this.#kinds.push(...servedKinds(definition));
  }
  get kinds() {
    return this.#kinds;
  }
  /** The kind of a resource by a definition of this run, null where none brings it. */
  kindOf({ group, version, resource }) {
    const same = (kind) => kind.group === group && kind.version === version && kind.resource === resource;
    return this.#kinds.find((kind) => same(kind)) ?? null;
  }
  /** The definitions of this run and nothing else: what another program must see to render the same. */
  definitions() {
    const copy = new _Overlay();
    copy.#kinds.push(...this.#kinds);
    for (const [path, entry] of this.#entries) if (path.startsWith(`${DEFINITIONS}/`)) copy.#entries.set(path, entry);
    if (copy.#entries.size > 0) copy.#collections.add(DEFINITIONS);
    return copy;
  }
};

// src/wire/addToDiscovery.ts
var addToDiscovery = (path, answer2, kinds) => {
  const [group, version] = path.split("/").slice(2);
  const own2 = kinds.filter((kind) => isIn(kind, group, version));
  if (own2.length === 0 || answer2.status !== 200 && answer2.status !== 404) return answer2;
  const document = answer2.status === 200 ? answerObject(answer2) : {};
  if (group === void 0) return jsonAnswer(200, addToGroups(document, own2));
  return jsonAnswer(200, version === void 0 ? addToGroup(document, own2) : addToVersion(document, own2));
};
var isIn = (kind, group, version) => (group === void 0 || kind.group === group) && (version === void 0 || kind.version === version);
var addToGroups = (document, kinds) => {
  const groups = list3(document, "groups");
  const known2 = new Set(groups.map((group) => textAt(group, "name")));
  const missing3 = [...new Set(kinds.map(({ group }) => group))].filter((group) => !known2.has(group));
  const all = [...groups, ...missing3.map((name) => ({ name }))].map((group) => {
    const own2 = kinds.filter((kind) => kind.group === textAt(group, "name"));
    return own2.length === 0 ? group : { ...group, ...versionsWith(group, own2) };
  });
  return { ...document, groups: all };
};
var addToGroup = (document, kinds) => ({
  kind: "APIGroup",
  apiVersion: "v1",
  name: kinds[0]?.group,
  ...document,
  ...versionsWith(document, kinds)
});
var versionsWith = (group, kinds) => {
  const versions = list3(group, "versions");
  const known2 = new Set(versions.map((version) => textAt(version, "version")));
  const missing3 = new Map(kinds.filter(({ version }) => !known2.has(version)).map((kind) => [kind.version, kind.group]));
  const own2 = [...missing3].map(([version, name]) => ({ groupVersion: `${name}/${version}`, version }));
  const all = [...versions, ...own2];
  return { versions: all, preferredVersion: at(group, "preferredVersion") ?? all[0] };
};
var addToVersion = (document, kinds) => {
  const resources = list3(document, "resources");
  const known2 = new Set(resources.map((resource) => textAt(resource, "name")));
  const own2 = kinds.filter(({ resource }) => !known2.has(resource)).flatMap((kind) => resourcesOf(kind));
  return {
    kind: "APIResourceList",
    apiVersion: "v1",
    groupVersion: `${kinds[0]?.group}/${kinds[0]?.version}`,
    ...document,
    resources: [...resources, ...own2]
  };
};
var VERBS = ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];
var resourcesOf = ({ resource, singular, kind, namespaced, shortNames, categories, hasStatus }) => {
  const own2 = { name: resource, singularName: singular, namespaced, kind, verbs: VERBS, shortNames, categories };
  const status = { name: `${resource}/status`, singularName: "", namespaced, kind, verbs: ["get", "patch", "update"] };
  return hasStatus ? [own2, status] : [own2];
};
var list3 = (document, name) => {
  const value = at(document, name);
  return Array.isArray(value) ? value.filter((item) => isObject(item)) : [];
};

// src/wire/listsOwnRecords.ts
var listsOwnRecords = ({ target, query }, { release, namespace }) => {
  const labels = new Set((query.get("labelSelector") ?? "").split(","));
  return target?.namespace === namespace && labels.has("owner=helm") && labels.has(`name=${release}`);
};

// src/wire/isLastPage.ts
var isLastPage = (list4) => (textAt(list4, "metadata", "continue") ?? "") === "";

// src/wire/named.ts
var named2 = (query, objects) => {
  const wanted = /(?:^|,)metadata\.name=([^,]+)/.exec(query.get("fieldSelector") ?? "")?.[1];
  return wanted === void 0 ? objects : objects.filter((object) => textAt(object, "metadata", "name") === wanted);
};

// src/wire/ownSecrets.ts
import { Transform } from "node:stream";
var waitsForSecrets = ({ target, query }) => target?.group === "" && target.resource === "secrets" && target.name === null && target.namespace !== null && !query.has("labelSelector");
var onlyNamed = (answer2, names) => {
  if (answer2.status !== 200) return answer2;
  const list4 = answerObject(answer2);
  const items = at(list4, "items");
  const kept = Array.isArray(items) ? items.filter((item) => names.has(textAt(item, "metadata", "name") ?? "")) : [];
  return jsonAnswer(200, { ...list4, items: kept });
};
var onlyEventsOf = (names) => {
  let rest = "";
  return new Transform({
    transform(chunk, _encoding, done) {
      const lines = (rest + chunk.toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      try {
        for (const line of lines) if (isAbout(line, names)) this.push(`${line}
`, "latin1");
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error("a line of a watch is not JSON"));
      }
    }
  });
};
var isAbout = (line, names) => {
  const event2 = parseJson(Buffer.from(line, "latin1").toString("utf8"));
  const type = textAt(event2, "type");
  return type === "BOOKMARK" || type === "ERROR" || names.has(textAt(event2, "object", "metadata", "name") ?? "");
};

// src/wire/secretRead.ts
var secretRead = (call, scope) => {
  const { target } = call;
  if (target === null || target.group !== "" || target.resource !== "secrets") return "yes";
  if (target.name === null) return listsOwnRecords(call, scope) ? "yes" : "no";
  if (target.namespace === scope.namespace && recordRevision(scope.release, target.name) !== null) return "yes";
  return namesReadable(call, scope) ? "yes" : "if-absent";
};
var namesReadable = ({ target }, { readableSecrets }) => target?.group === "" && target.resource === "secrets" && target.name !== null && readableSecrets.has(`${target.namespace}/${target.name}`);

// src/wire/SecretsRead.ts
var SecretsRead = class {
  #live;
  #scope;
  #seen = /* @__PURE__ */ new Map();
  constructor(live, scope) {
    this.#live = live;
    this.#scope = scope;
  }
  /** Keeps the Secret that a read is about to show, if it is of one that the scope names. */
  async note(call) {
    if (!namesReadable(call, this.#scope)) return;
    const secret = await this.#live.object(call.path);
    if (secret !== null) this.#seen.set(call.path, secret);
  }
  get all() {
    return [...this.#seen.values()];
  }
};

// src/wire/watchEvents.ts
var watchEvents = (query, present) => {
  const objects = named2(query, present);
  const initial = query.get("sendInitialEvents") === "true" ? [bookmark(objects[0] ?? present[0] ?? {})] : [];
  return [
    ...objects.map((object) => event("ADDED", object)),
    ...initial,
    ...objects.map((object) => event("MODIFIED", object))
  ];
};
var event = (type, object) => `${stringifyJson({ type, object })}
`;
var bookmark = (like) => event("BOOKMARK", {
  kind: like["kind"] ?? "Status",
  apiVersion: like["apiVersion"] ?? "v1",
  metadata: { resourceVersion: "2", annotations: { "k8s.io/initial-events-end": "true" } }
});

// src/wire/RehearsedReads.ts
var RehearsedReads = class {
  #upstream;
  #scope;
  #overlay;
  #records;
  #live;
  #secretsRefused = /* @__PURE__ */ new Set();
  #secretsRead;
  #count = 0;
  constructor({ upstream, scope, overlay, records, live }) {
    this.#upstream = upstream;
    this.#scope = scope;
    this.#overlay = overlay;
    this.#records = records;
    this.#live = live;
    this.#secretsRead = new SecretsRead(live, scope);
  }
  /** How many reads there were, the Secrets that were read, and `namespace/name` of those that were refused. */
  get seen() {
    return {
      reads: this.#count,
      secretsRefused: [...this.#secretsRefused],
      secretsRead: this.#secretsRead.all
    };
  }
  /** Answers a read, from what this run wrote where it wrote something. */
  async read(call) {
    this.#count += 1;
    const allowed = secretRead(call, this.#scope);
    if (allowed === "no")
      return waitsForSecrets(call) && this.#records.next !== null ? this.#ownSecrets(call) : this.#refuseSecret(call);
    const own2 = this.#records.read(call) ?? this.#fromOverlay(call);
    if (own2 !== null) return reply(own2);
    if (allowed === "if-absent") return await this.#absentSecret(call);
    await this.#secretsRead.note(call);
    if (call.target?.name !== void 0 && call.target.name !== null && call.target.subresource === null) {
      return reply(await this.#live.get(call));
    }
    if (call.target === null && /^\/apis(?:\/|$)/.test(call.path)) return await this.#discovery(call);
    return await this.#readCollection(call);
  }
  /** What the API server serves, with the kinds that this run's own definitions bring. */
  async #discovery(call) {
    const { kinds } = this.#overlay;
    if (kinds.length === 0) return await this.#pass(call);
    return reply(addToDiscovery(call.path, await this.#upstream.readJson(call.path, call.query), kinds));
  }
  /** Says "not found" of a Secret that is not there, without a read that could show one made a moment later. */
  async #absentSecret(call) {
    const { target, path } = call;
    if (target?.name === void 0 || target.name === null || await this.#live.exists(path))
      return this.#refuseSecret(call);
    return reply(notFound(target, target.name));
  }
  // Of the Secrets of a namespace, a program that waits sees those that it has just written.
  #ownSecrets({ target, query }) {
    const { present } = this.#overlay.within(target === null ? "" : collectionPath(target));
    if (query.has("watch")) return { kind: "watch", lines: watchEvents(query, present) };
    return reply(
      jsonAnswer(200, { kind: "SecretList", apiVersion: "v1", metadata: { resourceVersion: "1" }, items: present })
    );
  }
  #refuseSecret({ target }) {
    const name = `${target?.namespace ?? "*"}/${target?.name ?? "*"}`;
    this.#secretsRefused.add(name);
    return reply(failure(403, "Forbidden", `helm-query-gate: reading Secret ${name} is not allowed [E_SECRET_READ]`));
  }
  #fromOverlay({ target, path }) {
    if (target?.name === null || target === null) return null;
    const found = this.#overlay.find(path);
    if (found === void 0) return null;
    return found === null ? notFound(target, target.name) : jsonAnswer(200, found);
  }
  async #readCollection(call) {
    const { target } = call;
    const collection = target === null || target.name !== null ? null : collectionPath(target);
    if (collection === null || call.query.has("labelSelector")) {
      const isStore = target?.group === "" && target.resource === this.#scope.store;
      return isStore && listsOwnRecords(call, this.#scope) ? await this.#readRecords(call) : await this.#pass(call);
    }
    const watches = call.query.has("watch");
    const isNew = !watches && target !== null && this.#overlay.kindOf(target) !== null;
    if (!isNew && !this.#overlay.touches(collection)) return await this.#pass(call);
    const { present, gone } = this.#overlay.within(collection);
    if (watches) return { kind: "watch", lines: watchEvents(call.query, present) };
    return reply(await this.#mergedList(call, present, gone));
  }
  async #readRecords(call) {
    const query = new URLSearchParams(call.query);
    const answer2 = await this.#upstream.readJson(call.path, query);
    const merged = answer2.status === 200 ? this.#records.merge(answerObject(answer2)) : null;
    return reply(merged ?? answer2);
  }
  async #pass(call) {
    return { kind: "pipe", message: await this.#upstream.read(call) };
  }
  async #mergedList(call, present, gone) {
    const answer2 = await this.#upstream.readJson(call.path, call.query);
    const kind = call.target === null || answer2.status !== 404 ? null : this.#overlay.kindOf(call.target);
    if (answer2.status !== 200 && kind === null) return answer2;
    const list4 = kind === null ? answerObject(answer2) : emptyList(kind);
    const own2 = named2(call.query, present);
    const names = /* @__PURE__ */ new Set([...gone, ...own2.map((object) => textAt(object, "metadata", "name"))]);
    const items = at(list4, "items");
    const live = Array.isArray(items) ? items.filter((item) => !names.has(textAt(item, "metadata", "name"))) : [];
    return jsonAnswer(200, { ...list4, items: isLastPage(list4) ? [...live, ...own2] : live });
  }
};
var emptyList = ({ group, version, listKind }) => ({
  kind: listKind,
  apiVersion: `${group}/${version}`,
  metadata: { resourceVersion: "1" }
});

// src/wire/ReleaseRecords.ts
var MAX_RECORD_BYTES = 1024 * 1024;
var KINDS = { secrets: "Secret", configmaps: "ConfigMap" };
var ReleaseRecords = class {
  #scope;
  #stored = /* @__PURE__ */ new Map();
  #gone = /* @__PURE__ */ new Set();
  constructor(scope) {
    this.#scope = scope;
  }
  /** The record of the revision that this run is about to make, as the program last wrote it. */
  get next() {
    const all = [...this.#stored.values()].map(({ record }) => record);
    return all.find(({ revision }) => revision > this.#scope.newestRevision) ?? null;
  }
  /** The answer to a write of a release record, or null where the write is none. */
  write(call) {
    const { method, target } = call.request;
    if (!this.#isHere(target)) return null;
    if (method === "DELETE") return this.#delete(target.name ?? "");
    if (method !== "PUT" && this.#stored.has(this.#nameIn(call))) return this.#taken(this.#nameIn(call));
    const stored2 = method === "PATCH" ? null : this.#decode(call);
    if (stored2 === null) return null;
    if (sizeOf2(stored2.object) > MAX_RECORD_BYTES) throw tooLarge(this.#scope.release);
    this.#stored.set(stored2.object.name, stored2);
    return stored2.answer;
  }
  /** The answer to a read that this run's own records decide, or null where the cluster answers. */
  read(call) {
    if (call.target === null || !this.#isHere(call.target) || call.target.name === null) return null;
    const { name } = call.target;
    if (this.#gone.has(name)) return failure(404, "NotFound", `${this.#scope.store} "${name}" not found`);
    return this.#stored.get(name)?.answer ?? null;
  }
  /** The cluster's list of records with this run's own in it; null while there are none. */
  merge(list4) {
    if (this.#stored.size === 0 && this.#gone.size === 0) return null;
    const items = at(list4, "items");
    const live = Array.isArray(items) ? items.filter((item) => !this.#hides(at(item, "metadata", "name"))) : [];
    const own2 = [...this.#stored.values()].map(({ object }) => asJson(object, this.#scope));
    return jsonAnswer(200, { ...list4, items: isLastPage(list4) ? [...live, ...own2] : live });
  }
  #hides(name) {
    return typeof name === "string" && (this.#gone.has(name) || this.#stored.has(name));
  }
  #isHere({ group, resource, namespace }) {
    return group === "" && resource === this.#scope.store && namespace === this.#scope.namespace;
  }
  #nameIn(call) {
    const { target, body } = call.request;
    return target.name ?? textAt(body, "metadata", "name") ?? this.#decode(call)?.object.name ?? "";
  }
  // As the cluster will answer to a chart with an object of that name: the record is stored before the chart's objects.
  #taken(name) {
    return failure(
      409,
      "AlreadyExists",
      `${this.#scope.store} "${name}" already exists: it is the record of this release`
    );
  }
  #delete(name) {
    const revision = recordRevision(this.#scope.release, name);
    if (revision === null || revision > this.#scope.newestRevision + 1) return null;
    this.#stored.delete(name);
    this.#gone.add(name);
    return jsonAnswer(200, success());
  }
  /** The next revision, or one that is stored with this very content: Helm changes only what it notes of its state. */
  #isOwn({ revision, manifest, hooks }) {
    if (revision > this.#scope.newestRevision) return revision === this.#scope.newestRevision + 1;
    const stored2 = this.#scope.earlier.find((record) => record.revision === revision);
    return stored2 !== void 0 && stored2.manifest === manifest && sameHooks(stored2.hooks, hooks);
  }
  // A chart may call an object of its own like a record; only what decodes as this release, at most one revision on, is one.
  #decode({ request, raw }) {
    const contentType = request.contentType ?? "";
    const found = decodeOwnRecord(contentType, raw, this.#scope);
    const named3 = request.target.name ?? found?.object.name;
    if (found === null || found.object.name !== named3) return null;
    if (!this.#isOwn(found.record)) return null;
    return { ...found, answer: { status: request.method === "POST" ? 201 : 200, contentType, body: raw } };
  }
};
var sizeOf2 = ({ data }) => Object.values(data).reduce((size, text3) => size + text3.length, 0);
var tooLarge = (release) => new GateError(
  "E_RELEASE_SIZE",
  `The record of release ${release} would hold more than ${MAX_RECORD_BYTES} bytes, which the API server refuses.`,
  "Take large files out of the chart, or split it into smaller releases."
);
var decodeOwnRecord = (contentType, raw, scope) => {
  try {
    const object = decodeRecordObject(scope.store, contentType, raw);
    const revision = recordRevision(scope.release, object.name);
    const text3 = object.data["release"];
    if (revision === null || text3 === void 0) return null;
    if (scope.store === "secrets" && object.type !== "helm.sh/release.v1") return null;
    const record = decodeRecord(text3);
    const own2 = record.name === scope.release && record.namespace === scope.namespace && record.revision === revision;
    return own2 ? { object, record } : null;
  } catch {
    return null;
  }
};
var asJson = ({ name, type, labels, data }, { namespace, store }) => ({
  kind: KINDS[store],
  apiVersion: "v1",
  metadata: { name, namespace, labels, resourceVersion: "1", uid: "00000000-0000-4000-8000-000000000000" },
  ...store === "configmaps" ? { data } : { type, data: encoded(data) }
});
var encoded = (data) => Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value, "latin1").toString("base64")]));
var sameHooks = (left, right) => {
  const facts = (hooks) => hooks.map(({ name, kind, path, manifest, events, weight, deletePolicies }) => ({
    name,
    kind,
    path,
    manifest,
    events,
    weight,
    // Helm fills in its default only when it runs the hook, after the release was first stored.
    deletePolicies: deletePolicies.length === 0 ? ["before-hook-creation"] : deletePolicies
  }));
  return sameJson(facts(left), facts(right));
};

// src/wire/dryRunVerdict.ts
var recorded = (outcome, object = null) => ({
  kind: "recorded",
  outcome,
  object
});
var verdictOf = ({ request }, answer2, buried) => {
  if (answer2.status >= 200 && answer2.status < 300)
    return recorded({ kind: "accepted" }, objectIn2(answer2, request.method));
  if (answer2.status === 404 && request.method !== "POST") return { kind: "relay" };
  const { reason, message } = statusIn(answer2);
  const mistyped = answer2.status === 500 && message.startsWith("failed to create typed patch object");
  if ((answer2.status === 429 || answer2.status >= 500) && !mistyped) return { kind: "relay" };
  const exists = request.method === "POST" && answer2.status === 409 && reason === "AlreadyExists";
  if (exists && buried) return recorded({ kind: "accepted" }, isObject(request.body) ? request.body : null);
  if (exists && RELAYED_KINDS.has(request.target.resource)) return { kind: "relay" };
  if (answer2.status === 403 && /is forbidden: User "[^"]*" cannot /.test(message)) {
    return recorded({ kind: "unverified", reason: "this identity may not dry-run the write" });
  }
  if (answer2.status === 400 && message.includes("does not support dry run")) {
    return recorded({ kind: "unverified", reason: "an admission webhook does not support dry runs" });
  }
  return recorded({ kind: "refused", refusal: { status: answer2.status, reason, message } });
};
var RELAYED_KINDS = /* @__PURE__ */ new Set(["namespaces", "customresourcedefinitions"]);
var objectIn2 = (answer2, method) => {
  const object = answerObject(answer2);
  return method === "DELETE" ? null : object;
};
var statusIn = (answer2) => {
  try {
    const status = parseJson(answer2.body.toString("utf8"));
    return {
      reason: textAt(status, "reason") ?? "Unknown",
      message: textAt(status, "message") ?? `HTTP ${answer2.status}`
    };
  } catch {
    return { reason: "Unknown", message: `HTTP ${answer2.status} without a Status` };
  }
};

// src/wire/Rehearsal.ts
var FRESH_MILLISECONDS = 5e3;
var MAX_WRITES = 2e4;
var MAX_BYTES = 128 * 1024 * 1024;
var Rehearsal = class {
  #upstream;
  #proof;
  #discovery;
  #overlay;
  #records;
  #live;
  #reads;
  #exchanges = [];
  #callsRefused = [];
  #sequence = 0;
  #bytes = 0;
  /** `overlay` holds what the program finds written already; it becomes the rehearsal's own. */
  constructor(upstream, scope, overlay = new Overlay()) {
    this.#upstream = upstream;
    this.#overlay = overlay;
    this.#proof = new DryRunProof(upstream, scope.namespace);
    this.#discovery = new Discovery(upstream);
    this.#live = new LiveReads(upstream, FRESH_MILLISECONDS);
    this.#records = new ReleaseRecords(scope);
    this.#reads = new RehearsedReads({
      upstream,
      scope,
      overlay: this.#overlay,
      records: this.#records,
      live: this.#live
    });
  }
  /** What was seen so far, in the order in which the program sent it. */
  get seen() {
    return {
      exchanges: this.#exchanges.toSorted((a, b) => a.sequence - b.sequence),
      record: this.#records.next,
      ...this.#reads.seen,
      callsRefused: [...new Set(this.#callsRefused)],
      definitions: this.#overlay.definitions()
    };
  }
  /** Live objects that the program read and that are to stay when their release no longer has them. */
  async kept() {
    return await this.#live.kept();
  }
  async handle(call) {
    return call.kind === "read" ? await this.#reads.read(call) : reply(await this.#write(call));
  }
  refused({ reason }) {
    this.#callsRefused.push(reason);
    return reply(failure(403, "Forbidden", `helm-query-gate: ${reason}`));
  }
  async #write(call) {
    this.#sequence += 1;
    const sequence = this.#sequence;
    this.#keep(call.raw.length);
    const own2 = this.#records.write(call);
    if (own2 !== null) return own2;
    const { target, body, contentType, method } = call.request;
    if (method !== "DELETE" && !isObject(body) && !Array.isArray(body)) {
      const reason = `a body of type ${contentType} is not understood`;
      this.#callsRefused.push(reason);
      return failure(403, "Forbidden", `helm-query-gate: ${reason}`);
    }
    const name = writtenName(call.request);
    return await this.#rehearse(call, { target, name, path: objectPath(target, name), sequence });
  }
  async #rehearse(call, place) {
    const { target, path, name } = place;
    const buried = this.#overlay.find(path) === null;
    if (buried && !creates(call)) return notFound(target, name);
    if (this.#overlay.made(path) && call.request.method !== "POST") return this.#changeOwn(call, place);
    const [facts, before] = await Promise.all([
      this.#discovery.facts(target),
      buried || call.request.method === "POST" ? null : this.#live.object(path)
    ]);
    const defined = facts === null ? this.#overlay.kindOf(target) : null;
    const kind = (facts ?? defined)?.kind ?? textAt(call.request.body, "kind") ?? target.resource;
    const hasStatus = (facts ?? defined)?.hasStatus ?? false;
    const common = { ...this.#identity(call, place, kind), hasStatus, before };
    const reason = defined === null ? this.#unsendable(target, facts) : `kind ${target.resource}.${target.group} is not served yet`;
    if (reason !== null) {
      return this.#finish(call, place, {
        ...common,
        after: said(call, before),
        outcome: { kind: "unverified", reason }
      });
    }
    await this.#proof.ask();
    const answer2 = await this.#upstream.dryRun(buried ? asCreate(call) : call);
    await this.#proof.check(call, before, answer2);
    this.#keep(answer2.body.length);
    this.#live.forget(path);
    const verdict = verdictOf(buried ? asCreate(call) : call, answer2, buried);
    if (verdict.kind === "relay")
      return await this.#relay(call, place, { ...common, after: before, outcome: { kind: "accepted" } }, answer2);
    const after = verdict.object ?? (call.request.method === "DELETE" ? null : said(call, before));
    return this.#finish(call, place, { ...common, after, outcome: verdict.outcome });
  }
  /** Everything that is written is kept until the plan is made. */
  #keep(bytes) {
    this.#bytes += bytes;
    if (this.#sequence <= MAX_WRITES && this.#bytes <= MAX_BYTES) return;
    this.#upstream.close();
    throw new GateError(
      "E_WIRE_LIMIT",
      `The program sent more than ${MAX_WRITES} writes, or ${MAX_BYTES} bytes in writes.`,
      "Split the chart into smaller releases."
    );
  }
  #unsendable(target, facts) {
    if (this.#overlay.madeNamespace(target.namespace)) return `namespace ${target.namespace} does not exist yet`;
    return facts?.aggregated === true ? `${target.group} is an aggregated API, which may ignore dry runs` : null;
  }
  /** A change to an object that exists only because this run made it: the cluster cannot be asked. */
  #changeOwn(call, place) {
    const before = this.#overlay.find(place.path) ?? null;
    const common = { ...this.#identity(call, place, textAt(before, "kind") ?? ""), hasStatus: true, before };
    const outcome = { kind: "unverified", reason: "the object is made by this same run" };
    if (call.request.method === "DELETE")
      return this.#finish(call, place, { ...common, after: null, outcome: { kind: "accepted" } });
    return this.#finish(call, place, { ...common, after: said(call, before), outcome });
  }
  #identity(call, { sequence, name, target }, kind) {
    return { sequence, request: call.request, kind, name, namespace: target.namespace };
  }
  /** Lets the program see the answer; "not there" to a DELETE and "there already" to a POST are writes that change nothing. */
  async #relay({ request }, { path }, exchange, answer2) {
    if (request.method === "DELETE" && answer2.status === 404) this.#exchanges.push(exchange);
    if (request.method === "POST" && answer2.status === 409) {
      const there = await this.#live.object(path).catch(() => null) ?? bareObject(request.body);
      this.#exchanges.push({ ...exchange, before: there, after: there });
    }
    return answer2;
  }
  /** Records the exchange and tells the program that all is well. */
  #finish({ request }, { target, name }, exchange) {
    this.#exchanges.push(exchange);
    if (request.method === "DELETE") {
      this.#overlay.bury(target, name);
      return jsonAnswer(200, success());
    }
    const refused2 = exchange.outcome.kind === "refused";
    const object = refused2 && exchange.before === null ? bareObject(request.body) : exchange.after ?? exchange.before ?? {};
    const isNew = request.method === "POST" || exchange.before === null;
    this.#overlay.put(target, name, object, isNew || this.#overlay.made(objectPath(target, name)));
    if (exchange.kind === "CustomResourceDefinition") this.#overlay.define(exchange.after ?? {});
    const left = this.#overlay.find(objectPath(target, name)) ?? object;
    return jsonAnswer(request.method === "POST" ? 201 : 200, left);
  }
};
var creates = ({ request }) => request.method === "POST" || isServerSideApply(request);
var asCreate = (call) => {
  const { request } = call;
  if (!isServerSideApply(request)) return call;
  return {
    ...call,
    headers: { ...call.headers, "content-type": "application/json" },
    request: {
      ...request,
      method: "POST",
      path: collectionPath(request.target),
      target: { ...request.target, name: null },
      query: request.query.filter(([name]) => name !== "force"),
      contentType: "application/json"
    }
  };
};
var said = ({ request }, before) => {
  const whole2 = request.method === "POST" || request.method === "PUT" || isServerSideApply(request);
  return whole2 && isObject(request.body) ? request.body : before;
};

// src/commands/runPrograms.ts
var runPrograms = async (run, asksWitness, cancelled) => {
  const failure2 = new AbortController();
  const stop = cancelled === void 0 ? failure2.signal : AbortSignal.any([failure2.signal, cancelled]);
  const orStopAll = async (work) => {
    try {
      return await work;
    } catch (error) {
      failure2.abort();
      throw error;
    }
  };
  const rehearsing = orStopAll(rehearse({ ...run, stop }));
  const installs = run.scope.deployedRevision === null;
  const asking = async (purpose, operation = run.operation) => await ask({ ...run, operation, stop }, purpose, installs ? (await rehearsing).definitions : void 0);
  const witnessing = async () => {
    try {
      return await asking("witness");
    } catch (error) {
      var _stack = [];
      try {
        if (!(error instanceof GateError && error.code === "E_HELM_DIFF_MISSING")) throw error;
        const plugin = __using(_stack, await run.installWitness(), true);
        return await asking("witness", { ...run.operation, witnessPlugins: plugin.folder });
      } catch (_) {
        var _error = _, _hasError = true;
      } finally {
        var _promise = __callDispose(_stack, _error, _hasError);
        _promise && await _promise;
      }
    }
  };
  const settled = await Promise.allSettled([
    rehearsing,
    // Only an upgrade renders anything; the others bring back or take away what is stored.
    run.operation.kind === "upgrade" ? orStopAll(asking("dry-run").then((asked) => ({ ...asked, release: readDryRun(asked.stdout) }))) : null,
    asksWitness && run.operation.kind !== "uninstall" ? orStopAll(witnessing()) : null
  ]);
  const [rehearsed, dryRun, witness] = settled;
  if (rehearsed.status === "fulfilled" && dryRun.status === "fulfilled" && witness.status === "fulfilled") {
    return {
      rehearsed: rehearsed.value,
      secretsRead: [rehearsed.value, dryRun.value, witness.value].flatMap((ended2) => ended2?.secretsRead ?? []),
      dryRun: dryRun.value?.release ?? null,
      witness: witness.value?.stdout ?? null
    };
  }
  throw firstCause(settled);
};
var firstCause = (settled) => {
  const reasons = settled.flatMap((result) => result.status === "rejected" ? [result.reason] : []);
  return reasons.find((reason) => !(reason instanceof GateError && reason.code === "E_HELM_KILLED")) ?? reasons[0];
};
var rehearse = async (run) => {
  var _stack = [];
  try {
    const upstream = new Upstream(run.socketPath, "dry-runs-only");
    const rehearsal = new Rehearsal(upstream, run.scope);
    const wire = __using(_stack, await openWire(upstream, rehearsal, run.scope.namespace), true);
    const result = await runOnWire(run.operation, "rehearsal", wire, run.stop);
    const { seen } = rehearsal;
    refuseWhatWasRefused(seen);
    if (result.exitCode === 0)
      return { ...seen, kept: await rehearsal.kept(), hooksDropped: readDroppedHooks(result.stderr) };
    throw helmFailure(result, `The rehearsal of helm ${run.operation.kind}`, maskOf(run, seen));
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
};
var maskOf = ({ mask: mask2 }, { exchanges, secretsRead }) => {
  const written2 = exchanges.flatMap(({ kind, request, before }) => kind === "Secret" ? [request.body, before] : []);
  const seen = createRedactor([...written2, ...secretsRead].flatMap((secret) => secretValues(secret)));
  return (text3) => mask2(seen.text(text3));
};
var refuseWhatWasRefused = ({ secretsRefused, callsRefused }) => {
  const [secret] = secretsRefused;
  if (secret !== void 0) {
    throw new GateError(
      "E_SECRET_READ",
      `The chart reads the Secret ${secret}, which is not part of the release.`,
      "If it may, list it in the input lookup-secrets."
    );
  }
  const [call] = callsRefused;
  if (call !== void 0)
    throw new GateError(
      "E_WIRE_REQUEST",
      `Helm sent a request that the gate does not pass on: ${call}.`,
      "Report it with the version of Helm."
    );
};
var ask = async (run, purpose, definitions) => {
  var _stack = [];
  try {
    const upstream = new Upstream(run.socketPath, "dry-runs-only");
    const rehearsal = new Rehearsal(upstream, run.scope, definitions);
    const wire = __using(_stack, await openWire(upstream, rehearsal, run.scope.namespace), true);
    const result = await runOnWire(run.operation, purpose, wire, run.stop);
    const { seen } = rehearsal;
    refuseWhatWasRefused(seen);
    if (result.exitCode === 0) return { stdout: result.stdout, secretsRead: seen.secretsRead };
    const what = purpose === "witness" ? "helm diff" : "helm upgrade --dry-run=server";
    throw helmFailure(result, what, maskOf(run, seen));
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
};

// src/commands/rehearseTarget.ts
var rehearseTarget = async (prepared) => {
  const { inputs, setting, socketPath } = prepared;
  const upstream = new Upstream(socketPath, "dry-runs-only", prepared.operation.timeoutSeconds);
  const store = recordStore(prepared.operation.env);
  const [cluster, history, listed2] = await Promise.all([
    readClusterFacts(upstream),
    readHistory(upstream, { ...inputs, store }),
    readListedSecrets(upstream, inputs.lookupSecrets, inputs.namespace)
  ]);
  checkHistory(history, inputs);
  const hasNoValues = Object.keys((history.deployed ?? history.newest)?.values ?? {}).length === 0;
  const operation = { ...prepared.operation, revision: history.wanted?.revision ?? null, hasNoValues };
  const scope = releaseScope({ ...inputs, store }, history);
  const records = [history.deployed, history.newest, history.wanted].filter((record) => record !== null);
  const mask2 = createRedactor([
    ...records.flatMap(secretsIn),
    ...listed2.flatMap(secretValues),
    ...await givenValues(operation)
  ]).text;
  const what = `${inputs.operation} of release ${inputs.release} in namespace ${inputs.namespace}`;
  setting.progress(`rehearsing the ${what} (helm ${operation.version})`);
  const installWitness = async () => await installPlugin(inputs, setting);
  const run = { operation, scope, socketPath, mask: mask2, installWitness };
  const { rehearsed, dryRun, witness, secretsRead } = await runPrograms(run, inputs.witness !== "off", setting.stop);
  const { stored: stored2, ...releases } = releasesOf(operation, history, { rehearsed, dryRun });
  const generated2 = new Generated(inputs.unstable);
  const facts = {
    ...releases,
    target: targetOf(prepared, cluster.identity),
    exchanges: rehearsed.exchanges.map((exchange) => withoutGenerated(exchange, generated2)),
    generated: generated2,
    newest: history.newest,
    versions: { helm: operation.version, kubernetes: cluster.version },
    inputs: await digestInputs(operation, inputs.digestKey),
    secretsRead: [...listed2, ...secretsRead],
    flags: applyFlags(operation),
    digestKey: inputs.digestKey,
    warnings: [...planWarnings(inputs, operation, history), ...droppedHooks(rehearsed.hooksDropped, releases.record)]
  };
  const bare = makePlan(facts);
  const oldDefaults = operation.kind === "upgrade" && !hasNoValues && goesOnWithValues(operation);
  const manifests = { baseline: indexManifest(facts.baseline), next: indexManifest(facts.record) };
  const differences = witness === null ? [] : compareWitness(readWitness(witness), bare.plan, { ...manifests, oldDefaults });
  const doubts = witnessWarnings(differences);
  if (inputs.witness === "strict" && doubts[0] !== void 0) {
    throw new GateError("E_WITNESS", doubts[0].message, "Look at both lists, or set `witness: on`.");
  }
  const made = doubts.length === 0 ? bare : makePlan({ ...facts, warnings: [...facts.warnings, ...doubts] });
  const masked = witness === null ? null : planRedactor(facts).text(witnessText(withoutLengths(witness), differences));
  return { ...made, facts, stored: stored2, operation, scope, witness: masked };
};
var installPlugin = async ({ helmDiffSource }, { environment, progress }) => {
  progress("helm-diff is not installed: getting it for this run");
  const { platform, arch } = process;
  return await installHelmDiff(helmDiffSource, { platform, arch, path: environment["PATH"] ?? "" });
};
var targetOf = ({ inputs, setting }, cluster) => ({
  name: `${inputs.release}/${inputs.environment}`,
  environment: inputs.environment,
  repository: setting.repository,
  release: inputs.release,
  namespace: inputs.namespace,
  cluster,
  operation: inputs.operation,
  baseline: "cluster"
});
var secretsIn = (record) => secretDocuments(record).flatMap((document) => secretValues(document));

export {
  runProgram,
  readTar,
  prepareOperation,
  openCluster,
  digestInputs,
  secretValues,
  createRedactor,
  parseManifest,
  givenValues,
  helmFailure,
  HELM_BYTES,
  readDroppedHooks,
  droppedHooks,
  sha256,
  changesBetween,
  PLAN_FORMAT,
  leaves,
  repeatsItem,
  rankOf,
  groupVersion,
  indexManifest,
  finishQuery,
  groupEdits,
  secretDocuments,
  answerObject,
  decodeRecord,
  recordObjectFromJson,
  recordName,
  recordRevision,
  maskAt,
  GENERATED,
  isServerSideApply,
  optionalPaths,
  cleanObject,
  documentsOf,
  planRedactor,
  Upstream,
  runOnWire,
  failure,
  objectPath,
  openWire,
  writtenPath,
  reply,
  LiveReads,
  waitsForSecrets,
  onlyNamed,
  onlyEventsOf,
  secretRead,
  SecretsRead,
  decodeOwnRecord,
  sameHooks,
  rehearseTarget
};
