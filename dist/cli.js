#!/usr/bin/env node
import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  actionInputs,
  asGateError,
  gate,
  logLine,
  parseCommandName,
  parseGateInputs,
  parsePlanInputs,
  publish,
  waitWhilePending
} from "./chunk-8.js";
import {
  plan
} from "./chunk-7.js";
import {
  apply
} from "./chunk-6.js";
import {
  GitHub,
  statusLine
} from "./chunk-1.js";
import "./chunk-4.js";
import "./chunk-10.js";
import {
  parsePlan
} from "./chunk-3.js";
import {
  GateError
} from "./chunk-9.js";
import {
  renderReport
} from "./chunk-2.js";
import {
  changeLine,
  chartText,
  queryRuns,
  revisionText,
  runNumbers
} from "./chunk-12.js";
import {
  stringifyJson,
  visibleText
} from "./chunk-11.js";
import "./chunk-5.js";

// src/cli.ts
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

// src/render/renderTerminal.ts
var CODES = { red: 31, green: 32, yellow: 33, bold: 1, dim: 2 };
var paintWith = (colours) => (colour, text) => colours ? `\x1B[${CODES[colour]}m${text}\x1B[0m` : text;
var renderTerminal = (plan2, paint) => {
  const { target, release, counts, queries, warnings } = plan2;
  const chart = chartText(release.chart, logLine);
  return [
    paint(
      "bold",
      logLine(
        `${target.release} \u2192 ${target.environment}: ${queries.length} ${queries.length === 1 ? "query" : "queries"}`
      )
    ),
    `${chart} \xB7 ${revisionText(release)} \xB7 plan ${plan2.digest.slice(7, 39)}`,
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

// src/commands/runTerminal.ts
var runTerminal = async (run) => {
  const command = parseCommandName(run.inputs.command);
  if (run.output !== "text" && run.output !== "json")
    throw new GateError("E_USAGE", "--output is text or json.", "helm-query-gate --help shows the flags.");
  switch (command) {
    case "plan":
      return await runPlan(run);
    case "publish":
      return await runPublish(run);
    case "gate":
      return await runGate(run);
    case "apply":
      return await runApply(run);
    case "auto":
      throw new GateError(
        "E_USAGE",
        "auto chooses by the event of a workflow, and there is none at a terminal.",
        "Name plan, publish, gate or apply."
      );
  }
};
var document = (run, value, text) => run.print(run.output === "json" ? `${stringifyJson(value, 2)}
` : `${text}
`);
var planInputs = ({ inputs, sets }) => {
  const parsed = parsePlanInputs(inputs);
  const quoted = sets.map((set) => `--set='${set.replaceAll("'", `'"'"'`)}'`);
  return { ...parsed, helmArgs: [parsed.helmArgs, ...quoted].join(" ").trim() };
};
var gateInputs = ({ inputs, apiUrl, repository }) => parseGateInputs(inputs, { apiUrl, repository, pullRequest: null });
var runPlan = async (run) => {
  const { plan: made, witness } = await plan(planInputs(run), run.setting);
  if (run.report !== null) await run.write(run.report, renderReport(made, witness));
  document(run, made, renderTerminal(made, run.paint));
  if (made.counts.refused > 0) return 3;
  return made.queries.length === 0 ? 0 : 2;
};
var givenPlan = async (run) => run.inputs.plan === "" ? null : parsePlan(await run.read(run.inputs.plan));
var runPublish = async (run) => {
  const made = await givenPlan(run) ?? (await plan(planInputs(run), run.setting)).plan;
  const inputs = gateInputs(run);
  const github = new GitHub(inputs);
  const published = await publish(github, inputs, made, run.setting);
  await gate(github, inputs, made);
  document(
    run,
    { schemaVersion: 1, ...published },
    `plan ${published.planId}: ${published.kept ? "still shown" : `${published.posted} comments posted`}`
  );
  return made.queries.length === 0 ? 0 : 2;
};
var runGate = async (run) => {
  const inputs = gateInputs(run);
  const [github, given] = [new GitHub(inputs), await givenPlan(run)];
  const evaluate = async () => await gate(github, inputs, given);
  const waiting = { github, gateInputs: inputs, evaluate, setting: run.setting };
  const { decision } = await waitWhilePending(await evaluate(), waiting);
  document(
    run,
    {
      schemaVersion: 1,
      state: decision.state,
      reason: decision.reason,
      queries: decision.queries.map(({ query, state, missing }) => ({
        number: query.number,
        digest: query.digest,
        state,
        missing
      }))
    },
    visibleText(statusLine(decision))
  );
  return decision.state === "approved" ? 0 : decision.state === "pending" ? 2 : 3;
};
var runApply = async (run) => {
  const inputs = gateInputs(run);
  const receipt = await apply(new GitHub(inputs), { ...planInputs(run), ...inputs }, run.setting);
  document(run, receipt, visibleText(`${receipt.result}: ${receipt.sentence}`));
  return receipt.result === "applied" || receipt.result === "nothing-to-do" ? 0 : 1;
};

// src/cli.ts
var USAGE = `helm-query-gate plan|publish|gate|apply [flags]

  --release NAME --namespace NAME --chart PATH    what is upgraded
  --operation rollback [--revision N] | uninstall instead of an upgrade, without a chart
  -f, --values FILE      values file, may be repeated
  --set KEY=VALUE        value, may be repeated
  --helm-args "\u2026"        further flags of helm upgrade
  --environment NAME     the environment that the release is in
  --output text|json     json: exactly one document on standard output
  --report FILE          also write the HTML report
  --plan FILE            plan.json, for publish and gate
  --repository OWNER/NAME --pull-request N        for publish, gate and apply; the token is GITHUB_TOKEN
  --required-approvals N --apply-when before-merge|after-merge --digest-key KEY
  --wait 45m             how long gate waits for the decision
  --lookup-secrets NAME --witness on|off|strict --helm PATH --kubectl PATH --kube-context NAME

Exit codes: 0 nothing to do, approved or applied; 2 pending; 3 rejected or refused by the cluster; 1 error.
`;
var OWN = {
  set: { type: "string", multiple: true },
  output: { type: "string" },
  report: { type: "string" },
  repository: { type: "string" },
  "no-config": { type: "boolean" },
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
  process.stderr.write(`${logLine(asGateError(error).message)}
`);
  process.exitCode = 1;
}
