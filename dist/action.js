import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  countsLine,
  doctor,
  evaluate,
  gate,
  placeText,
  renderDiagnosis,
  showDecision,
  statusOf,
  waitWhilePending
} from "./chunk-11.js";
import {
  asGateError,
  paintWith
} from "./chunk-18.js";
import {
  logLine,
  parseCommandName,
  parseConnection,
  parseGateInputs,
  parsePlanInputs
} from "./chunk-16.js";
import {
  inputsOfTarget
} from "./chunk-14.js";
import {
  actionInputs
} from "./chunk-13.js";
import {
  GitHub,
  STATUS_MARK,
  addReaction,
  copyLine,
  identityLevel,
  mayWrite,
  messageOf,
  missingWords,
  needLines,
  numberAt,
  parseCommand,
  planId,
  postComment,
  publish,
  readHead,
  readPullRequest,
  readVoters,
  renderReceipt,
  renderSurface,
  require_tunnel,
  require_undici,
  required,
  ruleFiles,
  setCommitStatus,
  statusLine,
  stillNeeds,
  surfaceOf,
  updateComment
} from "./chunk-2.js";
import {
  CONFIG_PATH,
  rulesAtEach
} from "./chunk-15.js";
import {
  parseConfig
} from "./chunk-7.js";
import {
  at,
  textAt
} from "./chunk-19.js";
import "./chunk-5.js";
import "./chunk-3.js";
import {
  parseJson
} from "./chunk-20.js";
import {
  GateError
} from "./chunk-17.js";
import "./chunk-23.js";
import {
  codeSpan,
  fence
} from "./chunk-22.js";
import "./chunk-24.js";
import {
  stringifyJson
} from "./chunk-21.js";
import "./chunk-6.js";
import {
  __toESM
} from "./chunk-1.js";

// src/action.ts
import { readFile as readFile2, writeFile as writeFile2 } from "node:fs/promises";
import { join } from "node:path";

// node_modules/@actions/core/lib/command.js
import * as os from "os";

// node_modules/@actions/core/lib/utils.js
function toCommandValue(input) {
  if (input === null || input === void 0) {
    return "";
  } else if (typeof input === "string" || input instanceof String) {
    return input;
  }
  return JSON.stringify(input);
}
function toCommandProperties(annotationProperties) {
  if (!Object.keys(annotationProperties).length) {
    return {};
  }
  return {
    title: annotationProperties.title,
    file: annotationProperties.file,
    line: annotationProperties.startLine,
    endLine: annotationProperties.endLine,
    col: annotationProperties.startColumn,
    endColumn: annotationProperties.endColumn
  };
}

// node_modules/@actions/core/lib/command.js
function issueCommand(command, properties, message) {
  const cmd = new Command(command, properties, message);
  process.stdout.write(cmd.toString() + os.EOL);
}
var CMD_STRING = "::";
var Command = class {
  constructor(command, properties, message) {
    if (!command) {
      command = "missing.command";
    }
    this.command = command;
    this.properties = properties;
    this.message = message;
  }
  toString() {
    let cmdStr = CMD_STRING + this.command;
    if (this.properties && Object.keys(this.properties).length > 0) {
      cmdStr += " ";
      let first = true;
      for (const key in this.properties) {
        if (this.properties.hasOwnProperty(key)) {
          const val = this.properties[key];
          if (val) {
            if (first) {
              first = false;
            } else {
              cmdStr += ",";
            }
            cmdStr += `${key}=${escapeProperty(val)}`;
          }
        }
      }
    }
    cmdStr += `${CMD_STRING}${escapeData(this.message)}`;
    return cmdStr;
  }
};
function escapeData(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(s) {
  return toCommandValue(s).replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// node_modules/@actions/core/lib/file-command.js
import * as crypto from "crypto";
import * as fs from "fs";
import * as os2 from "os";
function issueFileCommand(command, message) {
  const filePath = process.env[`GITHUB_${command}`];
  if (!filePath) {
    throw new Error(`Unable to find environment variable for file command ${command}`);
  }
  if (!fs.existsSync(filePath)) {
    throw new Error(`Missing file at path: ${filePath}`);
  }
  fs.appendFileSync(filePath, `${toCommandValue(message)}${os2.EOL}`, {
    encoding: "utf8"
  });
}
function prepareKeyValueMessage(key, value) {
  const delimiter = `ghadelimiter_${crypto.randomUUID()}`;
  const convertedValue = toCommandValue(value);
  if (key.includes(delimiter)) {
    throw new Error(`Unexpected input: name should not contain the delimiter "${delimiter}"`);
  }
  if (convertedValue.includes(delimiter)) {
    throw new Error(`Unexpected input: value should not contain the delimiter "${delimiter}"`);
  }
  return `${key}<<${delimiter}${os2.EOL}${convertedValue}${os2.EOL}${delimiter}`;
}

// node_modules/@actions/core/lib/core.js
import * as os4 from "os";

// node_modules/@actions/http-client/lib/index.js
var tunnel = __toESM(require_tunnel(), 1);
var import_undici = __toESM(require_undici(), 1);
var HttpCodes;
(function(HttpCodes2) {
  HttpCodes2[HttpCodes2["OK"] = 200] = "OK";
  HttpCodes2[HttpCodes2["MultipleChoices"] = 300] = "MultipleChoices";
  HttpCodes2[HttpCodes2["MovedPermanently"] = 301] = "MovedPermanently";
  HttpCodes2[HttpCodes2["ResourceMoved"] = 302] = "ResourceMoved";
  HttpCodes2[HttpCodes2["SeeOther"] = 303] = "SeeOther";
  HttpCodes2[HttpCodes2["NotModified"] = 304] = "NotModified";
  HttpCodes2[HttpCodes2["UseProxy"] = 305] = "UseProxy";
  HttpCodes2[HttpCodes2["SwitchProxy"] = 306] = "SwitchProxy";
  HttpCodes2[HttpCodes2["TemporaryRedirect"] = 307] = "TemporaryRedirect";
  HttpCodes2[HttpCodes2["PermanentRedirect"] = 308] = "PermanentRedirect";
  HttpCodes2[HttpCodes2["BadRequest"] = 400] = "BadRequest";
  HttpCodes2[HttpCodes2["Unauthorized"] = 401] = "Unauthorized";
  HttpCodes2[HttpCodes2["PaymentRequired"] = 402] = "PaymentRequired";
  HttpCodes2[HttpCodes2["Forbidden"] = 403] = "Forbidden";
  HttpCodes2[HttpCodes2["NotFound"] = 404] = "NotFound";
  HttpCodes2[HttpCodes2["MethodNotAllowed"] = 405] = "MethodNotAllowed";
  HttpCodes2[HttpCodes2["NotAcceptable"] = 406] = "NotAcceptable";
  HttpCodes2[HttpCodes2["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
  HttpCodes2[HttpCodes2["RequestTimeout"] = 408] = "RequestTimeout";
  HttpCodes2[HttpCodes2["Conflict"] = 409] = "Conflict";
  HttpCodes2[HttpCodes2["Gone"] = 410] = "Gone";
  HttpCodes2[HttpCodes2["TooManyRequests"] = 429] = "TooManyRequests";
  HttpCodes2[HttpCodes2["InternalServerError"] = 500] = "InternalServerError";
  HttpCodes2[HttpCodes2["NotImplemented"] = 501] = "NotImplemented";
  HttpCodes2[HttpCodes2["BadGateway"] = 502] = "BadGateway";
  HttpCodes2[HttpCodes2["ServiceUnavailable"] = 503] = "ServiceUnavailable";
  HttpCodes2[HttpCodes2["GatewayTimeout"] = 504] = "GatewayTimeout";
})(HttpCodes || (HttpCodes = {}));
var Headers;
(function(Headers2) {
  Headers2["Accept"] = "accept";
  Headers2["ContentType"] = "content-type";
})(Headers || (Headers = {}));
var MediaTypes;
(function(MediaTypes2) {
  MediaTypes2["ApplicationJson"] = "application/json";
})(MediaTypes || (MediaTypes = {}));
var HttpRedirectCodes = [
  HttpCodes.MovedPermanently,
  HttpCodes.ResourceMoved,
  HttpCodes.SeeOther,
  HttpCodes.TemporaryRedirect,
  HttpCodes.PermanentRedirect
];
var HttpResponseRetryCodes = [
  HttpCodes.BadGateway,
  HttpCodes.ServiceUnavailable,
  HttpCodes.GatewayTimeout
];

// node_modules/@actions/core/lib/summary.js
import { EOL as EOL3 } from "os";
import { constants, promises } from "fs";
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve2) {
      resolve2(value);
    });
  }
  return new (P || (P = Promise))(function(resolve2, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve2(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
var { access, appendFile, writeFile } = promises;
var SUMMARY_ENV_VAR = "GITHUB_STEP_SUMMARY";
var Summary = class {
  constructor() {
    this._buffer = "";
  }
  /**
   * Finds the summary file path from the environment, rejects if env var is not found or file does not exist
   * Also checks r/w permissions.
   *
   * @returns step summary file path
   */
  filePath() {
    return __awaiter(this, void 0, void 0, function* () {
      if (this._filePath) {
        return this._filePath;
      }
      const pathFromEnv = process.env[SUMMARY_ENV_VAR];
      if (!pathFromEnv) {
        throw new Error(`Unable to find environment variable for $${SUMMARY_ENV_VAR}. Check if your runtime environment supports job summaries.`);
      }
      try {
        yield access(pathFromEnv, constants.R_OK | constants.W_OK);
      } catch (_a) {
        throw new Error(`Unable to access summary file: '${pathFromEnv}'. Check if the file has correct read/write permissions.`);
      }
      this._filePath = pathFromEnv;
      return this._filePath;
    });
  }
  /**
   * Wraps content in an HTML tag, adding any HTML attributes
   *
   * @param {string} tag HTML tag to wrap
   * @param {string | null} content content within the tag
   * @param {[attribute: string]: string} attrs key-value list of HTML attributes to add
   *
   * @returns {string} content wrapped in HTML element
   */
  wrap(tag, content, attrs = {}) {
    const htmlAttrs = Object.entries(attrs).map(([key, value]) => ` ${key}="${value}"`).join("");
    if (!content) {
      return `<${tag}${htmlAttrs}>`;
    }
    return `<${tag}${htmlAttrs}>${content}</${tag}>`;
  }
  /**
   * Writes text in the buffer to the summary buffer file and empties buffer. Will append by default.
   *
   * @param {SummaryWriteOptions} [options] (optional) options for write operation
   *
   * @returns {Promise<Summary>} summary instance
   */
  write(options) {
    return __awaiter(this, void 0, void 0, function* () {
      const overwrite = !!(options === null || options === void 0 ? void 0 : options.overwrite);
      const filePath = yield this.filePath();
      const writeFunc = overwrite ? writeFile : appendFile;
      yield writeFunc(filePath, this._buffer, { encoding: "utf8" });
      return this.emptyBuffer();
    });
  }
  /**
   * Clears the summary buffer and wipes the summary file
   *
   * @returns {Summary} summary instance
   */
  clear() {
    return __awaiter(this, void 0, void 0, function* () {
      return this.emptyBuffer().write({ overwrite: true });
    });
  }
  /**
   * Returns the current summary buffer as a string
   *
   * @returns {string} string of summary buffer
   */
  stringify() {
    return this._buffer;
  }
  /**
   * If the summary buffer is empty
   *
   * @returns {boolen} true if the buffer is empty
   */
  isEmptyBuffer() {
    return this._buffer.length === 0;
  }
  /**
   * Resets the summary buffer without writing to summary file
   *
   * @returns {Summary} summary instance
   */
  emptyBuffer() {
    this._buffer = "";
    return this;
  }
  /**
   * Adds raw text to the summary buffer
   *
   * @param {string} text content to add
   * @param {boolean} [addEOL=false] (optional) append an EOL to the raw text (default: false)
   *
   * @returns {Summary} summary instance
   */
  addRaw(text, addEOL = false) {
    this._buffer += text;
    return addEOL ? this.addEOL() : this;
  }
  /**
   * Adds the operating system-specific end-of-line marker to the buffer
   *
   * @returns {Summary} summary instance
   */
  addEOL() {
    return this.addRaw(EOL3);
  }
  /**
   * Adds an HTML codeblock to the summary buffer
   *
   * @param {string} code content to render within fenced code block
   * @param {string} lang (optional) language to syntax highlight code
   *
   * @returns {Summary} summary instance
   */
  addCodeBlock(code, lang) {
    const attrs = Object.assign({}, lang && { lang });
    const element = this.wrap("pre", this.wrap("code", code), attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML list to the summary buffer
   *
   * @param {string[]} items list of items to render
   * @param {boolean} [ordered=false] (optional) if the rendered list should be ordered or not (default: false)
   *
   * @returns {Summary} summary instance
   */
  addList(items, ordered = false) {
    const tag = ordered ? "ol" : "ul";
    const listItems = items.map((item) => this.wrap("li", item)).join("");
    const element = this.wrap(tag, listItems);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML table to the summary buffer
   *
   * @param {SummaryTableCell[]} rows table rows
   *
   * @returns {Summary} summary instance
   */
  addTable(rows) {
    const tableBody = rows.map((row) => {
      const cells = row.map((cell) => {
        if (typeof cell === "string") {
          return this.wrap("td", cell);
        }
        const { header, data, colspan, rowspan } = cell;
        const tag = header ? "th" : "td";
        const attrs = Object.assign(Object.assign({}, colspan && { colspan }), rowspan && { rowspan });
        return this.wrap(tag, data, attrs);
      }).join("");
      return this.wrap("tr", cells);
    }).join("");
    const element = this.wrap("table", tableBody);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds a collapsable HTML details element to the summary buffer
   *
   * @param {string} label text for the closed state
   * @param {string} content collapsable content
   *
   * @returns {Summary} summary instance
   */
  addDetails(label, content) {
    const element = this.wrap("details", this.wrap("summary", label) + content);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML image tag to the summary buffer
   *
   * @param {string} src path to the image you to embed
   * @param {string} alt text description of the image
   * @param {SummaryImageOptions} options (optional) addition image attributes
   *
   * @returns {Summary} summary instance
   */
  addImage(src, alt, options) {
    const { width, height } = options || {};
    const attrs = Object.assign(Object.assign({}, width && { width }), height && { height });
    const element = this.wrap("img", null, Object.assign({ src, alt }, attrs));
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML section heading element
   *
   * @param {string} text heading text
   * @param {number | string} [level=1] (optional) the heading level, default: 1
   *
   * @returns {Summary} summary instance
   */
  addHeading(text, level) {
    const tag = `h${level}`;
    const allowedTag = ["h1", "h2", "h3", "h4", "h5", "h6"].includes(tag) ? tag : "h1";
    const element = this.wrap(allowedTag, text);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML thematic break (<hr>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addSeparator() {
    const element = this.wrap("hr", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML line break (<br>) to the summary buffer
   *
   * @returns {Summary} summary instance
   */
  addBreak() {
    const element = this.wrap("br", null);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML blockquote to the summary buffer
   *
   * @param {string} text quote text
   * @param {string} cite (optional) citation url
   *
   * @returns {Summary} summary instance
   */
  addQuote(text, cite) {
    const attrs = Object.assign({}, cite && { cite });
    const element = this.wrap("blockquote", text, attrs);
    return this.addRaw(element).addEOL();
  }
  /**
   * Adds an HTML anchor tag to the summary buffer
   *
   * @param {string} text link text/content
   * @param {string} href hyperlink
   *
   * @returns {Summary} summary instance
   */
  addLink(text, href) {
    const element = this.wrap("a", text, { href });
    return this.addRaw(element).addEOL();
  }
};
var _summary = new Summary();
var summary = _summary;

// node_modules/@actions/core/lib/platform.js
import os3 from "os";

// node_modules/@actions/io/lib/io-util.js
import * as fs2 from "fs";
var { chmod, copyFile, lstat, mkdir, open, readdir, rename, rm, rmdir, stat, symlink, unlink } = fs2.promises;
var IS_WINDOWS = process.platform === "win32";
var READONLY = fs2.constants.O_RDONLY;

// node_modules/@actions/exec/lib/toolrunner.js
var IS_WINDOWS2 = process.platform === "win32";

// node_modules/@actions/core/lib/platform.js
var platform = os3.platform();
var arch = os3.arch();

// node_modules/@actions/core/lib/core.js
var ExitCode;
(function(ExitCode2) {
  ExitCode2[ExitCode2["Success"] = 0] = "Success";
  ExitCode2[ExitCode2["Failure"] = 1] = "Failure";
})(ExitCode || (ExitCode = {}));
function setSecret(secret) {
  issueCommand("add-mask", {}, secret);
}
function getInput(name, options) {
  const val = process.env[`INPUT_${name.replace(/ /g, "_").toUpperCase()}`] || "";
  if (options && options.required && !val) {
    throw new Error(`Input required and not supplied: ${name}`);
  }
  if (options && options.trimWhitespace === false) {
    return val;
  }
  return val.trim();
}
function setOutput(name, value) {
  const filePath = process.env["GITHUB_OUTPUT"] || "";
  if (filePath) {
    return issueFileCommand("OUTPUT", prepareKeyValueMessage(name, value));
  }
  process.stdout.write(os4.EOL);
  issueCommand("set-output", { name }, toCommandValue(value));
}
function setFailed(message) {
  process.exitCode = ExitCode.Failure;
  error(message);
}
function error(message, properties = {}) {
  issueCommand("error", toCommandProperties(properties), message instanceof Error ? message.toString() : message);
}
function info(message) {
  process.stdout.write(message + os4.EOL);
}

// src/config/actionOutputs.ts
var actionOutputs = [
  "approved",
  "decision",
  "reason-code",
  "environment",
  "plan-digest",
  "pending",
  "rejected",
  "denied",
  "counts",
  "needed",
  "targets",
  "report-path",
  "pull-request",
  "pull-request-state",
  "pull-request-head",
  "same-repository",
  "result"
];

// src/config/outputsOf.ts
var NOTHING = {
  approved: "false",
  decision: "pending",
  "reason-code": "NO_SURFACE",
  environment: "",
  "plan-digest": "",
  pending: "[]",
  rejected: "[]",
  denied: "[]",
  counts: "{}",
  needed: "[]",
  targets: "[]",
  "report-path": "",
  "pull-request": "",
  "pull-request-state": "",
  "pull-request-head": "",
  "same-repository": "",
  result: "{}"
};
var outputsOf = ({ decision, plan, counts, environment, reportPath, error: error2 }) => {
  if (error2 !== null || decision === null) {
    const state = error2 === null ? {} : { decision: "error", "reason-code": error2 };
    const bare = {
      ...NOTHING,
      ...state,
      "plan-digest": plan?.digest ?? "",
      counts: JSON.stringify(counts ?? {}),
      "report-path": reportPath
    };
    return { ...bare, result: resultOf(bare) };
  }
  const approved = decision.state === "approved";
  const numbers = (state) => JSON.stringify(decision.queries.filter((query) => query.state === state).map(({ query }) => query.number));
  const needed = decision.queries.filter(({ state, query }) => state === "pending" && query.unapprovable === null).map(({ query, missing, needs }) => ({ query: query.number, missing, of: needs.map((need) => missingWords(need)) }));
  const outputs2 = {
    ...NOTHING,
    approved: String(approved),
    decision: decision.state,
    "reason-code": decision.reason,
    environment: approved ? environment : "",
    "plan-digest": plan?.digest ?? "",
    pending: numbers("pending"),
    rejected: numbers("rejected"),
    denied: numbers("denied"),
    counts: JSON.stringify(counts ?? {}),
    needed: JSON.stringify(needed),
    targets: JSON.stringify(
      plan === null ? [] : [
        {
          release: plan.target.release,
          namespace: plan.target.namespace,
          environment: plan.target.environment,
          approved
        }
      ]
    ),
    "report-path": reportPath,
    result: ""
  };
  return { ...outputs2, result: resultOf(outputs2) };
};
var outputsAfterApply = (receipt, environment, reportPath) => {
  const done = receipt.result === "applied" || receipt.result === "nothing-to-do";
  const outputs2 = {
    ...NOTHING,
    approved: String(done),
    decision: done ? "applied" : "error",
    "reason-code": done ? receipt.result.toUpperCase().replaceAll("-", "_") : receipt.code ?? "E_APPLY",
    environment: done ? environment : "",
    "plan-digest": receipt.planDigest,
    "report-path": reportPath
  };
  return { ...outputs2, result: resultOf(outputs2) };
};
var outputsOfResolved = (resolved) => {
  const outputs2 = {
    ...NOTHING,
    "reason-code": "RESOLVED",
    "pull-request": String(resolved.number),
    "pull-request-state": resolved.state,
    "pull-request-head": resolved.head,
    "same-repository": String(resolved.sameRepository)
  };
  return { ...outputs2, result: resultOf(outputs2) };
};
var outputsOfDoctor = (isWell, reportPath) => {
  const outputs2 = {
    ...NOTHING,
    "reason-code": isWell ? "NO_WEAKNESS" : "E_WEAKNESS",
    "report-path": reportPath
  };
  const decided = isWell ? outputs2 : { ...outputs2, decision: "error" };
  return { ...decided, result: resultOf(decided) };
};
var resultOf = (outputs2) => JSON.stringify({
  schemaVersion: 1,
  approved: outputs2.approved === "true",
  decision: outputs2.decision,
  reasonCode: outputs2["reason-code"],
  environment: outputs2.environment,
  planDigest: outputs2["plan-digest"],
  pending: JSON.parse(outputs2.pending),
  rejected: JSON.parse(outputs2.rejected),
  denied: JSON.parse(outputs2.denied),
  counts: JSON.parse(outputs2.counts)
});

// src/config/readEvent.ts
var NOTHING2 = {
  kind: "other",
  pullRequest: null,
  head: null,
  merged: false,
  groupHead: null,
  base: null,
  comment: null
};
var readEvent = (name, payload) => {
  if (name === "pull_request" || name === "pull_request_target") {
    const closed = textAt(payload, "action") === "closed";
    const merged = at(payload, "pull_request", "merged") === true;
    return { ...NOTHING2, kind: closed ? "closed" : "changed", pullRequest: numberAt2(payload, "pull_request"), merged };
  }
  if (name === "pull_request_review")
    return { ...NOTHING2, kind: "remark", pullRequest: numberAt2(payload, "pull_request") };
  if (name === "issue_comment" && at(payload, "issue", "pull_request") !== void 0) {
    return { ...NOTHING2, kind: "remark", pullRequest: numberAt2(payload, "issue"), comment: commentIn(payload) };
  }
  if (name === "workflow_run") return signal(payload);
  if (name === "merge_group") return group(payload);
  if (name === "schedule") return { ...NOTHING2, kind: "sweep" };
  if (name === "push") return moved(payload);
  return name === "workflow_dispatch" ? { ...NOTHING2, kind: "dispatch" } : NOTHING2;
};
var group = (payload) => {
  const ref = textAt(payload, "merge_group", "head_ref") ?? "";
  const number = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d+)-[0-9a-f]+$/.exec(ref)?.[1];
  const groupHead = textAt(payload, "merge_group", "head_sha") ?? null;
  if (number === void 0 || groupHead === null || textAt(payload, "action") !== "checks_requested") return NOTHING2;
  return { ...NOTHING2, kind: "group", pullRequest: Number(number), groupHead };
};
var moved = (payload) => {
  const branch = /^refs\/heads\/(.+)$/.exec(textAt(payload, "ref") ?? "")?.[1];
  return branch === void 0 || at(payload, "deleted") === true ? NOTHING2 : { ...NOTHING2, kind: "sweep", base: branch };
};
var OF_PULL_REQUEST = /* @__PURE__ */ new Set(["pull_request", "pull_request_review"]);
var signal = (payload) => {
  const run = at(payload, "workflow_run");
  if (textAt(payload, "action") !== "completed" || !OF_PULL_REQUEST.has(textAt(run, "event") ?? "")) return NOTHING2;
  const repositoryId = at(run, "head_repository", "id");
  const owner = textAt(run, "head_repository", "owner", "login");
  const branch = textAt(run, "head_branch");
  const sha = textAt(run, "head_sha");
  if (typeof repositoryId !== "number" || owner === void 0 || branch === void 0 || sha === void 0)
    return NOTHING2;
  return { ...NOTHING2, kind: "signal", head: { repositoryId, owner, branch, sha } };
};
var numberAt2 = (payload, key) => {
  const number = at(payload, key, "number");
  return typeof number === "number" ? number : null;
};
var commentIn = (payload) => {
  const id = at(payload, "comment", "id");
  if (textAt(payload, "action") !== "created" || typeof id !== "number") return null;
  return {
    databaseId: id,
    nodeId: textAt(payload, "comment", "node_id") ?? "",
    body: textAt(payload, "comment", "body") ?? ""
  };
};

// src/commands/runAction.ts
import { readFile } from "node:fs/promises";

// src/github/dispatchWorkflow.ts
var dispatchWorkflow = async (github, { workflow, branch, number }) => {
  await github.rest(
    "POST",
    `/actions/workflows/${encodeURIComponent(workflow)}/dispatches`,
    `the workflow ${workflow} was started`,
    { ref: branch, inputs: { "pull-request": String(number) } }
  );
};

// src/render/decisionDocument.ts
var decisionDocument = ({ decision, surface, pull }) => ({
  schemaVersion: 1,
  planDigest: surface?.digest ?? null,
  target: surface?.target.name ?? null,
  pullRequest: pull.number,
  head: pull.head,
  state: decision.state,
  reasonCode: decision.reason,
  identityLevel: identityLevel(pull.viewer),
  queries: decision.queries.map(({ query, state, needs, approvals, rejections, notCounted }) => ({
    number: query.number,
    digest: query.digest,
    verb: query.verb,
    object: `${query.object.kind} ${query.object.name}`,
    state,
    needs,
    approvals,
    rejections,
    notCounted
  })),
  remarks: decision.remarks,
  held: decision.held,
  override: decision.override,
  rules: decision.rules,
  notes: decision.notes
});

// src/render/renderSummary.ts
var MAX_CHARACTERS = 9e5;
var renderSummary = (plan) => {
  const text = renderSurface(surfaceOf(plan)).map((body) => body.replace(/\n\n<!-- helm-query-gate:surface [^\n]*$/, "")).join("\n\n");
  return text.length <= MAX_CHARACTERS ? text : `${plan.queries.length} queries: too many for a summary; the report shows them all.`;
};

// src/commands/asksForPlan.ts
var asksForPlan = async (github, { comment }, readPull) => {
  if (comment === null || parseCommand(comment.body)?.kind !== "plan") return false;
  const { remarks } = await readPull();
  const author = remarks.find(({ id }) => id === comment.nodeId)?.author;
  if (author === void 0 || author.id === null) return false;
  const [voter] = await readVoters(github, [author]);
  return voter !== void 0 && mayWrite(voter.permission);
};

// src/render/renderReply.ts
var HELP = [
  "Commands stand alone on the first line of a comment:",
  "",
  "```",
  "/approve 1 3 5-7 @<plan id>          approve these queries of that plan",
  "/approve all except 4 @<plan id>",
  "/reject 2 @<plan id> the reason",
  "/revoke 3 @<plan id>                 take back my own verdict",
  "/gate status | plan | help",
  "/gate override @<plan id> the reason break-glass, for the people whom the configuration lists",
  "```"
].join("\n");
var renderReply = (comment, decision, { level, planId: planId2 }) => {
  const command = parseCommand(comment.body);
  if (command === null) return null;
  if (command.kind === "help") return { text: `${HELP}

${inForce(decision)}` };
  if (command.kind === "status") return { text: status(decision, level) };
  if (command.kind === "plan") return { text: "" };
  const result = decision.remarks.find(({ remark }) => remark === comment.nodeId);
  if (result === void 0) return { text: `Nothing was counted: ${codeSpan(statusLine(decision))}` };
  const faults = result.sentences.some((sentence) => sentence.startsWith("Not counted"));
  if (faults) {
    const sentences = result.sentences.map((sentence) => codeSpan(sentence));
    return { text: [...sentences, ...whatIsLeft(decision, planId2)].join("\n\n") };
  }
  return command.kind === "reject" ? null : { text: "" };
};
var whatIsLeft = (decision, planId2) => decision.reason === "PENDING" ? [`Still needed: ${codeSpan(stillNeeds(decision.queries))}.`, copyLine(decision, planId2) ?? []].flat() : [];
var inForce = ({ queries, rules }) => {
  const [query] = queries;
  const where = rules.length === 0 ? "" : ` The rules stand in ${rules.map((place) => codeSpan(place)).join(" and ")}.`;
  const who = "Who opened this pull request, committed or pushed to it cannot approve it.";
  const needs = query?.needs.flatMap((need) => needLines(need)) ?? [];
  return [`${who}${where}`, ...needs.length === 0 ? [] : ["Needed per query:", needs.join("\n")]].join("\n\n");
};
var status = (decision, level) => {
  const open2 = decision.queries.filter(({ state }) => state === "pending" || state === "rejected");
  const trees = new Set(open2.map(({ needs }) => needs.flatMap((need) => needLines(need)).join("\n")));
  return [codeSpan(statusLine(decision)), ...trees, `Identity level ${level}.`].join("\n\n");
};

// src/commands/replyToComment.ts
var replyToComment = async (github, comment, { decision, surface, pull }, { progress }) => {
  if (comment === null) return;
  const reply = renderReply(comment, decision, {
    level: identityLevel(pull.viewer),
    planId: surface === null ? null : planId(surface)
  });
  if (reply === null) return;
  try {
    if (reply.text === "") await addReaction(github, comment.databaseId, "+1");
    else await postComment(github, pull.number, reply.text);
  } catch (error2) {
    progress(`the comment could not be answered: ${messageOf(error2)}`);
  }
};

// src/commands/auto.ts
var auto = async (github, inputs, setting) => {
  const { event, gateInputs } = inputs;
  if (event.kind === "closed" && !event.merged) return { planned: null, gated: null };
  if (event.kind === "changed" || event.kind === "dispatch") return await planAndGate(github, inputs, setting);
  if (event.kind === "group") return { planned: null, gated: await gate(github, gateInputs, null, event.groupHead) };
  if (event.kind !== "remark" && event.kind !== "closed") {
    throw new GateError(
      "E_EVENT",
      "This event is none that the gate acts on by itself.",
      "Set the input command, or run on pull_request, pull_request_review and issue_comment."
    );
  }
  await acknowledge(github, event, setting);
  const readPull = async () => await readPullRequest(github, gateInputs.pullRequest);
  const result = await asksForPlan(github, event, readPull) ? await planAndGate(github, inputs, setting) : { planned: null, gated: await gate(github, gateInputs, null) };
  if (result.gated !== null) await replyToComment(github, event.comment, result.gated, setting);
  return result;
};
var planAndGate = async (github, { planInputs, gateInputs }, setting) => {
  const { plan } = await import("./plan.js");
  const planned = await plan(planInputs, setting);
  await publish(github, gateInputs, planned.plan, setting);
  return { planned, gated: await gate(github, gateInputs, planned.plan) };
};
var acknowledge = async (github, { comment }, { progress }) => {
  if (comment === null || parseCommand(comment.body)?.kind !== "plan") return;
  try {
    await addReaction(github, comment.databaseId, "eyes");
  } catch (error2) {
    progress(`the comment could not be marked as seen: ${messageOf(error2)}`);
  }
};

// src/github/readPullState.ts
var readPullState = async (github, number) => {
  const answer = await github.rest("GET", `/pulls/${number}`, `pull request ${number} was read`);
  const state = required(textAt(answer, "state"), "the state of the pull request");
  const own = at(answer, "base", "repo", "id");
  return {
    number,
    state: at(answer, "merged") === true ? "merged" : state === "open" ? "open" : "closed",
    head: required(textAt(answer, "head", "sha"), "the head of the pull request"),
    // A fork that is gone has no repository any more.
    sameRepository: own !== void 0 && at(answer, "head", "repo", "id") === own
  };
};

// src/render/renderDiagnosisSummary.ts
var MAX_FINDINGS = 500;
var renderDiagnosisSummary = (diagnosis) => {
  const { findings } = diagnosis;
  const rest = findings.length - MAX_FINDINGS;
  return [
    `### Doctor: ${countsLine(diagnosis)}`,
    ...findings.slice(0, MAX_FINDINGS).map(findingBlock),
    ...rest > 0 ? [`${rest} more are in the document.`] : []
  ].join("\n\n");
};
var findingBlock = ({ code, severity, spot, sentence, fix }) => [
  `**${severity}** ${codeSpan(code)}${spot === null ? "" : ` at ${codeSpan(placeText(spot))}`}`,
  codeSpan(sentence),
  ...spot === null ? [] : [fence("yaml", spot.excerpt)],
  `Fix: ${codeSpan(fix)}`
].join("\n\n");

// src/github/readOpenPullRequests.ts
var PAGE = 100;
var readOpenPullRequests = async (github, base) => {
  const numbers = [];
  const into = base === null ? "" : `&base=${encodeURIComponent(base)}`;
  for (let page = 1; ; page += 1) {
    const path = `/pulls?state=open&sort=created&direction=asc&per_page=${PAGE}&page=${page}${into}`;
    const answer = await github.rest("GET", path, "the open pull requests were read");
    const pulls = Array.isArray(answer) ? answer : [];
    numbers.push(...pulls.map((pull) => numberAt(pull, "number", "the number of a pull request")));
    if (pulls.length < PAGE) return numbers;
  }
};

// src/commands/sweep.ts
var sweep = async (github, inputsFor, { base, replan }, { progress }) => {
  const failures = [];
  for (const number of await readOpenPullRequests(github, base)) {
    try {
      const inputs = inputsFor(number);
      const gated = await evaluate(github, inputs, null);
      if (gated.surface === null) continue;
      await showDecision(github, gated, { groupHead: null, checkRun: inputs.checkRun });
      progress(`pull request ${number}: ${gated.decision.reason}`);
      if (base !== null && replan !== "")
        await dispatchWorkflow(github, { workflow: replan, branch: gated.pull.defaultBranch, number });
    } catch (error2) {
      const failure = asGateError(error2);
      progress(`pull request ${number}: ${failure.message}`);
      failures.push(failure);
    }
  }
  const [first] = failures;
  if (first !== void 0) throw first;
};

// src/commands/runAside.ts
var runAside = async (run) => {
  const command = parseCommandName(run.inputs.command);
  if (run.event.kind === "sweep" && (command === "auto" || command === "gate")) return await sweepAll(run);
  if (command === "resolve") return await resolve(run);
  return command === "doctor" ? await examine(run) : null;
};
var sweepAll = async (run) => {
  const { inputs, event, setting } = run;
  const github = new GitHub(parseConnection(inputs, run));
  const inputsFor = (number) => parseGateInputs(inputs, { ...run, pullRequest: number });
  await sweep(github, inputsFor, { base: event.base, replan: inputs.replan }, setting);
  const nothing = { decision: null, plan: null, counts: null, environment: "", reportPath: "" };
  return { outputs: outputsOf({ ...nothing, error: null }), failure: null };
};
var resolve = async (run) => {
  const inputs = parseGateInputs(run.inputs, { ...run, pullRequest: run.event.pullRequest });
  const resolved = await readPullState(new GitHub(inputs), inputs.pullRequest);
  run.setting.progress(`pull request ${resolved.number} is ${resolved.state}`);
  return { outputs: outputsOfResolved(resolved), failure: null };
};
var examine = async (run) => {
  const diagnosis = await doctor(new GitHub(parseConnection(run.inputs, run)), run.setting);
  for (const line of renderDiagnosis(diagnosis, paintWith(false)).split("\n")) run.setting.progress(line);
  await run.summarise(renderDiagnosisSummary(diagnosis));
  const path = await run.save("diagnosis.json", stringifyJson(diagnosis, 2));
  const isWell = diagnosis.counts.weakness === 0;
  return { outputs: outputsOfDoctor(isWell, path), failure: isWell ? null : failureOf(diagnosis.counts.weakness) };
};
var failureOf = (count) => new GateError(
  "E_WEAKNESS",
  `The doctor found ${count} ${count === 1 ? "weakness" : "weaknesses"}.`,
  "The summary of the job lists each with its fix."
);

// src/render/renderFailure.ts
var renderFailure = ({ code, sentence, next, excerpt }, target) => [
  `**${codeSpan(target)}** \xB7 error: nothing was decided`,
  `${codeSpan(sentence)} [${code}]`,
  ...excerpt === null ? [] : [fence("", excerpt)],
  codeSpan(next),
  STATUS_MARK
].join("\n\n");

// src/commands/showFailure.ts
var showFailure = async ({ inputs, place, failure, progress }) => {
  if (place.pullRequest === null && inputs["pull-request"] === "" || inputs["github-token"] === "") return;
  try {
    const gateInputs = parseGateInputs(inputs, place);
    const github = new GitHub(gateInputs);
    const { head, number, ownComments } = await readPullRequest(github, gateInputs.pullRequest);
    const target = `${inputs.release}/${inputs.environment === "" ? "default" : inputs.environment}`;
    await setCommitStatus(github, head, {
      state: "error",
      context: `helm-query-gate/${target}`,
      description: `${failure.sentence} [${failure.code}]`,
      url: null
    });
    if (inputs.command === "apply") return;
    const shown = ownComments.find(({ body: body2 }) => body2.endsWith(STATUS_MARK));
    const body = renderFailure(failure, target);
    if (shown === void 0) await postComment(github, number, body);
    else await updateComment(github, shown.databaseId, body);
  } catch (error2) {
    progress(`the failure could not be shown on the pull request: ${messageOf(error2)}`);
  }
};

// src/github/findPullRequest.ts
var PAGE2 = 100;
var findPullRequest = async (github, head) => {
  const query = `head=${encodeURIComponent(`${head.owner}:${head.branch}`)}&state=all&per_page=${PAGE2}`;
  const answer = await github.rest("GET", `/pulls?${query}`, "the pull request of a commit was looked for");
  const all = Array.isArray(answer) ? answer : [];
  const ours = all.filter((pull) => isOf(pull, head));
  const open2 = ours.filter((pull) => textAt(pull, "state") === "open");
  const merged = ours.filter((pull) => textAt(pull, "merged_at") !== void 0);
  const found = [open2, merged, ours].find(({ length }) => length > 0) ?? [];
  const number = at(found[0], "number");
  if (found.length === 1 && typeof number === "number" && all.length < PAGE2) return number;
  throw new GateError(
    "E_NO_PULL_REQUEST",
    `${found.length === 0 ? "No" : "More than one"} pull request has the head ${head.sha}.`,
    "Where it has moved on, the run for its new head decides; else set the input pull-request."
  );
};
var isOf = (pull, { repositoryId, sha }) => at(pull, "head", "repo", "id") === repositoryId && textAt(pull, "head", "sha") === sha;

// src/commands/withPullRequest.ts
var withPullRequest = async (run) => {
  const { inputs, event } = run;
  if (event.head === null || inputs["pull-request"] !== "" || inputs.command === "plan") return run;
  const number = await findPullRequest(new GitHub(parseConnection(inputs, run)), event.head);
  return { ...run, event: { ...event, pullRequest: number } };
};

// src/github/readTrunk.ts
var readTrunk = async (github) => {
  const answer = await github.graphql(rulesAtEach(["HEAD"]), "the default branch was read", {});
  return ruleFiles(at(answer, "repository", "rules0"), "the default branch");
};

// src/commands/withTarget.ts
var withTarget = async (run) => {
  const { inputs, event } = run;
  if (inputs.target === "") return run;
  const github = new GitHub(parseConnection(inputs, run));
  const number = inputs["pull-request"] === "" ? event.pullRequest : Number(inputs["pull-request"]);
  const files = number === null ? await readTrunk(github) : (await readHead(github, number)).base;
  const place = `${CONFIG_PATH} at ${files?.place ?? "a branch that is gone"}`;
  const config = files === null || files.config === null ? null : parseConfig({ name: place, text: files.config });
  return { ...run, inputs: inputsOfTarget(inputs, config, place) };
};

// src/commands/runAction.ts
var runAction = async (given) => {
  let run = given;
  try {
    run = await withTarget(await withPullRequest(given));
    const aside = await runAside(run);
    if (aside !== null) return aside;
    const done = await runCommand(run);
    const reportPath = await report(run, done);
    return { outputs: outputs(run, done, reportPath), failure: failureOf2(done.receipt) };
  } catch (error2) {
    const failure = asGateError(error2);
    const { inputs, event, apiUrl, repository, setting } = run;
    await showFailure({
      inputs,
      place: { apiUrl, repository, pullRequest: event.pullRequest },
      failure,
      progress: setting.progress
    });
    const nothing = { decision: null, plan: null, counts: null, environment: "", reportPath: "" };
    return { outputs: outputsOf({ ...nothing, error: failure.code }), failure };
  }
};
var NOTHING3 = { planned: null, gated: null, receipt: null };
var runCommand = async (run) => {
  const { inputs, event, setting } = run;
  const command = parseCommandName(inputs.command);
  if (command === "plan") {
    const { plan } = await import("./plan.js");
    return { ...NOTHING3, planned: await plan(parsePlanInputs(inputs), setting) };
  }
  const gateInputs = parseGateInputs(inputs, { ...run, pullRequest: event.pullRequest });
  const github = connect(gateInputs);
  if (command === "apply") {
    const { apply } = await import("./apply.js");
    return { ...NOTHING3, receipt: await apply(github, { ...parsePlanInputs(inputs), ...gateInputs }, setting) };
  }
  if (command === "resolve" || command === "doctor") return NOTHING3;
  const done = await runOnce(run, command, { github, gateInputs });
  const evaluate2 = async () => await gate(github, gateInputs, done.given);
  return { ...done, gated: await waitWhilePending(done.gated, { github, gateInputs, evaluate: evaluate2, setting }) };
};
var runOnce = async (run, command, { github, gateInputs }) => {
  const { inputs, event, setting } = run;
  if (command === "auto") {
    const done = await auto(github, { planInputs: parsePlanInputs(inputs), gateInputs, event }, setting);
    return { ...NOTHING3, ...done, given: done.planned?.plan ?? null };
  }
  const given = inputs.plan === "" ? null : await readPlan(inputs.plan);
  if (command === "publish") {
    if (given === null)
      throw new GateError("E_INPUT", "The input plan is missing.", "Name the plan.json that the command plan wrote.");
    await publish(github, gateInputs, given, setting);
    return { ...NOTHING3, planned: { plan: given, witness: null }, gated: await gate(github, gateInputs, given), given };
  }
  const gated = await gate(github, gateInputs, given, event.groupHead);
  if (inputs.replan !== "" && await asksForPlan(github, event, async () => gated.pull)) {
    const { number, defaultBranch } = gated.pull;
    await dispatchWorkflow(github, { workflow: inputs.replan, branch: defaultBranch, number });
  }
  await replyToComment(github, event.comment, gated, setting);
  return { ...NOTHING3, gated, given };
};
var connect = ({ token, apiUrl, owner, repo, timeoutSeconds }) => new GitHub({ token, apiUrl, owner, repo, timeoutSeconds });
var readPlan = async (path) => {
  const text = await readFile(path, "utf8").catch((cause) => {
    throw new GateError(
      "E_FILE_MISSING",
      `The plan ${path} cannot be read.`,
      "Name the plan.json that the command plan wrote.",
      { cause }
    );
  });
  const { parsePlan } = await import("./parsePlan.js");
  return parsePlan(text);
};
var report = async ({ save, summarise }, { planned, gated, receipt }) => {
  const decision = gated === null ? "" : await save("decision.json", stringifyJson(decisionDocument(gated), 2));
  if (receipt !== null) {
    await summarise(renderReceipt(receipt));
    return await save("receipt.json", stringifyJson(receipt, 2));
  }
  if (gated !== null) await summarise(statusOf(gated));
  if (planned === null) return decision;
  await summarise(renderSummary(planned.plan));
  await save("plan.json", stringifyJson(planned.plan, 2));
  const { renderReport } = await import("./renderReport.js");
  const level = gated === null ? null : identityLevel(gated.pull.viewer);
  return await save("report.html", renderReport(planned.plan, planned.witness, level));
};
var outputs = ({ inputs }, { planned, gated, receipt }, reportPath) => {
  const facts = { environment: inputs.environment === "" ? "default" : inputs.environment, reportPath, error: null };
  if (receipt !== null) return outputsAfterApply(receipt, facts.environment, reportPath);
  const made = planned?.plan ?? null;
  return outputsOf({
    ...facts,
    decision: gated?.decision ?? null,
    plan: gated?.surface ?? made,
    counts: made?.counts ?? null
  });
};
var failureOf2 = (receipt) => {
  if (receipt === null || receipt.result === "applied" || receipt.result === "nothing-to-do") return null;
  return new GateError(
    "E_APPLY",
    receipt.sentence,
    `Result ${receipt.result}${receipt.code === null ? "" : `, ${receipt.code}`}; the receipt on the pull request lists every request.`
  );
};

// src/action.ts
var readInputs = () => Object.fromEntries(
  Object.entries(actionInputs).map(([name, fallback]) => [name, getInput(name) || fallback])
);
var setOutputs = (outputs2) => {
  for (const name of actionOutputs) setOutput(name, outputs2[name]);
};
var readPayload = async (path) => path === void 0 || path === "" ? {} : parseJson(await readFile2(path, "utf8"));
var fail = ({ message, excerpt }) => {
  for (const line of excerpt?.split("\n") ?? []) info(logLine(line));
  setFailed(logLine(message));
};
var main = async () => {
  const { env } = process;
  const stop = new AbortController();
  for (const signal2 of ["SIGINT", "SIGTERM"]) process.once(signal2, () => stop.abort());
  const folder = env["RUNNER_TEMP"] ?? env["TMPDIR"] ?? "/tmp";
  try {
    const inputs = readInputs();
    for (const name of ["github-token", "digest-key"]) if (inputs[name] !== "") setSecret(inputs[name]);
    const run = {
      inputs,
      event: readEvent(env["GITHUB_EVENT_NAME"] ?? "", await readPayload(env["GITHUB_EVENT_PATH"])),
      apiUrl: env["GITHUB_API_URL"] ?? "https://api.github.com",
      repository: env["GITHUB_REPOSITORY"] ?? "",
      setting: {
        checkout: env["GITHUB_WORKSPACE"] ?? process.cwd(),
        environment: env,
        repository: env["GITHUB_REPOSITORY_ID"] === void 0 ? null : Number(env["GITHUB_REPOSITORY_ID"]),
        progress: (line) => info(logLine(line)),
        stop: stop.signal,
        now: () => /* @__PURE__ */ new Date()
      },
      save: async (name, text) => {
        const path = join(folder, `helm-query-gate-${name}`);
        await writeFile2(path, text, { mode: 384 });
        return path;
      },
      summarise: async (markdown) => {
        if (env["GITHUB_STEP_SUMMARY"] !== void 0) await summary.addRaw(markdown, true).write();
      }
    };
    const { outputs: outputs2, failure } = await runAction(run);
    setOutputs(outputs2);
    if (failure !== null) fail(failure);
  } catch (error2) {
    const failure = asGateError(error2);
    setOutputs(
      outputsOf({ decision: null, plan: null, counts: null, environment: "", reportPath: "", error: failure.code })
    );
    fail(failure);
  }
};
await main();
