import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);
import {
  require__
} from "./chunk-3.js";
import {
  parseJson
} from "./chunk-20.js";
import {
  GateError
} from "./chunk-17.js";
import {
  __toESM
} from "./chunk-1.js";

// src/commands/parsePlan.ts
var import__ = __toESM(require__(), 1);

// schemas/plan.schema.json
var plan_schema_default = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "plan.schema.json",
  title: "Plan",
  description: "The result of a rehearsal: an ordered list of queries. Safe to be shown; values of Secrets are masked.",
  type: "object",
  additionalProperties: false,
  required: ["schemaVersion", "digest", "createdBy", "target", "release", "inputs", "counts", "queries", "warnings"],
  properties: {
    schemaVersion: { const: 1 },
    digest: { $ref: "#/$defs/digest" },
    createdBy: {
      type: "object",
      additionalProperties: false,
      required: ["format", "helm", "kubernetes"],
      properties: { format: { type: "integer" }, helm: { type: "string" }, kubernetes: { type: "string" } }
    },
    target: {
      type: "object",
      additionalProperties: false,
      required: ["name", "environment", "repository", "release", "namespace", "cluster", "operation", "baseline"],
      properties: {
        name: { type: "string" },
        environment: { type: "string" },
        repository: { type: ["integer", "null"], description: "Numeric id of the repository; null outside GitHub." },
        release: { type: "string" },
        namespace: { type: "string" },
        cluster: { type: "string", pattern: "^uid:", description: "uid of the namespace kube-system." },
        operation: { enum: ["upgrade", "rollback", "uninstall"] },
        baseline: { enum: ["cluster", "git"], description: "git: a preview of two renders, of which nothing can be approved." }
      }
    },
    release: {
      type: "object",
      additionalProperties: false,
      required: ["newest", "baseline", "next", "backTo", "deployedAt", "chart"],
      properties: {
        newest: { $ref: "#/$defs/revision" },
        baseline: { $ref: "#/$defs/revision" },
        next: { type: ["integer", "null"], description: "The revision that the operation makes; null where it removes the release." },
        backTo: { type: ["integer", "null"], description: "The revision whose manifest a rollback brings back." },
        deployedAt: { type: ["string", "null"], description: "When the baseline was deployed: RFC 3339; null where there is none." },
        chart: {
          type: "object",
          additionalProperties: false,
          required: ["name", "from", "to"],
          properties: { name: { type: "string" }, from: { type: ["string", "null"] }, to: { type: ["string", "null"] } }
        }
      }
    },
    inputs: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["kind", "path", "digest"],
        properties: { kind: { enum: ["chart", "values", "flags"] }, path: { type: "string" }, digest: { $ref: "#/$defs/digest" } }
      }
    },
    counts: {
      type: "object",
      additionalProperties: false,
      required: ["requests", "unchanged", "refused", "unverified", "queries"],
      properties: {
        requests: { type: "integer", description: "Writes that were seen, release records left out." },
        unchanged: { type: "integer" },
        refused: { type: "integer" },
        unverified: { type: "integer" },
        queries: { type: "integer" }
      }
    },
    queries: { type: "array", items: { $ref: "#/$defs/query" } },
    warnings: { type: "array", items: { $ref: "#/$defs/reason" } }
  },
  $defs: {
    digest: { type: "string", pattern: "^sha256:[0-9a-f]{64}$" },
    reason: {
      type: "object",
      additionalProperties: false,
      required: ["code", "message"],
      properties: { code: { type: "string" }, message: { type: "string" } }
    },
    revision: {
      type: ["object", "null"],
      additionalProperties: false,
      required: ["revision", "status"],
      properties: { revision: { type: "integer" }, status: { type: "string" } }
    },
    query: {
      type: "object",
      additionalProperties: false,
      required: ["number", "digest", "verb", "object", "changes", "diff", "cluster", "live", "risks", "hook", "source", "owner", "unapprovable", "group", "rule", "requirement"],
      properties: {
        number: { type: "integer", minimum: 1 },
        digest: { $ref: "#/$defs/digest" },
        verb: { enum: ["create", "update", "replace", "delete", "adopt", "keep", "revert", "run", "install-crd", "create-namespace", "migrate", "blocked"] },
        object: {
          type: "object",
          additionalProperties: false,
          required: ["group", "version", "kind", "namespace", "name"],
          properties: { group: { type: "string" }, version: { type: "string" }, kind: { type: "string" }, namespace: { type: ["string", "null"] }, name: { type: "string" } }
        },
        changes: {
          type: "array",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["path", "op"],
            properties: { path: { type: "string" }, op: { enum: ["add", "remove", "replace"] }, before: {}, after: {} }
          }
        },
        diff: { type: "string", description: "Unified hunks over the YAML of what changes." },
        cluster: {
          type: "object",
          additionalProperties: false,
          required: ["verified", "reason", "refusal", "sideEffects"],
          properties: {
            verified: { type: "boolean" },
            reason: { type: ["string", "null"] },
            refusal: { type: ["string", "null"] },
            sideEffects: { type: "array", items: { type: "string" } }
          }
        },
        live: {
          type: "array",
          description: "Values in the cluster at the moment of planning that a revert puts back.",
          items: { type: "object", additionalProperties: false, required: ["path", "value"], properties: { path: { type: "string" }, value: {} } }
        },
        risks: { type: "array", items: { type: "string" } },
        hook: {
          type: ["object", "null"],
          additionalProperties: false,
          required: ["events", "weight", "deletePolicies"],
          properties: { events: { type: "array", items: { type: "string" } }, weight: { type: "integer" }, deletePolicies: { type: "array", items: { type: "string" } } }
        },
        source: { type: ["string", "null"], description: "The template that the object comes from, as Helm names it." },
        owner: { type: ["string", "null"], description: "Whose the object is where it is not this release's: `release other in namespace shop`, or `nobody`." },
        unapprovable: { oneOf: [{ type: "null" }, { $ref: "#/$defs/reason" }] },
        group: { type: ["string", "null"], description: "Queries of one group make the same edit in several objects." },
        rule: { type: "null" },
        requirement: { type: "null" }
      }
    }
  }
};

// src/commands/parsePlan.ts
var parsePlan = (text) => {
  const validate = new import__.Ajv2020({ strict: false }).compile(plan_schema_default);
  const value = readJson(text);
  if (validate(value)) return value;
  const [fault] = validate.errors ?? [];
  throw new GateError(
    "E_PLAN_DOCUMENT",
    `The plan document is not valid: ${fault?.instancePath ?? ""} ${fault?.message ?? ""}.`,
    "Pass the plan.json that the command plan of this version wrote."
  );
};
var readJson = (text) => {
  try {
    return parseJson(text);
  } catch (cause) {
    throw new GateError(
      "E_PLAN_DOCUMENT",
      "The plan document is not JSON.",
      "Pass the plan.json that the command plan wrote.",
      { cause }
    );
  }
};

export {
  parsePlan
};
