import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  STATUS_MARK,
  findSurfaces,
  fits,
  followOverride,
  identityLevel,
  messageOf,
  postComment,
  publish,
  readPullRequest,
  readRules,
  receiptComments,
  renderApplied,
  reviewPlan,
  setCommitStatus,
  statusLine,
  updateComment
} from "./chunk-2.js";
import {
  GENERATED,
  LiveReads,
  SecretsRead,
  Upstream,
  answerObject,
  changesBetween,
  cleanObject,
  decodeOwnRecord,
  decodeRecord,
  documentsOf,
  failure,
  helmFailure,
  indexManifest,
  isServerSideApply,
  leaves,
  maskAt,
  objectPath,
  onlyEventsOf,
  onlyNamed,
  openCluster,
  openWire,
  optionalPaths,
  planRedactor,
  recordName,
  recordObjectFromJson,
  recordRevision,
  rehearseTarget,
  reply,
  runOnWire,
  sameHooks,
  secretRead,
  waitsForSecrets,
  writtenPath
} from "./chunk-4.js";
import {
  isObject,
  sameJson,
  textAt
} from "./chunk-19.js";
import {
  GateError
} from "./chunk-17.js";
import {
  __callDispose,
  __using
} from "./chunk-1.js";

// src/helm/readBack.ts
var readBack = async (socketPath, { scope, record, grants }) => {
  const upstream = new Upstream(socketPath, "dry-runs-only");
  const last = new Map(
    grants.filter(({ queries }) => queries.length > 0).map((grant) => [grant.objectPath, grant.request.method])
  );
  const objects = await Promise.all(
    [...last].map(
      async ([path, method]) => [path, await isAsItShould(upstream, path, method).catch(() => null)]
    )
  );
  const found = await readRecord(upstream, scope, record.revision);
  upstream.close();
  return { record: found ?? null, isRecordKnown: found !== void 0, objects: new Map(objects) };
};
var isAsItShould = async (upstream, path, method) => {
  const answer = await upstream.readJson(path);
  if (answer.status !== 200 && answer.status !== 404) return null;
  if (answer.status === 404) return method === "DELETE";
  const leaving = textAt(answerObject(answer), "metadata", "deletionTimestamp") !== void 0;
  return method === "DELETE" ? leaving : !leaving;
};
var readRecord = async (upstream, { release, namespace, store }, revision) => {
  try {
    const answer = await upstream.readJson(`/api/v1/namespaces/${namespace}/${store}/${recordName(release, revision)}`);
    if (answer.status === 404) return null;
    if (answer.status !== 200) return void 0;
    return decodeRecord(recordObjectFromJson(store, answerObject(answer)).data["release"] ?? "");
  } catch {
    return void 0;
  }
};

// src/plan/sameManifest.ts
var sameManifest = (left, right, generated) => {
  if (left.manifest === right.manifest) return true;
  if (generated.isEmpty) return false;
  const [one, two] = [documentsOf2({ ...right, ...left }), documentsOf2(right)];
  if (one.size !== two.size) return false;
  return [...one].every(([key, document]) => {
    const other = two.get(key);
    if (other === void 0 || other.times !== document.times || document.times > 1) return false;
    const [kind, name] = [textAt(document.object, "kind") ?? "", textAt(document.object, "metadata", "name") ?? ""];
    return sameJson(generated.mask(kind, name, document.object), generated.mask(kind, name, other.object));
  });
};
var documentsOf2 = (release) => indexManifest({ ...release, hooks: [] }).documents;

// src/wire/faultNow.ts
var faultNow = async (upstream, call, grant, live) => {
  const { method } = call.request;
  if (grant.unchanged !== null) {
    const changes = await changesSomething(upstream, call, grant.unchanged, await live());
    return changes ? "it changed nothing when it was rehearsed and would change something now" : null;
  }
  if (grant.effect === null) return null;
  if (method === "DELETE") return deleteFault(grant.effect, await live());
  return isServerSideApply(call.request) ? await applyFault(upstream, call, grant.effect, await live()) : null;
};
var versionOf = (object) => textAt(object, "metadata", "resourceVersion") ?? null;
var changesSomething = async (upstream, call, unchanged, live) => {
  if (call.request.method === "POST") return live === null;
  if (call.request.method === "DELETE") return live !== null;
  if (versionOf(live) === unchanged.resourceVersion) return false;
  if (live === null) return true;
  const after = await dryRun(upstream, call);
  return versionOf(after) !== versionOf(live) || !sameJson(after ?? void 0, live);
};
var deleteFault = ({ before }, live) => {
  if (live === null) return null;
  if (before === null) return "there was nothing to delete when it was rehearsed";
  const same = textAt(before, "metadata", "uid") === textAt(live, "metadata", "uid");
  return same ? null : "the object is not the one that was to be deleted";
};
var applyFault = async (upstream, call, { before, after, hasStatus }, live) => {
  if (before === null) return live === null ? null : "the object was to be made and is there already";
  if (live === null) return "the object was there when it was rehearsed";
  if (versionOf(live) === versionOf(before)) return null;
  const now = await dryRun(upstream, call);
  if (now === null) return null;
  const paths = (from, to) => changesBetween(cleanObject(from, hasStatus), cleanObject(to, hasStatus)).map(({ path }) => path);
  const rehearsed = new Set(paths(before, after));
  const more = paths(live, now).find((path) => !rehearsed.has(path));
  return more === void 0 ? null : `it would now change ${more}, too`;
};
var dryRun = async (upstream, call) => {
  const answer = await upstream.dryRun(call);
  return answer.status === 200 ? answerObject(answer) : null;
};

// src/wire/sameRequest.ts
var sameRequest = ({ request, optional, generated }, sent) => request.method === sent.method && request.path === sent.path && request.contentType === sent.contentType && sameJson(pairs(request.query), pairs(sent.query)) && (isDifference(request) ? samePatch(request.body, masked(sent.body, generated), optional) : sameJson(versionless(request.body), versionless(masked(sent.body, generated))));
var masked = (body, generated) => generated.reduce((value, segments) => maskAt(value, segments, GENERATED), body);
var pairs = (query) => query.map(([name, value]) => [name, value]);
var isDifference = ({ method, contentType }) => method === "PATCH" && (contentType ?? "").endsWith("merge-patch+json");
var samePatch = (granted, sent, optional) => {
  const wanted = new Map(leaves(granted).map(({ path, value }) => [path, value]));
  for (const { path, value } of leaves(sent)) {
    if (!wanted.has(path)) return false;
    const isOrder = path.endsWith("[*]") && optional.has(path);
    if (isOrder ? !keepsOrder(wanted.get(path), value) : !sameJson(wanted.get(path), value)) return false;
    wanted.delete(path);
  }
  return [...wanted.keys()].every((path) => optional.has(path));
};
var keepsOrder = (granted, sent) => {
  if (!Array.isArray(granted) || !Array.isArray(sent)) return sameJson(granted, sent);
  const left = [...granted];
  return sent.every((item) => {
    const place = left.indexOf(item);
    left.splice(0, place + 1);
    return place >= 0;
  });
};
var versionless = (body) => {
  if (!isObject(body) || !isObject(body["metadata"])) return body;
  const { resourceVersion: _, ...metadata } = body["metadata"];
  return { ...body, metadata };
};

// src/wire/Enforcement.ts
var FRESH_MILLISECONDS = 1500;
var BEFORE_RECORD = /* @__PURE__ */ new Set(["namespaces", "customresourcedefinitions"]);
var Enforcement = class {
  #upstream;
  #charter;
  #live;
  #unused;
  #sent = [];
  #refused = [];
  #secretsRead;
  #recordStored;
  constructor(upstream, charter) {
    this.#upstream = upstream;
    this.#charter = charter;
    this.#live = new LiveReads(upstream, FRESH_MILLISECONDS);
    this.#secretsRead = new SecretsRead(this.#live, charter.scope);
    this.#unused = new Set(charter.grants);
    this.#recordStored = charter.removes;
  }
  get seen() {
    return {
      sent: [...this.#sent],
      refused: [...this.#refused],
      recordStored: this.#recordStored,
      secretsRead: this.#secretsRead.all
    };
  }
  async handle(call) {
    return call.kind === "read" ? await this.#read(call) : reply(await this.#write(call));
  }
  refused({ reason }) {
    this.#refused.push({ method: "", path: "", reason, kind: "query" });
    return reply(failure(403, "Forbidden", `helm-query-gate: ${reason}`));
  }
  async #read(call) {
    const allowed = secretRead(call, this.#charter.scope);
    await this.#secretsRead.note(call);
    if (allowed === "yes" || this.#isOwn(call.path)) return await this.#pass(call);
    if (allowed === "no" && waitsForSecrets(call) && this.#recordStored) return await this.#ownSecrets(call);
    if (allowed === "no" || await this.#live.exists(call.path)) {
      return reply(failure(403, "Forbidden", "helm-query-gate: reading this Secret is not allowed [E_SECRET_READ]"));
    }
    return reply(failure(404, "NotFound", `secrets "${call.target?.name ?? ""}" not found`));
  }
  /** A single object is answered from a read of the same moment, unless this run has written to it since. */
  async #pass(call) {
    const isObject2 = call.target !== null && call.target.name !== null && call.target.subresource === null;
    if (isObject2 && call.query.size === 0) return reply(await this.#live.get(call));
    return { kind: "pipe", message: await this.#upstream.read(call) };
  }
  /** Of the Secrets of a namespace, a program that waits sees those that it writes, or may read by name. */
  async #ownSecrets({ target, path, query }) {
    const readable = [...this.#charter.scope.readableSecrets].filter((name) => name.startsWith(`${target?.namespace}/`));
    const written = this.#charter.grants.filter(({ objectPath: objectPath2 }) => objectPath2.startsWith(`${path}/`));
    const places = [...readable, ...written.map(({ objectPath: objectPath2 }) => objectPath2)];
    const names = new Set(places.map((place) => place.slice(place.lastIndexOf("/") + 1)));
    if (!query.has("watch")) return reply(onlyNamed(await this.#upstream.readJson(path, query), names));
    const message = await this.#upstream.read({ path, query, headers: { accept: "application/json" } });
    return { kind: "pipe", message, through: onlyEventsOf(names) };
  }
  // A Secret that this run makes may be read back.
  #isOwn(path) {
    return this.#charter.grants.some((grant) => grant.objectPath === path);
  }
  async #write(call) {
    const record = call.isOwnDryRun ? null : this.#recordFault(call);
    if (record === "fine") return await this.#send(call, "record", null);
    if (record !== null) return this.#refuse(call, record, "record");
    if (call.isOwnDryRun) return this.#refuse(call, "a dry run of its own is no part of the plan", "query");
    if (this.#refused.length > 0) return this.#refuse(call, "an earlier request of this run was refused", "query");
    if (!this.#recordStored && !BEFORE_RECORD.has(call.request.target.resource)) {
      return this.#refuse(call, "the release record comes first", "query");
    }
    const grant = [...this.#unused].find((candidate) => sameRequest(candidate, call.request));
    if (grant === void 0) return this.#refuse(call, "not an approved query", "query");
    this.#unused.delete(grant);
    const fault = await faultNow(this.#upstream, call, grant, async () => await this.#liveObject(grant.objectPath));
    if (fault !== null) return this.#refuse(call, fault, "query");
    return await this.#send(call, grant.unchanged === null ? "query" : "unchanged", grant);
  }
  async #send(call, kind, grant) {
    const { method, path } = call.request;
    const sent = { method, path, queries: grant?.queries ?? [], kind };
    try {
      this.#live.forget(writtenPath(call.request));
      const answer = await this.#upstream.write(call);
      this.#live.forget(writtenPath(call.request));
      this.#sent.push({ ...sent, status: answer.status });
      const failed = answer.status >= 400 && !(method === "DELETE" && answer.status === 404);
      if (failed && grant !== null) this.#unused.add(grant);
      if (kind === "record" && !failed && method === "POST") this.#recordStored = true;
      return answer;
    } catch (error) {
      this.#sent.push({ ...sent, status: 0 });
      if (grant !== null) this.#unused.add(grant);
      throw error;
    }
  }
  #refuse({ request: { method, path } }, reason, kind) {
    this.#refused.push({ method, path, reason, kind });
    return failure(403, "Forbidden", `helm-query-gate: ${method} ${path} is not an approved query: ${reason}`);
  }
  /** `fine` for a write of a release record that may pass, the fault of one that may not, null for every other write. */
  #recordFault({ request, raw }) {
    const { release, namespace, store } = this.#charter.scope;
    const { target, method, contentType } = request;
    if (target.group !== "" || target.resource !== store || target.namespace !== namespace) return null;
    if (method === "DELETE") return this.#deletedRecordFault(recordRevision(release, target.name ?? ""));
    if (method === "PATCH") return null;
    const found = decodeOwnRecord(contentType ?? "", raw, { release, namespace, store });
    if (found === null) return null;
    const { record } = found;
    const known = [this.#charter.record, ...this.#charter.scope.earlier].find(
      ({ revision }) => revision === record.revision
    );
    if (known === void 0) return "the release stores a revision that was not rehearsed";
    if (!sameManifest(known, record, this.#charter.generated))
      return "the manifest of the release is not the approved one";
    return sameHooks(known.hooks, record.hooks) ? "fine" : "the hooks of the release are not the approved ones";
  }
  /** A removal may delete every record of the release, once its objects are gone; else only old ones go. */
  #deletedRecordFault(revision) {
    const { removes, scope } = this.#charter;
    if (revision === null || !removes) return oldRecord(revision, scope);
    if (revision > scope.newestRevision) return "the release stores a revision that was not rehearsed";
    const isDone = [...this.#unused].every(({ queries }) => queries.length === 0);
    return isDone ? "fine" : "objects of the release are still to be deleted";
  }
  async #liveObject(path) {
    this.#live.forget(path);
    return await this.#live.object(path);
  }
};
var oldRecord = (revision, { newestRevision, deployedRevision }) => {
  if (revision === null) return null;
  if (revision === deployedRevision) return "the record of the deployed revision may not be deleted";
  return revision <= newestRevision ? "fine" : "the record of this very revision may not be deleted";
};

// src/helm/runUnderCharter.ts
var runUnderCharter = async (operation, charter, socketPath, stop) => {
  const upstream = new Upstream(socketPath, "approved-writes");
  const enforcement = new Enforcement(upstream, charter);
  try {
    var _stack = [];
    try {
      const wire = __using(_stack, await openWire(upstream, enforcement, operation.namespace), true);
      const result = await runOnWire(operation, "run", wire, stop);
      return { result, enforced: enforcement.seen, trouble: null };
    } catch (_) {
      var _error = _, _hasError = true;
    } finally {
      var _promise = __callDispose(_stack, _error, _hasError);
      _promise && await _promise;
    }
  } catch (trouble) {
    return { result: null, enforced: enforcement.seen, trouble };
  }
};

// src/plan/differingInputs.ts
var differingInputs = (shown, applied) => {
  const keyOf = ({ kind, path }) => `${kind} ${path}`;
  const [was, is] = [shown, applied].map((inputs) => new Map(inputs.map((input) => [keyOf(input), input])));
  const all = new Map([...was ?? [], ...is ?? []]);
  return [...all].flatMap(([key, { kind, path }]) => {
    const [before, after] = [was?.get(key)?.digest ?? null, is?.get(key)?.digest ?? null];
    return before === after ? [] : [{ kind, path, shown: before, applied: after }];
  });
};

// src/plan/makeGrants.ts
var makeGrants = ({ exchanges, baseline, record, generated }, origins) => {
  const manifests = { baseline: indexManifest(baseline), next: indexManifest(record) };
  const made = /* @__PURE__ */ new Set();
  return exchanges.filter(({ outcome }) => outcome.kind !== "refused").map((exchange) => {
    const queries = origins.get(exchange) ?? [];
    const documents = documentsOf(exchange, manifests);
    const version = exchange.before === null ? null : textAt(exchange.before, "metadata", "resourceVersion") ?? null;
    const path = objectPath(exchange.request.target, exchange.name);
    const { before, after, hasStatus } = exchange;
    const effect = made.has(path) ? null : { before, after, hasStatus };
    if (before === null && exchange.request.method !== "DELETE") made.add(path);
    return {
      request: exchange.request,
      queries,
      optional: new Set(optionalPaths(exchange, documents)),
      generated: generated.segments(exchange.kind, exchange.name),
      objectPath: path,
      unchanged: queries.length > 0 ? null : { resourceVersion: version },
      effect
    };
  });
};

// src/commands/makeReceipt.ts
var openReceipt = ({ plan, pull, decision, inputs, startedAt }) => ({
  schemaVersion: 1,
  planDigest: plan.digest,
  target: plan.target.name,
  pullRequest: pull.number,
  head: pull.head,
  identityLevel: identityLevel(pull.viewer),
  result: "applying",
  code: null,
  sentence: `Applying ${plan.queries.length} queries; if this stays here, the runner was lost and helm status tells what it did.`,
  revision: { before: plan.release.newest?.revision ?? null, after: null, status: null },
  startedAt,
  seconds: 0,
  override: decision.override === null ? null : { login: decision.override.login, url: decision.override.url, reason: decision.override.reason },
  queries: decision.queries.map(({ query, approvals }) => ({
    number: query.number,
    digest: query.digest,
    verb: query.verb,
    object: query.object,
    outcome: "unknown",
    readBack: null,
    approvals: approvals.map(({ login, id, remark, url, at }) => ({ login, id, remark, url, at }))
  })),
  requests: { query: 0, unchanged: 0, record: 0 },
  refused: [],
  inputs,
  spent: decision.queries.flatMap(
    ({ query, approvals }) => [...approvals, ...decision.override === null ? [] : [decision.override]].map(({ remark }) => ({
      query: query.digest,
      remark
    }))
  )
});
var finishReceipt = (opened, ending) => {
  const { operated, state, mask } = ending;
  const { sent, refused } = operated.enforced;
  const result = resultOf(ending);
  const { code, sentence } = explain(result, ending);
  const count = (kind) => sent.filter((write) => write.kind === kind).length;
  return {
    ...opened,
    result,
    code,
    sentence: mask(sentence),
    revision: {
      before: opened.revision.before,
      after: state.record?.revision ?? null,
      status: state.record?.status ?? null
    },
    queries: opened.queries.map((query) => outcomeOf(query, ending)),
    requests: { query: count("query"), unchanged: count("unchanged"), record: count("record") },
    refused: refused.map(({ method, path, reason }) => ({ method, path, reason: mask(reason) })),
    // Where nothing went out, nothing was used up.
    spent: result === "refused" ? [] : opened.spent
  };
};
var resultOf = ({ operated, state, revision }) => {
  const { sent } = operated.enforced;
  if (operated.result?.exitCode === 0 && operated.trouble === null) {
    return isAsItShould2(state, revision) ? "applied" : "unknown";
  }
  if (sent.length === 0) return "refused";
  return sent.some(({ status }) => status === 0) ? "unknown" : "failed";
};
var isAsItShould2 = ({ record, isRecordKnown }, revision) => {
  if (revision === null) return isRecordKnown && (record === null || record.status === "uninstalled");
  return record?.revision === revision && record.status === "deployed";
};
var explain = (result, { operated, state, revision, mask }) => {
  const wanted = revision === null ? "the release is removed" : `the release is at revision ${revision}, deployed`;
  if (result === "applied") return { code: null, sentence: `Applied: ${wanted}.` };
  const { refused } = operated.enforced;
  const [first] = refused;
  if (first?.kind === "record") return { code: "E_RELEASE_DIFFERS", sentence: `Nothing was written: ${first.reason}.` };
  if (first !== void 0)
    return { code: "E_NOT_A_QUERY", sentence: `Stopped at ${first.method} ${first.path}: ${first.reason}.` };
  if (operated.trouble instanceof GateError) return { code: operated.trouble.code, sentence: operated.trouble.sentence };
  if (operated.result !== null && operated.result.exitCode !== 0) {
    const failed = helmFailure(operated.result, "helm", mask);
    return { code: failed.code, sentence: failed.sentence };
  }
  const seen = state.record === null ? "there is no such revision" : `revision ${state.record.revision} is ${state.record.status}`;
  return {
    code: "E_READ_BACK",
    sentence: `Helm reported success, but ${seen}; it should be that ${wanted}.`
  };
};
var outcomeOf = (query, { operated, state }) => {
  const tries = operated.enforced.sent.filter(({ queries }) => queries.includes(query.digest));
  const writes = tries.filter(
    (write, index) => !tries.some((later, place) => place > index && later.method === write.method && later.path === write.path)
  );
  const failed = writes.find(({ status }) => status === 0 || status >= 400 && status !== 404);
  if (query.verb === "keep") return { ...query, outcome: "left" };
  const outcome = writes.length === 0 ? "not sent" : failed === void 0 ? "applied" : failed.status === 0 ? "unknown" : "failed";
  const path = writes.at(-1)?.path;
  const known = [...state.objects].find(([object]) => object === path || object === `${path}/${query.object.name}`);
  return { ...query, outcome, readBack: outcome === "applied" ? known?.[1] ?? null : null };
};

// src/commands/refusalOf.ts
var refusalOf = (decision, pull, plan) => {
  const differences = differencesTo(pull, plan);
  if (decision.reason === "REJECTED")
    return new GateError("E_REJECTED", `The plan is ${statusLine(decision)}.`, "Nothing was applied.");
  if (decision.reason === "BLOCKED_BY_CLUSTER") {
    return new GateError(
      "E_BLOCKED",
      `The plan is ${statusLine(decision)}.`,
      "Nothing was applied. Change the chart so that the cluster takes it."
    );
  }
  if (decision.reason === "UNAPPROVABLE") {
    const reason = plan.queries.find(({ unapprovable }) => unapprovable !== null)?.unapprovable?.message ?? "";
    return new GateError(
      "E_UNAPPROVABLE",
      `The plan has a query that cannot be approved: ${reason}`,
      "Nothing was applied."
    );
  }
  if (differences !== null) {
    return new GateError(
      "E_PLAN_STALE",
      `The fresh plan is not the one on the pull request: ${differences}.`,
      "Nothing was applied. Comment /gate plan, look at the new list, and approve it."
    );
  }
  return new GateError(
    "E_NOT_APPROVED",
    `The plan is not approved: ${statusLine(decision)}.`,
    "Nothing was applied. Approve what is missing."
  );
};
var differencesTo = ({ ownComments }, plan) => {
  const shown = findSurfaces(ownComments).flatMap(({ surface }) => surface ?? []).at(-1);
  if (shown === void 0 || shown.digest === plan.digest) return null;
  const only = (mine, theirs) => {
    const digests = new Set(theirs.map(({ digest }) => digest));
    return mine.filter(({ digest }) => !digests.has(digest)).map(({ verb, object }) => `${verb} ${object.kind} ${object.name}`).join(", ") || "nothing";
  };
  return `only now: ${only(plan.queries, shown.queries)}; only on the list: ${only(shown.queries, plan.queries)}`;
};

// src/commands/showReceipt.ts
var postReceipt = async (github, pull, opened) => {
  const [body = "", ...more] = receiptComments(opened);
  const others = [];
  for (const each of more) others.push(await postComment(github, pull, each));
  const first = await postComment(github, pull, body);
  return { first, comments: [first, ...others], opened };
};
var updateReceipt = async (github, { comments, opened }, finished) => {
  const before = receiptComments(opened);
  for (const [index, body] of receiptComments(finished, opened.spent).entries()) {
    const comment = comments[index];
    if (comment !== void 0 && body !== before[index]) await updateComment(github, comment.databaseId, body);
  }
};

// src/commands/apply.ts
var apply = async (github, inputs, setting) => {
  var _stack = [];
  try {
    if (inputs.baseline === "git") {
      throw new GateError("E_PREVIEW", "A preview cannot be applied.", "Apply with `baseline: cluster`.");
    }
    const pull = await readPullRequest(github, inputs.pullRequest);
    const rules = await readRules(github, pull, inputs);
    refuseState(pull, rules);
    refusePlace(setting, rules);
    const cluster = __using(_stack, await openCluster(inputs, setting), true);
    const target = await rehearseTarget(cluster);
    const asked = { pull: await readAgain(github, pull), workflow: inputs };
    const decision = await reviewPlan(github, asked, target.plan, rules);
    if (decision === null) {
      throw new GateError(
        "E_HEAD_MOVED",
        `Pull request ${pull.number} moved while it was evaluated.`,
        "The next run decides on what it is now."
      );
    }
    if (decision.state !== "approved") {
      if (pull.state === "MERGED") await publish(github, inputs, target.plan, setting);
      throw refusalOf(decision, pull, target.plan);
    }
    if (inputs.strictInputs) refuseOtherInputs(pull, target.plan);
    await followOverride(github, { decision, surface: target.plan, pull });
    return await applyApproved(github, { target, pull, decision, socketPath: cluster.socketPath }, setting);
  } catch (_) {
    var _error = _, _hasError = true;
  } finally {
    var _promise = __callDispose(_stack, _error, _hasError);
    _promise && await _promise;
  }
};
var readAgain = async (github, { number, head, state, baseBranch, base }) => ({
  ...await readPullRequest(github, number),
  head,
  state,
  baseBranch,
  base
});
var refuseState = ({ number, state }, rules) => {
  const late = rules.some(({ policy }) => policy.applyWhen === "after-merge");
  const wanted = late ? "MERGED" : "OPEN";
  if (state === wanted) return;
  throw new GateError(
    "E_PULL_REQUEST_STATE",
    `Pull request ${number} is ${state.toLowerCase()}; this target is applied ${late ? "after" : "before"} merge.`,
    `Apply while it is ${wanted.toLowerCase()}, or change apply-when.`
  );
};
var refusePlace = ({ environment }, rules) => {
  const ref = environment["GITHUB_REF"] ?? "";
  const workflow = (environment["GITHUB_WORKFLOW_REF"] ?? "").replace(/^[^/]*\/[^/]*\//, "").replace(/@refs\/.*$/, "");
  for (const { policy } of rules) {
    const { refs, workflows } = policy.apply;
    if (refs.length > 0 && !fits(ref, refs)) throw placeError(`the ref ${ref}`);
    if (workflows.length > 0 && !fits(workflow, workflows)) throw placeError(`the workflow ${workflow}`);
  }
};
var placeError = (what) => new GateError(
  "E_APPLY_PLACE",
  `The configuration does not list ${what} among those that may apply.`,
  "Start the apply where it says, or list it under apply on the base branch."
);
var otherInputs = ({ ownComments }, plan) => {
  const shown = findSurfaces(ownComments).flatMap(({ surface }) => surface ?? []);
  return differingInputs(shown.at(-1)?.inputs ?? plan.inputs, plan.inputs);
};
var refuseOtherInputs = (pull, plan) => {
  const [first] = otherInputs(pull, plan);
  if (first === void 0) return;
  throw new GateError(
    "E_INPUTS_DIFFER",
    `${first.path === "" ? `The ${first.kind}` : first.path} is not what the list was made from, though the queries are the same.`,
    "Nothing was applied. Comment /gate plan, look at the new list, and approve it."
  );
};
var applyApproved = async (github, approved, setting) => {
  const { target, pull, decision } = approved;
  const startedAt = setting.now();
  const opened = openReceipt({
    plan: target.plan,
    pull,
    decision,
    inputs: otherInputs(pull, target.plan),
    startedAt: startedAt.toISOString()
  });
  if (isIdle(target))
    return { ...opened, result: "nothing-to-do", sentence: "The cluster and the release are as they should be." };
  const shown = await postReceipt(github, pull.number, opened);
  const receipt = await run(approved, opened, setting);
  const finished = { ...receipt, seconds: Math.round((setting.now().getTime() - startedAt.getTime()) / 1e3) };
  try {
    await updateReceipt(github, shown, finished);
    const status = pull.ownComments.find(({ body }) => body.endsWith(STATUS_MARK));
    if (status !== void 0) await updateComment(github, status.databaseId, renderApplied(finished, shown.first.url));
    await setCommitStatus(github, pull.head, {
      state: finished.result === "applied" || finished.result === "nothing-to-do" ? "success" : "failure",
      context: `helm-query-gate/${target.plan.target.name}`,
      description: `${finished.result}: ${finished.sentence}`,
      url: shown.first.url
    });
  } catch (error) {
    setting.progress(`the receipt could not be shown on the pull request: ${messageOf(error)}`);
  }
  return finished;
};
var isIdle = ({ plan, facts: { newest, baseline, record } }) => plan.target.operation === "upgrade" && plan.queries.length === 0 && baseline !== null && newest?.revision === baseline.revision && baseline.manifest === record.manifest && baseline.chart.version === record.chart.version && sameJson(baseline.values, record.values);
var run = async ({ target, socketPath }, opened, setting) => {
  const { facts, origins, operation, scope, plan, stored } = target;
  setting.progress(`applying ${plan.queries.length} approved queries of plan ${plan.digest.slice(7, 39)}`);
  const charter = {
    scope,
    record: stored,
    removes: operation.kind === "uninstall",
    generated: facts.generated,
    grants: makeGrants(facts, origins)
  };
  const operated = await runUnderCharter(operation, charter, socketPath, setting.stop);
  const state = await readBack(socketPath, charter);
  const { secretsRead } = operated.enforced;
  return finishReceipt(opened, {
    operated,
    state,
    revision: charter.removes ? null : stored.revision,
    mask: planRedactor({ ...facts, secretsRead: [...facts.secretsRead, ...secretsRead] }).text
  });
};

export {
  apply
};
