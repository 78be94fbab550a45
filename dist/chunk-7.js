import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  EVENT_ALIAS,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  YAMLException,
  getScalarValue,
  load,
  parseEvents
} from "./chunk-5.js";
import {
  require__
} from "./chunk-3.js";
import {
  GateError
} from "./chunk-17.js";
import {
  stringifyJson
} from "./chunk-21.js";
import {
  __toESM
} from "./chunk-1.js";

// src/config/parseConfig.ts
var import__ = __toESM(require__(), 1);

// schemas/config.schema.json
var config_schema_default = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "config.schema.json",
  title: "Configuration of helm-query-gate",
  description: "The file .github/helm-query-gate.yml: who must approve what. It is read from the branch that a pull request goes into, never from the pull request.",
  type: "object",
  additionalProperties: false,
  required: ["schemaVersion"],
  properties: {
    $schema: { type: "string", description: "For editors; not read." },
    schemaVersion: { const: 1 },
    bases: {
      description: "Branches whose pull requests are decided on; * stands for any characters but /. The default branch alone where it is left out.",
      type: "array",
      minItems: 1,
      items: { type: "string", minLength: 1 }
    },
    roles: {
      description: "Groups of people by name. The role `writers`, everybody who may write, is always there.",
      type: "object",
      additionalProperties: { $ref: "#/$defs/role" },
      propertyNames: { pattern: "^[A-Za-z][A-Za-z0-9_-]*$" }
    },
    requirement: { $ref: "#/$defs/requirement" },
    approvals: { $ref: "#/$defs/approvals" },
    authors: {
      description: "Logins of bots, such as renovate[bot], whose pull requests need nobody more than a person's would.",
      type: "array",
      items: { type: "string", minLength: 1 }
    },
    override: { $ref: "#/$defs/override" },
    apply: { $ref: "#/$defs/apply" },
    environments: {
      description: "What is different in an environment, by its name.",
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        properties: {
          requirement: { $ref: "#/$defs/requirement" },
          "apply-when": { enum: ["before-merge", "after-merge"], description: "When its targets are applied." },
          approvals: { $ref: "#/$defs/approvals" },
          override: { $ref: "#/$defs/override" },
          apply: { $ref: "#/$defs/apply" }
        }
      }
    },
    targets: {
      description: "Releases by name, for the input `target`: what is planned and applied, out of reach of the pull request.",
      type: "object",
      propertyNames: { pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$" },
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["release"],
        properties: {
          release: { type: "string", minLength: 1 },
          namespace: { type: "string", minLength: 1 },
          chart: { type: "string", minLength: 1 },
          "chart-version": { type: "string" },
          "chart-repository": { type: "string" },
          values: { type: "array", items: { type: "string", minLength: 1 } },
          "helm-args": { type: "string" },
          environment: { type: "string", minLength: 1 },
          "lookup-secrets": { type: "array", items: { type: "string", minLength: 1 } },
          unstable: { type: "array", items: { type: "string", minLength: 1 } }
        }
      }
    }
  },
  $defs: {
    names: {
      oneOf: [
        { type: "string", minLength: 1 },
        { type: "array", minItems: 1, items: { type: "string", minLength: 1 } }
      ]
    },
    duration: { type: "string", pattern: "^[1-9][0-9]{0,4}[smhd]$", description: "A whole number and s, m, h or d: 45m, 7d." },
    role: {
      description: "Whoever any of these names.",
      type: "object",
      additionalProperties: false,
      minProperties: 1,
      properties: {
        users: {
          description: "Logins, or numeric ids of accounts, which outlive a change of the login.",
          type: "array",
          items: { type: ["string", "integer"], pattern: "^[A-Za-z0-9_-]+$", minimum: 1 }
        },
        teams: {
          description: "Teams as organisation/slug; the token must be able to see them.",
          type: "array",
          items: { type: "string", pattern: "^[A-Za-z0-9-]+/[A-Za-z0-9_.-]+$" }
        },
        permission: { enum: ["read", "triage", "write", "maintain", "admin"], description: "Everybody with at least this permission." },
        codeowners: { const: true, description: "Whoever CODEOWNERS names for the chart and all values files of the target." }
      }
    },
    requirement: {
      description: "Who must approve a query: a role (one of its people), so many of some roles, all of several requirements, or any of them. A person fills one slot.",
      if: { type: "string" },
      then: { minLength: 1 },
      else: {
        type: "object",
        if: { required: ["all"] },
        then: { additionalProperties: false, properties: { all: { $ref: "#/$defs/requirements" } } },
        else: {
          if: { required: ["any"] },
          then: { additionalProperties: false, properties: { any: { $ref: "#/$defs/requirements" } } },
          else: {
            additionalProperties: false,
            required: ["of"],
            properties: {
              count: { type: "integer", minimum: 1, maximum: 20 },
              of: { $ref: "#/$defs/names" },
              escalate: {
                description: "Roles that will do as well once the query has been shown for so long.",
                type: "object",
                additionalProperties: false,
                required: ["after", "to"],
                properties: { after: { $ref: "#/$defs/duration" }, to: { $ref: "#/$defs/names" } }
              }
            }
          }
        }
      }
    },
    requirements: { type: "array", minItems: 1, maxItems: 8, items: { $ref: "#/$defs/requirement" } },
    approvals: {
      type: "object",
      additionalProperties: false,
      properties: {
        "plain-reviews": { enum: ["ignore", "approve-all"], description: 'What a plain "Approve" does: nothing, or the same as a bare /approve all.' },
        expire: { $ref: "#/$defs/duration" },
        all: { type: "boolean", description: "Whether /approve all may be said." }
      }
    },
    override: {
      description: "Break-glass: who may let a plan pass that has not been approved, for one hour, once.",
      type: "object",
      additionalProperties: false,
      required: ["by"],
      properties: { by: { $ref: "#/$defs/names" } }
    },
    apply: {
      description: "Where an apply may be started.",
      type: "object",
      additionalProperties: false,
      properties: {
        refs: { type: "array", items: { type: "string", pattern: "^refs/" }, description: "Full refs, such as refs/heads/main; * stands for any characters but /." },
        workflows: { type: "array", items: { type: "string", pattern: "^\\.github/workflows/" } }
      }
    }
  }
};

// src/yaml/locate.ts
var locate = (text) => {
  const found = /* @__PURE__ */ new Map();
  const open = [];
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_POP) {
      open.pop();
      if (open.length === 0) return found;
      continue;
    }
    const at = startOf(event);
    if (at === null) continue;
    const parent = open.at(-1);
    if (parent?.isMapping === true && parent.key === null) {
      parent.key = { name: event.type === EVENT_SCALAR ? getScalarValue(text, event) : "", at };
      if (event.type === EVENT_SCALAR || event.type === EVENT_ALIAS) continue;
    }
    const pointer = pointerIn(parent);
    found.set(pointer, { key: parent?.key?.at ?? -1, value: at });
    if (parent !== void 0) [parent.key, parent.place] = [null, parent.place + 1];
    if (event.type === EVENT_MAPPING || event.type === EVENT_SEQUENCE)
      open.push({ pointer, isMapping: event.type === EVENT_MAPPING, place: 0, key: null });
  }
  return found;
};
var startOf = (event) => {
  if (event.type === EVENT_SCALAR) return event.valueStart;
  if (event.type === EVENT_ALIAS) return event.anchorStart;
  return event.type === EVENT_MAPPING || event.type === EVENT_SEQUENCE ? event.start : null;
};
var pointerIn = (parent) => {
  if (parent === void 0) return "";
  const step = parent.isMapping ? parent.key?.name ?? "" : String(parent.place);
  return `${parent.pointer}/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`;
};

// src/config/configError.ts
var configError = ({ name, text }, offset, fault) => {
  const before = text.slice(0, Math.max(0, offset)).split("\n");
  const [line, column] = [before.length, (before.at(-1) ?? "").length + 1];
  const source = text.split("\n")[line - 1] ?? "";
  const margin = `${line} | `;
  return new GateError(
    "E_CONFIG",
    `${name}, line ${line}, column ${column}: ${fault}.`,
    "Nothing is approved until it is corrected on that branch.",
    { excerpt: `${margin}${source}
${" ".repeat(margin.length + column - 1)}^` }
  );
};

// src/config/configFault.ts
var configFault = (error) => {
  if (error === void 0) return { pointer: "", fault: "it is not a configuration", onKey: false };
  const { instancePath: pointer, keyword, params, message = "it is not understood" } = error;
  const here = { pointer, onKey: false };
  switch (keyword) {
    case "additionalProperties": {
      const name = String(params["additionalProperty"]);
      return {
        pointer: `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`,
        fault: `there is no setting called ${name} here`,
        onKey: true
      };
    }
    case "required":
      return { ...here, onKey: true, fault: `${String(params["missingProperty"])} is missing` };
    case "enum":
      return { ...here, fault: `one of ${params["allowedValues"].join(", ")} belongs here` };
    case "const":
      return { ...here, fault: `${stringifyJson(params["allowedValue"])} belongs here` };
    case "type":
      return { ...here, fault: `a value of type ${[params["type"]].flat().join(" or ")} belongs here` };
    case "propertyNames":
      return {
        pointer: `${pointer}/${String(params["propertyName"])}`,
        fault: `${String(params["propertyName"])} is no name: letters, digits, - and _ are`,
        onKey: true
      };
    case "pattern":
      return { ...here, fault: PATTERNS[String(params["pattern"])] ?? `it does not fit ${String(params["pattern"])}` };
    default:
      return { ...here, fault: message };
  }
};
var PATTERNS = {
  "^[1-9][0-9]{0,4}[smhd]$": "a duration belongs here: a whole number and s, m, h or d, such as 45m or 7d",
  "^[A-Za-z0-9_-]+$": "a login belongs here, or the numeric id of an account",
  "^[A-Za-z0-9-]+/[A-Za-z0-9_.-]+$": "a team belongs here as organisation/slug",
  "^refs/": "a full ref belongs here, such as refs/heads/main",
  "^\\.github/workflows/": "the path of a workflow belongs here, such as .github/workflows/apply.yml"
};

// src/config/misusedNames.ts
var MAX_WAYS = 64;
var misusedNames = (config) => {
  const known = /* @__PURE__ */ new Set(["writers", ...Object.keys(config.roles ?? {})]);
  const environments = Object.entries(config.environments ?? {});
  return [
    ...inRules(config, "", known),
    ...environments.flatMap(([name, rules]) => inRules(rules, `/environments/${token(name)}`, known))
  ];
};
var token = (name) => name.replaceAll("~", "~0").replaceAll("/", "~1");
var inRules = ({ requirement, override }, pointer, known) => [
  ...requirement === void 0 ? [] : inRequirement(requirement, `${pointer}/requirement`, known),
  ...requirement === void 0 || ways(requirement) <= MAX_WAYS ? [] : [{ pointer: `${pointer}/requirement`, fault: `its branches make more than ${MAX_WAYS} ways to be met` }],
  ...override === void 0 ? [] : unknownIn(override.by, `${pointer}/override/by`, known)
];
var inRequirement = (requirement, pointer, known) => {
  if (typeof requirement === "string") return unknownIn(requirement, pointer, known);
  if ("all" in requirement)
    return requirement.all.flatMap((part, index) => inRequirement(part, `${pointer}/all/${index}`, known));
  if ("any" in requirement)
    return requirement.any.flatMap((part, index) => inRequirement(part, `${pointer}/any/${index}`, known));
  const { of, escalate } = requirement;
  return [
    ...unknownIn(of, `${pointer}/of`, known),
    ...escalate === void 0 ? [] : unknownIn(escalate.to, `${pointer}/escalate/to`, known)
  ];
};
var unknownIn = (names, pointer, known) => [names].flat().flatMap(
  (name, index) => known.has(name) ? [] : [
    {
      pointer: typeof names === "string" ? pointer : `${pointer}/${index}`,
      fault: `there is no role called ${name}; there are ${[...known].join(", ")}`
    }
  ]
);
var ways = (requirement) => {
  if (typeof requirement === "string") return 1;
  if ("any" in requirement) return requirement.any.reduce((sum, part) => sum + ways(part), 0);
  return "all" in requirement ? requirement.all.reduce((product, part) => product * ways(part), 1) : 1;
};

// src/config/parseConfig.ts
var MAX_CHARACTERS = 2e5;
var validate;
var parseConfig = (file) => {
  const value = loadYaml(file);
  validate ??= new import__.Ajv2020({ strict: false, allErrors: true }).compile(config_schema_default);
  if (!validate(value)) throw refuse(file, validate.errors ?? []);
  const [misused] = misusedNames(value);
  if (misused !== void 0) throw configError(file, placeOf(file, misused.pointer).value, misused.fault);
  return value;
};
var loadYaml = (file) => {
  if (file.text.length > MAX_CHARACTERS) throw configError(file, 0, "the file is too long");
  try {
    return load(file.text, { maxAliases: 50 });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw configError(file, error.mark?.position ?? 0, `it is not YAML: ${error.reason}`);
  }
};
var refuse = (file, errors) => {
  const depth = ({ instancePath, keyword }) => instancePath.split("/").length * 2 + (keyword === "if" || keyword === "oneOf" ? 0 : 1);
  const [error] = [...errors].sort((a, b) => depth(b) - depth(a));
  const { pointer, fault, onKey } = configFault(error);
  const place = placeOf(file, pointer);
  return configError(file, onKey && place.key >= 0 ? place.key : place.value, fault);
};
var placeOf = ({ text }, pointer) => locate(text).get(pointer) ?? { key: -1, value: 0 };

export {
  locate,
  parseConfig
};
