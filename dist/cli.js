#!/usr/bin/env node
import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  planInputs,
  printDocument
} from "./chunk-12.js";
import {
  asGateError,
  paintWith,
  renderTerminal
} from "./chunk-18.js";
import {
  logLine,
  parseCommandName
} from "./chunk-16.js";
import {
  plan
} from "./chunk-10.js";
import {
  actionInputs
} from "./chunk-13.js";
import {
  CONFIG_PATH
} from "./chunk-15.js";
import "./chunk-4.js";
import "./chunk-19.js";
import "./chunk-5.js";
import "./chunk-20.js";
import {
  GateError
} from "./chunk-17.js";
import "./chunk-22.js";
import "./chunk-24.js";
import "./chunk-21.js";
import "./chunk-6.js";
import "./chunk-1.js";

// src/cli.ts
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

// src/commands/runTerminal.ts
import { join } from "node:path";
var runTerminal = async (given) => {
  const run = { ...given, inputs: await targetOf(given) };
  const command = parseCommandName(run.inputs.command);
  if (run.output !== "text" && run.output !== "json")
    throw new GateError("E_USAGE", "--output is text or json.", "helm-query-gate --help shows the flags.");
  switch (command) {
    case "plan":
      return await runPlan(run);
    case "publish":
    case "gate":
    case "apply":
    case "doctor": {
      const { runWithGitHub } = await import("./runWithGitHub.js");
      return await runWithGitHub(run, command);
    }
    case "auto":
      throw new GateError(
        "E_USAGE",
        "auto chooses by the event of a workflow, and there is none at a terminal.",
        "Name plan, publish, gate or apply."
      );
    case "resolve":
      throw new GateError(
        "E_USAGE",
        "resolve reads the event of a workflow, and there is none at a terminal.",
        "Name the pull request with --pull-request."
      );
  }
};
var targetOf = async ({ inputs, read, setting }) => {
  if (inputs.target === "") return inputs;
  const { inputsOfTarget } = await import("./inputsOfTarget.js");
  const { parseConfig } = await import("./parseConfig.js");
  const text = await read(join(setting.checkout, CONFIG_PATH)).catch(() => null);
  const config = text === null ? null : parseConfig({ name: CONFIG_PATH, text });
  return inputsOfTarget(inputs, config, CONFIG_PATH);
};
var runPlan = async (run) => {
  const { plan: made, witness } = await plan(planInputs(run), run.setting);
  if (run.report !== null) {
    const { renderReport } = await import("./renderReport.js");
    await run.write(run.report, renderReport(made, witness));
  }
  printDocument(run, made, renderTerminal(made, run.paint));
  if (made.counts.refused > 0) return 3;
  return made.queries.length === 0 ? 0 : 2;
};

// src/cli.ts
var USAGE = `helm-query-gate plan|publish|gate|apply|doctor [flags]

  --release NAME --namespace NAME --chart PATH    what is upgraded
  --target NAME          a target of .github/helm-query-gate.yml instead
  --operation rollback [--revision N] | uninstall instead of an upgrade, without a chart
  -f, --values FILE      values file, may be repeated
  --set KEY=VALUE        value, may be repeated
  --helm-args "\u2026"        further flags of helm upgrade
  --environment NAME     the environment that the release is in
  --output text|json     json: exactly one document on standard output
  --report FILE          also write the HTML report
  --plan FILE            plan.json, for publish and gate
  --repository OWNER/NAME --pull-request N        for publish, gate and apply; the token is GITHUB_TOKEN
                         doctor needs the repository only, in a checkout of its default branch
  --required-approvals N --apply-when before-merge|after-merge --digest-key KEY
  --wait 45m             how long gate waits for the decision
  --lookup-secrets NAME --witness on|off|strict --helm PATH --kubectl PATH --kube-context NAME

Exit codes: 0 nothing to do, approved or applied; 2 pending; 3 rejected or refused by the cluster; 1 error.
Of doctor: 0 no weakness; 2 none, but something could not be looked at; 3 a weakness; 1 error.
`;
var OWN = {
  set: { type: "string", multiple: true },
  output: { type: "string" },
  report: { type: "string" },
  repository: { type: "string" },
  help: { type: "boolean", short: "h" }
};
var REPEATED = /* @__PURE__ */ new Set(["values", "lookup-secrets"]);
var parse = (argv) => {
  const shared = Object.fromEntries(
    Object.keys(actionInputs).filter((name) => name !== "command" && name !== "github-token").map((name) => [
      name,
      { type: "string", multiple: REPEATED.has(name), ...name === "values" ? { short: "f" } : {} }
    ])
  );
  const { values, positionals } = parseArgs({
    args: attach(argv, "--helm-args"),
    options: { ...shared, ...OWN },
    allowPositionals: true
  });
  const text = (name) => {
    const value = values[name];
    return Array.isArray(value) ? value.join("\n") : typeof value === "string" ? value : void 0;
  };
  if (positionals.length > 1) throw usageError("There is more than one command.");
  const inputs = Object.fromEntries(
    Object.entries(actionInputs).map(([name, fallback]) => [name, text(name) ?? fallback])
  );
  return {
    inputs: { ...inputs, command: positionals[0] ?? "", "github-token": process.env["GITHUB_TOKEN"] ?? "" },
    sets: values.set ?? [],
    output: text("output") ?? "text",
    report: text("report") ?? null,
    repository: text("repository") ?? process.env["GITHUB_REPOSITORY"] ?? "",
    help: values.help === true
  };
};
var attach = (argv, flag) => {
  const place = argv.indexOf(flag);
  const value = argv[place + 1];
  if (place < 0 || value === void 0) return [...argv];
  return [...argv.slice(0, place), `${flag}=${value}`, ...argv.slice(place + 2)];
};
var usageError = (sentence, cause) => new GateError("E_USAGE", sentence, "helm-query-gate --help shows the flags.", { cause });
var parseOrRefuse = (argv) => {
  try {
    return parse(argv);
  } catch (cause) {
    throw cause instanceof GateError ? cause : usageError("The flags cannot be understood.", cause);
  }
};
var main = async () => {
  const parsed = parseOrRefuse(process.argv.slice(2));
  if (parsed.help || parsed.inputs.command === "") {
    process.stdout.write(USAGE);
    return parsed.help ? 0 : 1;
  }
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort());
  return await runTerminal({
    ...parsed,
    apiUrl: process.env["GITHUB_API_URL"] ?? "https://api.github.com",
    paint: paintWith(process.stdout.isTTY && process.env["NO_COLOR"] === void 0),
    setting: {
      checkout: process.cwd(),
      environment: process.env,
      repository: process.env["GITHUB_REPOSITORY_ID"] === void 0 ? null : Number(process.env["GITHUB_REPOSITORY_ID"]),
      progress: (line) => process.stderr.write(`${logLine(line)}
`),
      stop: stop.signal,
      now: () => /* @__PURE__ */ new Date()
    },
    print: (text) => process.stdout.write(text),
    read: async (path) => await readFile(path, "utf8"),
    write: async (path, text) => await writeFile(path, text)
  });
};
try {
  process.exitCode = await main();
} catch (error) {
  const { message, excerpt } = asGateError(error);
  for (const line of [...excerpt?.split("\n") ?? [], message]) process.stderr.write(`${logLine(line)}
`);
  process.exitCode = 1;
}
