import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  logLine
} from "./chunk-16.js";
import {
  STATUS_MARK,
  codeOwners,
  encodeModel,
  findSurfaces,
  followOverride,
  identityLevel,
  keptRejectionsIn,
  personLink,
  planId,
  postComment,
  readPullRequest,
  readRules,
  renderStatus,
  required,
  reviewPlan,
  setCommitStatus,
  statusLine,
  updateComment
} from "./chunk-2.js";
import {
  locate
} from "./chunk-7.js";
import {
  at,
  compareTexts,
  isObject,
  textAt
} from "./chunk-19.js";
import {
  CORE_SCHEMA,
  YAMLException,
  load
} from "./chunk-5.js";
import {
  GateError
} from "./chunk-17.js";
import {
  codeSpan
} from "./chunk-22.js";

// src/github/createCheckRun.ts
var MAX_SUMMARY = 65e3;
var createCheckRun = async (github, sha, { name, conclusion, title, summary }) => {
  const whole = Buffer.byteLength(summary) <= MAX_SUMMARY;
  await github.rest("POST", "/check-runs", `the check of commit ${sha} was made`, {
    name,
    head_sha: sha,
    status: "completed",
    conclusion,
    output: { title, summary: whole ? summary : "Too long to be shown here: see the status comment." }
  });
};

// src/render/renderRejection.ts
var MOST = 20;
var renderRejection = (rejection) => {
  const { reason, subjects, login } = rejection;
  const objects = subjects.slice(0, MOST).map((subject) => {
    const [verb = "", , kind = "", , name = ""] = subject.split("|");
    return codeSpan(`${verb} ${kind} ${name}`);
  });
  const more = subjects.length > MOST ? [`- and ${subjects.length - MOST} more`] : [];
  return [
    `**Rejected** by ${personLink(rejection)}: ${codeSpan(reason)}`,
    [...objects.map((object) => `- ${object}`), ...more].join("\n"),
    `It holds, whatever becomes of that comment, until ${codeSpan(login)} revokes it (\`/revoke\`) or approves what it has become.`,
    `<!-- helm-query-gate:rejection ${encodeModel(rejection)} -->`
  ].join("\n\n");
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

// src/commands/statusOf.ts
var targetOf = ({ surface }) => surface?.target.name ?? "helm-query-gate";
var statusOf = (gated) => {
  const { decision, surface, pull } = gated;
  const applied = pull.ownComments.findLast(({ body }) => body.includes("<!-- helm-query-gate:receipt "));
  return renderStatus(decision, {
    target: targetOf(gated),
    namespace: surface?.target.namespace ?? "",
    planId: surface === null ? null : planId(surface),
    applied: applied === void 0 ? null : `[Last receipt](${applied.url})`,
    level: identityLevel(pull.viewer)
  });
};

// src/commands/showDecision.ts
var showDecision = async (github, gated, { groupHead, checkRun }) => {
  const { decision, pull } = gated;
  await keepRejections(github, decision, pull);
  await followOverride(github, gated);
  const target = targetOf(gated);
  const body = statusOf(gated);
  const shown = pull.ownComments.find((comment) => comment.body.endsWith(STATUS_MARK));
  const locked = await isLocked(async () => {
    if (shown === void 0) await postComment(github, pull.number, body);
    else if (shown.body !== body) await updateComment(github, shown.databaseId, body);
  });
  for (const commit of [pull.head, ...groupHead === null ? [] : [groupHead]]) {
    await setCommitStatus(github, commit, {
      state: COMMIT_STATE[decision.state],
      context: `helm-query-gate/${target}`,
      description: locked ? `${statusLine(decision)}; the conversation is locked` : statusLine(decision),
      url: shown?.url ?? null
    });
    if (checkRun) {
      const conclusion = CONCLUSION[decision.state];
      const title = statusLine(decision);
      await createCheckRun(github, commit, { name: `helm-query-gate/${target}`, conclusion, title, summary: body });
    }
  }
};
var keepRejections = async (github, { rejections }, { ownComments, number }) => {
  const kept = keptRejectionsIn(ownComments);
  for (const rejection of rejections)
    if (!kept.some((each) => keeps(each, rejection)))
      await isLocked(async () => void await postComment(github, number, renderRejection(rejection)));
};
var keeps = (kept, { remark, id, login, at: at2, subjects }) => kept.remark === remark && kept.id === id && kept.login === login && kept.at === at2 && subjects.every((subject) => kept.subjects.includes(subject));
var CONCLUSION = {
  approved: "success",
  pending: "action_required",
  rejected: "failure",
  blocked: "failure"
};
var COMMIT_STATE = {
  approved: "success",
  pending: "pending",
  rejected: "failure",
  blocked: "failure"
};

// src/commands/gate.ts
var gate = async (github, inputs, plan, groupHead = null) => {
  const gated = await evaluate(github, inputs, plan);
  await showDecision(github, gated, { groupHead, checkRun: inputs.checkRun });
  return gated;
};
var evaluate = async (github, inputs, plan) => {
  const pull = await readPullRequest(github, inputs.pullRequest);
  const shown = findSurfaces(pull.ownComments).flatMap(({ surface: surface2 }) => surface2 ?? []);
  const surface = plan ?? shown.at(-1) ?? null;
  if (surface === null) return { decision: without("NO_SURFACE"), surface, pull };
  const workflow = { ...inputs, environment: surface.target.environment };
  const rules2 = await readRules(github, pull, workflow);
  const decision = await reviewPlan(github, { pull, workflow }, surface, rules2);
  if (decision === null) return { decision: without("HEAD_MOVED"), surface, pull };
  const waits = rules2.some(({ policy }) => policy.applyWhen === "after-merge") && pull.state !== "MERGED";
  if (decision.state === "approved" && waits) {
    return { decision: { ...decision, state: "pending", reason: "WAITING_FOR_MERGE" }, surface, pull };
  }
  return { decision, surface, pull };
};
var without = (reason) => ({
  state: "pending",
  reason,
  queries: [],
  remarks: [],
  held: [],
  rejections: [],
  override: null,
  rules: [],
  notes: []
});

// src/render/renderDiagnosis.ts
var COLOURS = { weakness: "red", unseen: "yellow", hint: "dim" };
var renderDiagnosis = (diagnosis, paint) => [paint("bold", countsLine(diagnosis)), ...diagnosis.findings.map((finding2) => renderFinding(finding2, paint))].join(
  "\n\n"
);
var countsLine = ({ counts: { weakness: weakness2, unseen: unseen2, hint: hint2 } }) => [
  `${weakness2} ${weakness2 === 1 ? "weakness" : "weaknesses"}`,
  `${unseen2} not looked at`,
  `${hint2} ${hint2 === 1 ? "hint" : "hints"}`
].join(", ");
var renderFinding = ({ code, severity, spot, sentence, fix }, paint) => [
  `${paint(COLOURS[severity], severity)}  ${code}${spot === null ? "" : `  ${logLine(placeText(spot))}`}`,
  `  ${logLine(sentence)}`,
  ...spot === null ? [] : excerptLines(spot).map((line) => paint("dim", line)),
  `  Fix: ${logLine(fix)}`
].join("\n");
var placeText = ({ file, line, column }) => `${file}:${line}:${column}`;
var excerptLines = ({ line, column, excerpt }) => {
  const before = logLine(excerpt.slice(0, column - 1));
  const number = String(line).padStart(7);
  return [
    `${number} | ${before}${logLine(excerpt.slice(column - 1))}`,
    `${" ".repeat(7)} | ${" ".repeat(before.length)}^`
  ];
};

// src/commands/doctor.ts
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

// src/doctor/findingCodes.ts
var weakness = (meaning) => ({ severity: "weakness", meaning });
var unseen = (meaning) => ({ severity: "unseen", meaning });
var hint = (meaning) => ({ severity: "hint", meaning });
var findingCodes = {
  D_ACTION_TAG: hint("An action of GitHub, or the gate itself, is named by a tag or branch, which can be moved."),
  D_ACTION_UNPINNED: weakness("An action of somebody else is named by a tag or branch, which can be moved."),
  D_APPLY_NEEDS_NO_GATE: hint(
    "The job that applies does not wait for the gate of its workflow; it verifies by itself."
  ),
  D_APPLY_NO_ENVIRONMENT: weakness(
    "The job that applies is in no environment, so its credentials are open to other jobs."
  ),
  D_BRANCH_DIRECT_PUSH: weakness("The default branch takes commits without a pull request."),
  D_BRANCH_UNPROTECTED: weakness("No rule protects the default branch."),
  D_CACHE: weakness("A job of the gate uses a cache, which other runs may have filled."),
  D_CALLED_WORKFLOW: unseen("A job runs a workflow of another repository, which was not looked at."),
  D_CHECKOUT_CREDENTIALS: weakness("The checkout leaves a token in the work tree."),
  D_CONCURRENCY_CANCELS: weakness("A newer run may cancel an apply in the middle."),
  D_CONCURRENCY_MISSING: weakness("Two applies may run at once."),
  D_CONDITION_AFTER_GATE: hint("Something runs after the gate whatever the gate said."),
  D_CONDITION_ALWAYS: weakness("The apply runs whatever happened before it."),
  D_CONFIGURATION_MISSING: weakness(
    "The default branch holds no configuration file, so a workflow says who must approve."
  ),
  D_CONTINUE_ON_ERROR: weakness("A failed gate or apply counts as a success."),
  D_CREDENTIALS_IN_JOB: hint("Credentials stand in the environment of a whole job."),
  D_CREDENTIALS_IN_WORKFLOW: weakness("Credentials stand in the environment of a whole workflow."),
  D_CREDENTIALS_SHARED: weakness("A credential of the apply is open to a job outside its environment."),
  D_ENVIRONMENT_ADMINS: weakness("Administrators may go around the rules of an environment."),
  D_ENVIRONMENT_BRANCHES: weakness("Every branch may use an environment."),
  D_ENVIRONMENT_MISSING: weakness("An environment does not exist, so nothing protects what the job gets."),
  D_ENVIRONMENT_PULLS: hint("Pull requests may use an environment, with a workflow of their own."),
  D_ENVIRONMENT_REVIEWERS: weakness("An apply is parked on an environment that waits for nobody."),
  D_EXPRESSION_INJECTION: weakness("A text that strangers write becomes part of a script."),
  D_GATE_MISSING: weakness("No workflow uses the gate."),
  D_NOT_LOOKED_AT: unseen("A setting could not be looked at."),
  D_OWNERS_ERRORS: weakness("The file of code owners has errors, and a wrong line owns nothing."),
  D_OWNERS_MISSING: weakness("Nobody owns the workflows and the configuration of the gate."),
  D_OWNERS_NOT_REQUIRED: weakness("The default branch takes changes that no code owner approved."),
  D_PERMISSIONS_MISSING: weakness("A job of the gate has whatever permissions the repository gives."),
  D_PERMISSIONS_SHORT: hint("A job of the gate lacks a permission that its command needs."),
  D_PERMISSIONS_WIDE: weakness("A job of the gate has a permission that its command does not need."),
  D_PLAN_NO_ENVIRONMENT: hint("A job that plans holds secrets that any branch can reach."),
  D_PULL_REQUEST_CODE: weakness("A trusted event runs code of a pull request, with rights or secrets."),
  D_RULES_IN_WORKFLOW: weakness("A workflow that a pull request may change says how many approvals are needed."),
  D_SELF_HOSTED: hint("A job of the gate runs on a machine that other jobs may share."),
  D_STATUS_NOT_PINNED: weakness("Whoever may write can set the status that is required."),
  D_STATUS_NOT_REQUIRED: weakness("A pull request can be merged whatever the gate says."),
  D_TOKEN_APPROVES: weakness("Workflows may approve pull requests."),
  D_TOKEN_WRITES: weakness("Jobs that name no permissions may write."),
  D_TRIGGERS_MISSING: weakness("The gate does not hear of something that takes an approval back."),
  D_WORKFLOW_UNREADABLE: unseen("A workflow cannot be read.")
};

// src/doctor/Finding.ts
var makeFinding = (code, spot, sentence, fix) => ({
  code,
  severity: findingCodes[code].severity,
  spot,
  sentence,
  fix
});

// src/doctor/notLookedAt.ts
var notLookedAt = (what, why) => makeFinding(
  "D_NOT_LOOKED_AT",
  null,
  `Could not be looked at: ${what}. ${why}`,
  "Look there yourself, or run the doctor with a token that may read it."
);

// src/doctor/checkBranch.ts
var checkBranch = ({ defaultBranch, rules: rules2 }) => {
  if (!rules2.seen) return [notLookedAt(`the rules of the branch ${defaultBranch}`, rules2.why)];
  if (!rules2.value.isProtected) {
    return [
      makeFinding(
        "D_BRANCH_UNPROTECTED",
        null,
        `No rule protects the branch ${defaultBranch}: whoever may write can replace workflows and rules.`,
        "Add a ruleset for the default branch: pull requests, code owners, the status of the gate."
      )
    ];
  }
  return [...pullRequests(defaultBranch, rules2.value), ...statuses(defaultBranch, rules2.value)];
};
var pullRequests = (branch, { needsPullRequest, needsOwners }) => {
  if (!needsPullRequest) {
    return [
      makeFinding(
        "D_BRANCH_DIRECT_PUSH",
        null,
        `The branch ${branch} takes commits that were in no pull request.`,
        "Require a pull request before merging."
      )
    ];
  }
  if (needsOwners) return [];
  return [
    makeFinding(
      "D_OWNERS_NOT_REQUIRED",
      null,
      `The branch ${branch} takes changes of workflows and rules that none of their owners approved.`,
      "Require review from code owners."
    )
  ];
};
var statuses = (branch, { statuses: all }) => {
  const own = all.filter(({ name }) => name.startsWith("helm-query-gate/"));
  if (own.length === 0) {
    return [
      makeFinding(
        "D_STATUS_NOT_REQUIRED",
        null,
        `The branch ${branch} requires no status of the gate.`,
        "Require the status helm-query-gate/<release>/<environment>."
      )
    ];
  }
  return own.filter(({ app }) => app === null).map(
    ({ name }) => makeFinding(
      "D_STATUS_NOT_PINNED",
      null,
      `Any token that may write can set the status ${name}.`,
      "Choose the status's source: the app whose token the gate uses."
    )
  );
};

// src/doctor/scalarText.ts
var scalarText = (value) => typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

// src/doctor/conditionOf.ts
var conditionOf = (value) => scalarText(value["if"]);

// src/doctor/spotAt.ts
var MAX_EXCERPT = 160;
var lineStarts = (text) => [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
var spotAt = (file, text, starts, offset) => {
  const line = lineOf(starts, offset);
  const start = starts[line] ?? 0;
  const whole = text.slice(start, (starts[line + 1] ?? text.length + 1) - 1).replace(/\r$/, "");
  return {
    file,
    line: line + 1,
    column: offset - start + 1,
    excerpt: whole.length > MAX_EXCERPT ? `${whole.slice(0, MAX_EXCERPT)}\u2026` : whole
  };
};
var lineOf = (starts, offset) => {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
};

// src/doctor/findingIn.ts
var findingIn = (workflow, code, { pointer, needle }, [sentence, fix]) => {
  const offset = offsetOf(workflow, pointer);
  const found = needle === void 0 ? -1 : workflow.text.indexOf(needle, offset);
  return makeFinding(
    code,
    spotAt(workflow.file, workflow.text, workflow.starts, found < 0 ? offset : found),
    sentence,
    fix
  );
};
var offsetOf = (workflow, pointer) => {
  const place = workflow.places.get(pointer);
  if (place !== void 0) return place.key < 0 ? Math.max(place.value, 0) : place.key;
  return pointer === "" ? 0 : offsetOf(workflow, pointer.slice(0, pointer.lastIndexOf("/")));
};

// src/doctor/checkConditions.ts
var UNCONDITIONAL = /\b(always|failure|cancelled)\s*\(\s*\)/;
var checkConditions = (workflow) => workflow.jobs.flatMap((job) => [
  ...continued(workflow, job),
  ...unconditional(workflow, job),
  ...ungated(workflow, job)
]);
var isContinued = (value) => {
  const said = value["continue-on-error"];
  return said !== void 0 && said !== null && said !== false;
};
var continued = (workflow, { id, pointer, value, steps, commands }) => {
  if (commands.size === 0) return [];
  const parts = [{ pointer, value }, ...steps.filter(({ command }) => command !== null)];
  return parts.filter((part) => isContinued(part.value)).map(
    (part) => findingIn(workflow, "D_CONTINUE_ON_ERROR", { pointer: `${part.pointer}/continue-on-error` }, [
      `The job ${id} goes on as if nothing had happened when the gate fails.`,
      "Remove continue-on-error."
    ])
  );
};
var unconditional = (workflow, job) => {
  const { id, pointer, value, steps, commands } = job;
  const applies = commands.has("apply");
  const first = steps.findIndex(({ command }) => command !== null);
  const jobs = applies || needsGate(workflow, job) ? [{ pointer, value, grave: applies }] : [];
  const later = first < 0 ? [] : steps.slice(first).map((step) => ({ ...step, grave: step.command === "apply" }));
  return [...jobs, ...later].filter((part) => UNCONDITIONAL.test(conditionOf(part.value))).map((part) => conditionFinding(workflow, id, part));
};
var conditionFinding = (workflow, id, { pointer, grave }) => findingIn(
  workflow,
  grave ? "D_CONDITION_ALWAYS" : "D_CONDITION_AFTER_GATE",
  { pointer: `${pointer}/if` },
  grave ? [`The job ${id} applies even when the gate failed or was cancelled.`, "Ask for `approved == 'true'` alone."] : [`The job ${id} runs something whatever the gate said.`, "Make sure that it deploys nothing."]
);
var ungated = (workflow, job) => {
  const decides = workflow.jobs.some((other) => other.id !== job.id && isGate(other));
  if (!job.commands.has("apply") || !decides || needsGate(workflow, job)) return [];
  return [
    findingIn(workflow, "D_APPLY_NEEDS_NO_GATE", { pointer: job.pointer }, [
      `The job ${job.id} does not wait for the gate, so it fails where approvals are missing.`,
      "Give it `needs` of the gate's job and the condition `approved == 'true'`."
    ])
  ];
};
var isGate = (job) => ["auto", "gate", "publish"].some((command) => job?.commands.has(command));
var needsGate = ({ jobs }, job) => {
  const byId = new Map(jobs.map((other) => [other.id, other]));
  const reached = new Set(job.needs);
  for (const id of reached) for (const next of byId.get(id)?.needs ?? []) reached.add(next);
  return [...reached].some((id) => isGate(byId.get(id)));
};

// src/doctor/expressionsIn.ts
var expressionsIn = (text) => text.split("${{").slice(1).map((part) => part.split("}}", 1)[0] ?? "");

// src/doctor/textsIn.ts
var textsIn = (value, pointer) => {
  if (typeof value === "string") return [{ pointer, text: value }];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(
    ([key, member]) => textsIn(member, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`)
  );
};

// src/doctor/secretsIn.ts
var SECRET = /\bsecrets\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*'([^']+)'\s*\])/g;
var OWN_INPUT = /\/with\/(digest-key|github-token|private-key|app-id|client-id)$/;
var secretsIn = (value, pointer) => textsIn(value, pointer).flatMap(
  (found) => OWN_INPUT.test(found.pointer) ? [] : expressionsIn(found.text).flatMap(
    (expression) => [...expression.matchAll(SECRET)].flatMap(([, plain, quoted]) => {
      const name = (plain ?? quoted ?? "").toUpperCase();
      return name === "GITHUB_TOKEN" ? [] : [{ name, pointer: found.pointer }];
    })
  )
);

// src/doctor/checkCredentials.ts
var checkCredentials = (workflow, all) => [
  ...inWorkflow(workflow),
  ...shared(workflow, all),
  ...workflow.jobs.flatMap((job) => [...inJob(workflow, job), ...outside(workflow, job)])
];
var usesGate = ({ jobs }) => jobs.some(({ commands }) => commands.size > 0);
var inWorkflow = (workflow) => (usesGate(workflow) ? secretsIn(workflow.document["env"], "/env") : []).map(
  ({ name, pointer }) => findingIn(workflow, "D_CREDENTIALS_IN_WORKFLOW", { pointer }, [
    `Every step of every job sees the secret ${name}.`,
    "Give it to the one step that needs it."
  ])
);
var environmentOf = ({ value }) => {
  const said = value["environment"];
  const name = isObject(said) ? said["name"] : said;
  return typeof name === "string" && name !== "" ? name : null;
};
var shared = (workflow, all) => {
  const applies = all.flatMap(({ jobs }) => jobs.filter(({ commands }) => commands.has("apply")));
  const guarded = new Map(
    applies.flatMap((job) => secretsIn(job.value, job.pointer).map(({ name }) => [name, environmentOf(job)]))
  );
  return workflow.jobs.filter(({ commands }) => !commands.has("apply")).flatMap((job) => {
    const own = environmentOf(job);
    return secretsIn(job.value, job.pointer).filter(({ name }) => guarded.has(name) && (own === null || own === guarded.get(name))).map(({ name, pointer }) => sharedFinding(workflow, job, name, pointer));
  });
};
var sharedFinding = (workflow, { id }, name, pointer) => findingIn(workflow, "D_CREDENTIALS_SHARED", { pointer }, [
  `The job ${id} gets the secret ${name}, with which the apply deploys.`,
  "Give this job a credential of its own, and keep that of the apply in the environment of its job only."
]);
var inJob = (workflow, { id, pointer, value, commands }) => (commands.size > 0 ? secretsIn(value["env"], `${pointer}/env`) : []).map(
  ({ name, pointer: at2 }) => findingIn(workflow, "D_CREDENTIALS_IN_JOB", { pointer: at2 }, [
    `Every step of the job ${id}, and every program that it starts, sees the secret ${name}.`,
    "Give it to the one step that needs it."
  ])
);
var outside = (workflow, job) => {
  if (environmentOf(job) !== null) return [];
  if (job.commands.has("apply")) {
    return [
      findingIn(workflow, "D_APPLY_NO_ENVIRONMENT", { pointer: job.pointer }, [
        `The job ${job.id} applies outside of any environment, so its credentials are open to every workflow.`,
        "Set `environment`, and keep the deploying credentials as its secrets."
      ])
    ];
  }
  const plans = job.commands.has("plan") || job.commands.has("auto");
  const [secret] = plans ? secretsIn(job.value, job.pointer) : [];
  if (secret === void 0) return [];
  return [
    findingIn(workflow, "D_PLAN_NO_ENVIRONMENT", { pointer: secret.pointer }, [
      `The secret ${secret.name} is open to every workflow of every branch.`,
      "Use an identity that can keep nothing, or plan in an environment of the default branch (examples/hardened)."
    ])
  ];
};

// src/doctor/environmentsOf.ts
var environmentsOf = (workflow, { value }) => {
  const said = value["environment"];
  const name = isObject(said) ? said["name"] : said;
  if (typeof name !== "string" || name === "") return [];
  if (!name.includes("${{")) return [name];
  const steps = workflow.jobs.flatMap((job) => job.steps).filter(({ command }) => command !== null);
  return [...new Set(steps.map((step) => at(step.value, "with", "environment")).filter(isPlain))];
};
var isPlain = (name) => typeof name === "string" && name !== "" && !name.includes("${{");

// src/doctor/checkEnvironments.ts
var checkEnvironments = ({ environments }, workflows) => [...environments].flatMap(([name, environment]) => {
  if (!environment.seen) return [notLookedAt(`the environment ${name}`, environment.why)];
  if (environment.value !== null)
    return [...rules(name, environment.value), ...parked(name, environment.value, workflows)];
  return [
    makeFinding(
      "D_ENVIRONMENT_MISSING",
      null,
      `The environment ${name} does not exist; GitHub would make it, without any rule, when a job first names it.`,
      "Make it, restrict it to the default branch, and store the credentials as its secrets."
    )
  ];
});
var rules = (name, { branches, adminsBypass }) => [
  ...branches === null ? [everyBranch(name)] : branchRules(name, branches),
  ...adminsBypass === null ? [notLookedAt(`whether administrators may bypass the environment ${name}`, "GitHub does not say.")] : [],
  ...adminsBypass === true ? [
    makeFinding(
      "D_ENVIRONMENT_ADMINS",
      null,
      `Administrators may start jobs in the environment ${name} against its rules.`,
      'Switch off "Allow administrators to bypass configured protection rules".'
    )
  ] : []
];
var ALL_BRANCHES = /^\*+(\/\*+)*$/;
var branchRules = (name, branches) => {
  if (branches.some((pattern) => ALL_BRANCHES.test(pattern))) return [everyBranch(name)];
  if (!branches.some((pattern) => pattern.startsWith("refs/pull/"))) return [];
  return [
    makeFinding(
      "D_ENVIRONMENT_PULLS",
      null,
      `Pull requests of people who may write can use the environment ${name}, with a workflow of their own.`,
      "Where writers are not all trusted: the default branch only (examples/hardened)."
    )
  ];
};
var everyBranch = (name) => makeFinding(
  "D_ENVIRONMENT_BRANCHES",
  null,
  `Every branch may use the environment ${name}, with a workflow of its own.`,
  "Restrict it to the default branch."
);
var isParked = (workflow, { value, commands, needs }) => commands.has("apply") && !/\bapproved\b/.test(conditionOf(value)) && workflow.jobs.some((job) => needs.includes(job.id) && (job.commands.has("publish") || job.commands.has("auto")));
var parked = (name, { reviewers }, workflows) => {
  const waits = workflows.some(
    (workflow) => workflow.jobs.some((job) => isParked(workflow, job) && environmentsOf(workflow, job).includes(name))
  );
  if (reviewers > 0 || !waits) return [];
  return [
    makeFinding(
      "D_ENVIRONMENT_REVIEWERS",
      null,
      `The apply is to wait in the environment ${name}, which has no required reviewers: it starts at once and fails.`,
      "Add required reviewers, or the condition `approved == 'true'`."
    )
  ];
};

// src/doctor/checkExpressions.ts
var INJECTABLE = [
  "github\\.head_ref",
  "github\\.event\\.(comment|review|review_comment|issue|pull_request|discussion)\\.(body|title)",
  "github\\.event\\.pull_request\\.head\\.(ref|label|repo\\.default_branch|repo\\.description|repo\\.homepage)",
  "github\\.event\\.(head_commit|workflow_run\\.head_commit|commits[^.]*)\\.(message|author\\.(name|email))",
  "github\\.event\\.workflow_run\\.(head_branch|display_title)",
  "github\\.event\\.pages[^.]*\\.page_name",
  // All of it at once.
  "toJSON\\(\\s*github(\\.event)?\\s*\\)"
].join("|");
var STRANGE = new RegExp(`\\b(${INJECTABLE})(?!\\w)`, "i");
var checkExpressions = (workflow) => workflow.jobs.flatMap(({ id, steps }) => steps.flatMap((step) => ofStep(workflow, id, step)));
var ofStep = (workflow, job, { pointer, run, uses, value }) => {
  const script = uses.startsWith("actions/github-script@") ? textAt(value, "with", "script") ?? "" : "";
  const places = [
    { pointer: `${pointer}/run`, text: run },
    { pointer: `${pointer}/with/script`, text: script }
  ];
  return places.flatMap((place) => {
    const needle = expressionsIn(place.text).find((expression) => STRANGE.test(dotted(expression)));
    if (needle === void 0) return [];
    const [name] = STRANGE.exec(dotted(needle)) ?? [];
    return [
      findingIn(workflow, "D_EXPRESSION_INJECTION", { pointer: place.pointer, needle: `\${{${needle}` }, [
        `Whoever writes ${name ?? ""} writes into a script of the job ${job}.`,
        "Hand it over in `env`, and use the variable in quotes."
      ])
    ];
  });
};
var dotted = (expression) => expression.replaceAll(/\s*\[\s*'([\w-]+)'\s*\]/g, ".$1");

// src/doctor/checkJobs.ts
var checkJobs = (workflow) => [
  ...workflow.jobs.filter(({ commands }) => commands.has("apply")).flatMap((job) => concurrency(workflow, job)),
  ...workflow.jobs.filter(({ commands }) => commands.size > 0).flatMap((job) => runner(workflow, job)),
  ...workflow.jobs.flatMap((job) => called(workflow, job))
];
var concurrency = (workflow, { id, pointer, value }) => {
  const places = [
    { at: `${pointer}/concurrency`, said: value["concurrency"] },
    { at: "/concurrency", said: workflow.document["concurrency"] }
  ].filter(({ said }) => said !== void 0 && said !== null);
  if (places.length === 0) {
    return [
      findingIn(workflow, "D_CONCURRENCY_MISSING", { pointer }, [
        `Two runs of the job ${id} may apply at the same time.`,
        "Give it a `concurrency` group, with `cancel-in-progress: false`."
      ])
    ];
  }
  return places.filter(({ said }) => isObject(said) && ![void 0, null, false].some((no) => no === said["cancel-in-progress"])).map(
    ({ at: at2 }) => findingIn(workflow, "D_CONCURRENCY_CANCELS", { pointer: `${at2}/cancel-in-progress` }, [
      `A newer run may cancel the job ${id} while Helm writes.`,
      "Set `cancel-in-progress: false`."
    ])
  );
};
var runner = (workflow, { id, pointer, value }) => textsIn(value["runs-on"], "").some(({ text }) => text === "self-hosted") || isObject(value["runs-on"]) ? [
  findingIn(workflow, "D_SELF_HOSTED", { pointer: `${pointer}/runs-on` }, [
    `The job ${id} shares its machine with whatever ran there before.`,
    "Use runners that are made for one job, and none that run pull requests of strangers."
  ])
] : [];
var called = (workflow, { id, pointer, value }) => {
  const uses = value["uses"];
  const gated = workflow.jobs.some(({ commands }) => commands.size > 0);
  if (typeof uses !== "string" || uses.startsWith("./") || !gated) return [];
  return [
    findingIn(workflow, "D_CALLED_WORKFLOW", { pointer: `${pointer}/uses` }, [
      `The job ${id} runs ${uses}, which is not in this repository.`,
      "Look at that workflow with `helm-query-gate doctor` where it is."
    ])
  ];
};

// src/doctor/checkOwners.ts
var GUARDED = [".github/workflows/deploy.yml", ".github/helm-query-gate.yml", ".github/CODEOWNERS"];
var checkOwners = ({ owners, ownersErrors, configuration }) => [
  ...owners.seen ? missing(owners.value) : [notLookedAt("the code owners", owners.why)],
  ...ownersErrors.seen ? ownersErrors.value.map(errorFinding) : [notLookedAt("GitHub's errors of the code owners", ownersErrors.why)],
  ...configuration.seen ? configuration.value ? [] : [noConfiguration] : [notLookedAt("the configuration file", configuration.why)]
];
var missing = (text) => {
  const unowned = GUARDED.filter((path) => text === null || !isOwned(text, path));
  if (unowned.length === 0) return [];
  return [
    makeFinding(
      "D_OWNERS_MISSING",
      null,
      `CODEOWNERS gives nobody ${unowned.map((path) => path.replace("deploy.yml", "*")).join(", ")}.`,
      "Add a line `/.github/ @acme/platform`, with people who may change how things are deployed."
    )
  ];
};
var isOwned = (text, path) => {
  const line = codeOwners(text, path);
  return line !== null && line.users.length + line.teams.length > 0;
};
var errorFinding = ({ path, line, column, source, kind }) => makeFinding(
  "D_OWNERS_ERRORS",
  { file: path, line, column, excerpt: source.split("\n")[0] ?? "" },
  `GitHub does not understand this line of CODEOWNERS: ${kind}.`,
  "Correct it; until then the line gives its paths to nobody."
);
var noConfiguration = makeFinding(
  "D_CONFIGURATION_MISSING",
  null,
  "The default branch has no .github/helm-query-gate.yml, so inputs of the workflow say what is required.",
  "Copy examples/hardened/.github/helm-query-gate.yml and adapt it."
);

// src/doctor/rights.ts
var decide = {
  needs: ["contents:read", "pull-requests:write", "statuses:write"],
  // Issues: break-glass opens one. Contents: the branch of the ledger. The token of an identity: a cluster in a cloud.
  // Checks: the decision as one. Actions: the workflow that plans again.
  mayWrite: ["pull-requests", "statuses", "issues", "contents", "id-token", "checks", "actions"]
};
var rights = {
  auto: decide,
  publish: decide,
  gate: decide,
  apply: { ...decide, mayWrite: [...decide.mayWrite, "deployments", "attestations"] },
  plan: { needs: ["contents:read"], mayWrite: ["id-token"] },
  resolve: { needs: ["pull-requests:read"], mayWrite: [] },
  doctor: { needs: ["contents:read"], mayWrite: [] }
};

// src/doctor/checkPermissions.ts
var checkPermissions = (workflow) => workflow.jobs.filter(({ commands }) => commands.size > 0).flatMap((job) => ofJob(workflow, job));
var saidFor = ({ document }, { pointer, value }) => {
  const own = value["permissions"];
  if (own !== void 0) return { pointer: `${pointer}/permissions`, value: own };
  const shared2 = document["permissions"];
  return shared2 === void 0 ? null : { pointer: "/permissions", value: shared2 };
};
var ofJob = (workflow, job) => {
  const said = saidFor(workflow, job);
  if (said === null) {
    return [
      findingIn(workflow, "D_PERMISSIONS_MISSING", { pointer: job.pointer }, [
        `The job ${job.id} names no permissions, so it has those of the repository's setting.`,
        `Write \`permissions: { ${neededBy(job).join(", ").replaceAll(":", ": ")} }\`.`
      ])
    ];
  }
  return [...wide(workflow, job, said), ...short(workflow, job, said)];
};
var neededBy = ({ commands, steps }) => {
  const needs = new Set([...commands].flatMap((command) => rights[command]?.needs ?? []));
  const own = steps.every(({ command, value }) => command === null || at(value, "with", "github-token") !== void 0);
  const checksOut2 = steps.some(({ uses }) => uses.startsWith("actions/checkout@"));
  return [...needs].filter((need) => !own || checksOut2 && need === "contents:read");
};
var wide = (workflow, job, { pointer, value }) => {
  const sentence = (what) => `The job ${job.id} may ${what}, which ${listOf(job)} does not need.`;
  if (value === "write-all") {
    const advice = "Name the permissions one by one.";
    return [findingIn(workflow, "D_PERMISSIONS_WIDE", { pointer }, [sentence("write everything"), advice])];
  }
  const mayWrite = new Set([...job.commands].flatMap((command) => rights[command]?.mayWrite ?? []));
  return Object.entries(isObject(value) ? value : {}).filter(([name, access]) => access === "write" && !mayWrite.has(name)).map(
    ([name]) => findingIn(workflow, "D_PERMISSIONS_WIDE", { pointer: `${pointer}/${name}` }, [
      sentence(`write ${name}`),
      "Remove it, or move what needs it into a job of its own."
    ])
  );
};
var listOf = ({ commands }) => [...commands].sort().join(" and ");
var short = (workflow, job, { pointer, value }) => {
  const missing3 = neededBy(job).filter((need) => !holds(value, need));
  if (missing3.length === 0) return [];
  return [
    findingIn(workflow, "D_PERMISSIONS_SHORT", { pointer }, [
      `The job ${job.id} lacks ${missing3.join(", ")} for ${listOf(job)}.`,
      "Add it, or pass a github-token that has it."
    ])
  ];
};
var holds = (value, need) => {
  const [name = "", access = ""] = need.split(":");
  if (value === "write-all" || value === "read-all" && access === "read") return true;
  const given = textAt(value, name);
  return given === "write" || given === access;
};

// src/doctor/checkPullRequestCode.ts
var TRUSTED_EVENTS = ["pull_request_target", "workflow_run", "issue_comment"];
var PULL_REQUEST_TREE = /refs\/pull\/|\bhead_ref\b|\.head\.(sha|ref)\b|\.head_sha\b|\.head_branch\b|\.merge_commit_sha\b|gh pr checkout/;
var RUNS_TREE = /(^|[\s;&|("'])(\.{1,2}\/[\w.-]|(make|just|task|npm|npx|yarn|pnpm|bun|pip3?|poetry|python3?|node|deno|ruby|bundle|bash|sh|cargo|mvn|gradle|docker|tox|pre-commit|source)(?=\s|$)|go\s+(run|test|build|generate|install)\b|helm\s+(dependency|dep|package|template|install|upgrade)\b|helm\s+plugin\s+install\s+\.)/m;
var checkPullRequestCode = (workflow) => {
  const events = TRUSTED_EVENTS.filter((event) => workflow.triggers.has(event));
  if (events.length === 0) return [];
  return workflow.jobs.flatMap((job) => ofJob2(workflow, job, events.join(", ")));
};
var ofJob2 = (workflow, job, events) => {
  const first = job.steps.findIndex((step) => checksOut(workflow, job, step));
  const runs = first < 0 ? void 0 : job.steps.slice(first + 1).find(runsTree);
  if (runs === void 0 || !isPowerful(workflow, job)) return [];
  const key = runs.run === "" ? "uses" : "run";
  return [
    findingIn(workflow, "D_PULL_REQUEST_CODE", { pointer: `${runs.pointer}/${key}` }, [
      `The job ${job.id} runs files of a pull request, with what a job of ${events} may do and knows.`,
      "Treat the tree as data: run nothing of it here, or do it in a job of `pull_request` without secrets."
    ])
  ];
};
var checksOut = ({ document }, job, step) => {
  if (step.run !== "") return /\bgit\s+(fetch|pull|checkout)\b|gh pr checkout/.test(step.run) && leads(step.run);
  if (!step.uses.startsWith("actions/checkout@")) return false;
  const ref = textAt(step.value, "with", "ref") ?? "";
  const variables = [...ref.matchAll(/\benv\.(\w+)/g)].map(([, name]) => name ?? "");
  const values = variables.flatMap((name) => [job.value["env"], document["env"]].map((env) => textAt(env, name) ?? ""));
  return [ref, ...values].some(leads);
};
var leads = (text) => PULL_REQUEST_TREE.test(text);
var runsTree = ({ run, uses }) => RUNS_TREE.test(run) || uses.startsWith("./");
var isPowerful = ({ document }, { value }) => {
  const secret = textsIn(value, "").flatMap(({ text }) => expressionsIn(text)).some((each) => /\bsecrets\b/.test(each));
  const permissions = value["permissions"] ?? document["permissions"];
  const writes = isObject(permissions) ? Object.values(permissions).includes("write") : permissions === void 0 || permissions === "write-all";
  return secret || writes || value["environment"] !== void 0;
};

// src/doctor/checkSteps.ts
var PINNED = /@([0-9a-f]{40}|[0-9a-f]{64})$/;
var LOCAL = /^(\.\.?\/|docker:\/\/)/;
var TRUSTED = /^(actions|github|helm-query-gate)\//;
var checkSteps = (workflow) => workflow.jobs.filter(({ commands }) => commands.size > 0).flatMap((job) => job.steps.flatMap((step) => ofStep2(workflow, job, step)));
var ofStep2 = (workflow, job, step) => [
  ...unpinned(workflow, step),
  ...keepsToken(workflow, job, step),
  ...cached(workflow, job, step)
];
var unpinned = (workflow, { pointer, uses }) => {
  if (uses === "" || LOCAL.test(uses) || PINNED.test(uses)) return [];
  const code = TRUSTED.test(uses) ? "D_ACTION_TAG" : "D_ACTION_UNPINNED";
  return [
    findingIn(workflow, code, { pointer: `${pointer}/uses` }, [
      `${uses} is whatever its name stands for when the job runs.`,
      "Name the full SHA of the commit, with the version as a comment."
    ])
  ];
};
var keepsToken = (workflow, { id }, { pointer, uses, value }) => {
  const keeps2 = at(value, "with", "persist-credentials");
  if (!uses.startsWith("actions/checkout@") || keeps2 === false || keeps2 === "false") return [];
  return [
    findingIn(workflow, "D_CHECKOUT_CREDENTIALS", { pointer: `${pointer}/uses` }, [
      `After this step the work tree of the job ${id} holds the job's token.`,
      "Set `persist-credentials: false`."
    ])
  ];
};
var usesCache = ({ uses, value }) => {
  const said = at(value, "with", "cache");
  const setup = /^[^@]*\/setup-[^@/]*@/.test(uses) && said !== void 0 && said !== false && said !== "";
  return /^actions\/cache[@/]/.test(uses) || setup;
};
var cached = (workflow, { id }, step) => usesCache(step) ? [
  findingIn(workflow, "D_CACHE", { pointer: `${step.pointer}/uses` }, [
    `The job ${id} restores files that a run of another branch may have left.`,
    "Do without a cache in jobs of the gate."
  ])
] : [];

// src/doctor/checkToken.ts
var checkToken = ({ token }) => {
  if (!token.seen) return [notLookedAt("the default permissions of workflows", token.why)];
  const { writes, approves } = token.value;
  return [
    ...writes ? [
      makeFinding(
        "D_TOKEN_WRITES",
        null,
        "Jobs of workflows that name no permissions may write to the whole repository.",
        "Settings \u2192 Actions \u2192 General \u2192 Workflow permissions: read."
      )
    ] : [],
    ...approves ? [
      makeFinding(
        "D_TOKEN_APPROVES",
        null,
        "Workflows may approve pull requests, and so stand in for a required review.",
        "Settings \u2192 Actions \u2192 General: do not allow GitHub Actions to approve pull requests."
      )
    ] : []
  ];
};

// src/doctor/textList.ts
var textList = (value) => {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.flatMap((item) => typeof item === "string" ? [item] : []) : [];
};

// src/doctor/checkTriggers.ts
var DEFAULTS = {
  issue_comment: ["created", "edited", "deleted"],
  pull_request: ["opened", "synchronize", "reopened"],
  pull_request_review: ["submitted", "edited", "dismissed"]
};
var checkTriggers = (workflow, all) => [
  ...missing2(workflow, all),
  ...ownRules(workflow)
];
var gateSteps = ({ jobs }) => jobs.flatMap(({ steps }) => steps.filter(({ command }) => command === "gate" || command === "auto"));
var isSweep = ({ triggers }) => [...triggers.keys()].every((event) => event === "schedule" || event === "push");
var missing2 = (workflow, all) => {
  const steps = gateSteps(workflow);
  if (steps.length === 0 || isSweep(workflow) && all.some((other) => gateSteps(other).length > 0 && !isSweep(other)))
    return [];
  const sources = [workflow, ...signals(workflow, all)];
  const afterMerge = steps.some(({ value }) => at(value, "with", "apply-when") === "after-merge");
  const wanted = [
    ["issue_comment", ["created", "edited", "deleted"]],
    ["pull_request_review", ["submitted", "edited", "dismissed"]],
    ...afterMerge ? [["pull_request", ["closed"]]] : []
  ];
  return wanted.flatMap(([event, types]) => {
    const heard = new Set(sources.flatMap(({ triggers }) => typesOf(event, triggers.get(event))));
    const lacking = types.filter((type) => !heard.has(type));
    return lacking.length === 0 ? [] : [finding(workflow, event, lacking)];
  });
};
var finding = (workflow, event, lacking) => findingIn(workflow, "D_TRIGGERS_MISSING", { pointer: workflow.triggers.has(event) ? `/on/${event}` : "/on" }, [
  `The gate does not run when this happens: ${event} ${lacking.join(", ")}.`,
  `Add ${lacking.join(", ")} to the types of ${event}.`
]);
var typesOf = (event, settings) => {
  if (settings === void 0) return [];
  return settings["types"] === void 0 ? DEFAULTS[event] ?? [] : textList(settings["types"]);
};
var signals = ({ triggers }, all) => {
  const wanted = new Set(textList(triggers.get("workflow_run")?.["workflows"]));
  return all.filter(({ file, document }) => wanted.has(scalarText(document["name"]) || file));
};
var ownRules = (workflow) => {
  if (!workflow.triggers.has("pull_request") && !workflow.triggers.has("pull_request_review")) return [];
  const steps = workflow.jobs.flatMap((job) => job.steps).filter(({ command }) => command !== null);
  return steps.filter(({ value }) => at(value, "with", "required-approvals") !== void 0).map(
    ({ pointer }) => findingIn(workflow, "D_RULES_IN_WORKFLOW", { pointer: `${pointer}/with/required-approvals` }, [
      "A pull request brings its own copy of this workflow, and with it its own number of approvals.",
      "Say it in .github/helm-query-gate.yml, which is read from the default branch."
    ])
  );
};

// src/doctor/parseWorkflow.ts
var GATE = /(^|\/)helm-query-gate(\/[^@]*)?@/;
var parseWorkflow = (file, text) => {
  const loaded = load(text, { schema: CORE_SCHEMA, maxAliases: 30 });
  const document = isObject(loaded) ? loaded : {};
  return {
    file,
    text,
    document,
    starts: lineStarts(text),
    places: locate(text),
    triggers: triggersOf(document["on"]),
    jobs: entriesOf(document["jobs"]).map(([id, value]) => jobOf(id, value))
  };
};
var triggersOf = (on) => {
  if (typeof on === "string") return /* @__PURE__ */ new Map([[on, {}]]);
  if (Array.isArray(on)) return new Map(textList(on).map((name) => [name, {}]));
  if (!isObject(on)) return /* @__PURE__ */ new Map();
  return new Map(Object.entries(on).map(([name, value]) => [name, isObject(value) ? value : {}]));
};
var entriesOf = (value) => isObject(value) ? Object.entries(value).flatMap(([key, member]) => isObject(member) ? [[key, member]] : []) : [];
var jobOf = (id, value) => {
  const pointer = `/jobs/${id}`;
  const list2 = value["steps"];
  const steps = (Array.isArray(list2) ? [...list2.entries()] : []).flatMap(
    ([index, step]) => isObject(step) ? [stepOf(`${pointer}/steps/${index}`, step)] : []
  );
  const commands = new Set(steps.flatMap(({ command }) => command ?? []));
  return { id, pointer, value, steps, commands, needs: textList(value["needs"]) };
};
var stepOf = (pointer, value) => {
  const uses = textAt(value, "uses") ?? "";
  const command = GATE.test(uses) ? scalarText(at(value, "with", "command")) || "auto" : null;
  return { pointer, value, uses, run: textAt(value, "run") ?? "", command };
};

// src/doctor/diagnose.ts
var readWorkflows = (files) => {
  const parsed = files.map(parseOrFind);
  return {
    workflows: parsed.flatMap((each) => "jobs" in each ? [each] : []),
    unreadable: parsed.flatMap((each) => "code" in each ? [each] : [])
  };
};
var parseOrFind = ({ file, text }) => {
  try {
    return parseWorkflow(file, text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const spot = spotAt(file, text, lineStarts(text), error.mark?.position ?? 0);
    const sentence = `This is no YAML that GitHub would read: ${error.reason}.`;
    return makeFinding("D_WORKFLOW_UNREADABLE", spot, sentence, "Correct it, and run the doctor again.");
  }
};
var diagnose = ({ workflows, unreadable }, settings) => {
  const findings = [
    ...unreadable,
    ...workflows.flatMap((workflow) => ofWorkflow(workflow, workflows)),
    ...workflows.some(({ jobs }) => jobs.some(({ commands }) => commands.size > 0)) ? [] : [noGate],
    ...settings === null ? [] : ofSettings(settings, workflows)
  ].toSorted(byGravity);
  const count = (severity) => findings.filter((finding2) => finding2.severity === severity).length;
  return {
    schemaVersion: 1,
    counts: { weakness: count("weakness"), unseen: count("unseen"), hint: count("hint") },
    findings
  };
};
var ofWorkflow = (workflow, all) => [
  ...checkConditions(workflow),
  ...checkCredentials(workflow, all),
  ...checkExpressions(workflow),
  ...checkJobs(workflow),
  ...checkPermissions(workflow),
  ...checkPullRequestCode(workflow),
  ...checkSteps(workflow),
  ...checkTriggers(workflow, all)
];
var ofSettings = (settings, workflows) => [
  ...checkBranch(settings),
  ...checkEnvironments(settings, workflows),
  ...checkOwners(settings),
  ...checkToken(settings)
];
var noGate = makeFinding(
  "D_GATE_MISSING",
  null,
  "No workflow in .github/workflows uses the gate.",
  "Copy examples/simple or examples/hardened."
);
var GRAVITY = ["weakness", "unseen", "hint"];
var byGravity = (one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity) || compareTexts(one.spot?.file ?? "", other.spot?.file ?? "") || (one.spot?.line ?? 0) - (other.spot?.line ?? 0) || (one.spot?.column ?? 0) - (other.spot?.column ?? 0) || compareTexts(one.code, other.code);

// src/github/readSettings.ts
var CONFIGURATION = ".github/helm-query-gate.yml";
var OWNERS = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
var readSettings = async (github, environments) => {
  const repository = await github.rest("GET", "", "the repository was read");
  const defaultBranch = required(textAt(repository, "default_branch"), "the default branch");
  const [rules2, token, owners, ownersErrors, configuration, ...found] = await Promise.all([
    look(() => readRules2(github, defaultBranch)),
    look(() => readToken(github)),
    look(() => readOwners(github, defaultBranch)),
    look(() => readOwnersErrors(github, defaultBranch)),
    look(async () => await readText(github, CONFIGURATION, defaultBranch) !== null),
    ...environments.map((name) => look(() => readEnvironment(github, name)))
  ]);
  const byName = environments.flatMap((name, index) => {
    const environment = found[index];
    return environment === void 0 ? [] : [[name, environment]];
  });
  return { defaultBranch, rules: rules2, token, owners, ownersErrors, configuration, environments: new Map(byName) };
};
var UNSEEN = /* @__PURE__ */ new Set(["E_GITHUB_FORBIDDEN", "E_GITHUB_NOT_FOUND"]);
var look = async (read) => {
  try {
    return { seen: true, value: await read() };
  } catch (error) {
    if (!(error instanceof GateError) || !UNSEEN.has(error.code)) throw error;
    return { seen: false, why: error.sentence };
  }
};
var orNull = async (read) => {
  try {
    return await read;
  } catch (error) {
    if (error instanceof GateError && error.code === "E_GITHUB_NOT_FOUND") return null;
    throw error;
  }
};
var list = (value) => Array.isArray(value) ? value : [];
var readRules2 = async (github, branch) => {
  const name = encodeURIComponent(branch);
  const rules2 = list(
    await github.rest("GET", `/rules/branches/${name}?per_page=100`, "the rules of a branch were read")
  );
  const known = await github.rest("GET", `/branches/${name}`, `the branch ${branch} was read`);
  const isOld = at(known, "protected") !== false;
  const old = isOld && !isComplete(rulesOf(rules2)) ? await orNull(github.rest("GET", `/branches/${name}/protection`, "the protection of a branch was read")) : null;
  return merged(rulesOf(rules2), protectionOf(old));
};
var isComplete = ({ needsPullRequest, needsOwners, statuses: statuses2 }) => needsPullRequest && needsOwners && statuses2.length > 0;
var rulesOf = (rules2) => {
  const ofType = (type) => rules2.filter((rule) => textAt(rule, "type") === type);
  const pulls = ofType("pull_request");
  const statuses2 = ofType("required_status_checks").flatMap(
    (rule) => list(at(rule, "parameters", "required_status_checks"))
  );
  return {
    isProtected: rules2.length > 0,
    needsPullRequest: pulls.length > 0,
    needsOwners: pulls.some((rule) => at(rule, "parameters", "require_code_owner_review") === true),
    statuses: statuses2.map((check) => statusOf2(check, "integration_id"))
  };
};
var statusOf2 = (check, key) => {
  const app = at(check, key);
  return { name: textAt(check, "context") ?? "", app: typeof app === "number" && app > 0 ? app : null };
};
var protectionOf = (protection) => {
  const reviews = at(protection, "required_pull_request_reviews");
  return {
    isProtected: protection !== null,
    needsPullRequest: reviews !== void 0,
    needsOwners: at(reviews, "require_code_owner_reviews") === true,
    statuses: list(at(protection, "required_status_checks", "checks")).map((check) => statusOf2(check, "app_id"))
  };
};
var merged = (one, other) => ({
  isProtected: one.isProtected || other.isProtected,
  needsPullRequest: one.needsPullRequest || other.needsPullRequest,
  needsOwners: one.needsOwners || other.needsOwners,
  statuses: [...one.statuses, ...other.statuses]
});
var readToken = async (github) => {
  const answer = await github.rest("GET", "/actions/permissions/workflow", "the permissions of workflows were read");
  return {
    writes: textAt(answer, "default_workflow_permissions") !== "read",
    approves: at(answer, "can_approve_pull_request_reviews") !== false
  };
};
var readEnvironment = async (github, name) => {
  const path = `/environments/${encodeURIComponent(name)}`;
  const found = await orNull(github.rest("GET", path, `the environment ${name} was read`));
  if (found === null) return null;
  const policy = at(found, "deployment_branch_policy");
  const bypass = at(found, "can_admins_bypass");
  const reviewers = list(at(found, "protection_rules")).flatMap((rule) => list(at(rule, "reviewers")));
  return {
    branches: policy === null || policy === void 0 ? null : await readBranches(github, path, policy),
    adminsBypass: typeof bypass === "boolean" ? bypass : null,
    reviewers: reviewers.length
  };
};
var readBranches = async (github, path, policy) => {
  if (at(policy, "custom_branch_policies") !== true) return ["protected branches"];
  const answer = await github.rest(
    "GET",
    `${path}/deployment-branch-policies?per_page=100`,
    "the branches of an environment were read"
  );
  return list(at(answer, "branch_policies")).flatMap((each) => textAt(each, "name") ?? []);
};
var readOwners = async (github, ref) => {
  for (const path of OWNERS) {
    const text = await readText(github, path, ref);
    if (text !== null) return text;
  }
  return null;
};
var readText = async (github, path, ref) => {
  const found = await orNull(github.rest("GET", `/contents/${path}?ref=${encodeURIComponent(ref)}`, `${path} was read`));
  if (found === null) return null;
  return Buffer.from(required(textAt(found, "content"), `the content of ${path}`), "base64").toString();
};
var readOwnersErrors = async (github, ref) => {
  const query = `?ref=${encodeURIComponent(ref)}`;
  const answer = await orNull(github.rest("GET", `/codeowners/errors${query}`, "the errors of CODEOWNERS were read"));
  return list(at(answer ?? {}, "errors")).map((error) => ({
    path: textAt(error, "path") ?? "CODEOWNERS",
    line: numberAt(error, "line"),
    column: numberAt(error, "column"),
    source: textAt(error, "source") ?? "",
    kind: textAt(error, "kind") ?? "unknown error"
  }));
};
var numberAt = (error, key) => {
  const value = at(error, key);
  return typeof value === "number" ? value : 1;
};

// src/commands/doctor.ts
var FOLDER = ".github/workflows";
var doctor = async (github, { checkout, progress }) => {
  const files = await readFiles(checkout);
  progress(`looking at ${files.length} workflows and at the settings of ${github.owner}/${github.repo}`);
  const read = readWorkflows(files);
  const environments = read.workflows.flatMap(
    (workflow) => workflow.jobs.flatMap((job) => job.commands.size > 0 ? environmentsOf(workflow, job) : [])
  );
  return diagnose(read, await readSettings(github, [...new Set(environments)].sort()));
};
var readFiles = async (checkout) => {
  const names = (await readdir(join(checkout, FOLDER)).catch(noFolder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  return await Promise.all(
    names.map(async (name) => ({
      file: `${FOLDER}/${name}`,
      text: await readFile(join(checkout, FOLDER, name), "utf8")
    }))
  );
};
var noFolder = (error) => {
  if (error.code === "ENOENT") return [];
  throw error;
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
  const { seconds, interval, look: look2, evaluate: evaluate2, progress, stop } = waiting;
  const deadline = performance.now() + seconds * 1e3;
  const say = lineOnce(progress, deadline);
  let [gated, pause, due] = [first, interval, false];
  while (isOpen(gated)) {
    say(statusLine(gated.decision));
    const left = deadline - performance.now();
    if (left <= 0 || !await pauseFor(Math.min(pause * 1e3, left), stop)) return gated;
    try {
      const { head, changed } = await look2();
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
  const look2 = watchPullRequest(github, pullRequest);
  return await waitForDecision(first, { ...setting, seconds: waitSeconds, interval: waitInterval, look: look2, evaluate: evaluate2 });
};

export {
  statusOf,
  showDecision,
  gate,
  evaluate,
  renderDiagnosis,
  countsLine,
  placeText,
  doctor,
  waitWhilePending
};
