import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import github from '../openapi/github.json' with { type: 'json' }
import { emptyValue, type JsonSchema } from './emptyValue.ts'
import { validated } from './validated.ts'

interface Operation {
  readonly query: Readonly<Record<string, JsonSchema>>
  readonly request?: JsonSchema
  /** By status; null where GitHub describes no body. */
  readonly answers: Readonly<Record<string, JsonSchema | null>>
}

interface Pruned {
  readonly version: string
  readonly operations: Readonly<Record<string, Operation>>
  readonly schemas: Readonly<Record<string, JsonSchema>>
}

/** GitHub's own description of its endpoints; compiled when a route is first hit. */
export class Description {
  readonly #pruned = validated<Pruned>(github)
  readonly #compiled = new Map<string, ValidateFunction>()
  readonly #ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    schemas: [{ $id: 'github', schemas: this.#pruned.schemas }],
  })

  constructor() {
    addFormats.default(this.#ajv)
    this.#ajv.addFormat('repo.nwo', true)
    this.#ajv.addFormat('binary', true)
    this.#ajv.addFormat('timestamp', true)
  }

  /** The least that passes as this schema, for what nobody reads. */
  empty(schema: string): Record<string, unknown> {
    const { type, ...named } = this.#pruned.schemas[schema] ?? {}
    if (type === undefined) throw new Error(`GitHub's description here has no schema ${schema}.`)
    return validated(emptyValue({ ...named, type: 'object' }, this.#pruned.schemas))
  }

  get operations(): readonly string[] {
    return Object.keys(this.#pruned.operations)
  }

  /** What is wrong with a query or body sent to us; GitHub itself would let unknown keys pass in silence. */
  wrongRequest(operation: string, query: URLSearchParams, body: unknown): string | undefined {
    const described = this.#operation(operation)
    const strange = [...query.keys()].find((key) => !(key in described.query))
    if (strange !== undefined) return `${strange} is no query parameter of ${operation}.`
    if (described.request === undefined) return undefined
    const unknown = unknownKey(described.request, body)
    if (unknown !== undefined) return `${unknown} is no property of the body of ${operation}.`
    return this.#check(`${operation} request`, described.request, body)
  }

  /** What is wrong with an answer of ours. */
  wrongAnswer(operation: string, status: number, body: unknown): string | undefined {
    const described = this.#operation(operation).answers[String(status)]
    if (status === 304 || status === 204) return body === undefined ? undefined : 'a body where none belongs'
    if (described) return this.#check(`${operation} ${status}`, described, body)
    if (status < 400) return `GitHub never answers ${operation} with ${status}.`
    return this.#check('basic-error', { $ref: 'github#/schemas/basic-error' }, body)
  }

  #operation(name: string): Operation {
    const operation = this.#pruned.operations[name]
    if (!operation) throw new Error(`GitHub's description here has no ${name}; see tools/forge/operations.mjs.`)
    return operation
  }

  #check(name: string, schema: JsonSchema, value: unknown): string | undefined {
    let validate = this.#compiled.get(name)
    if (!validate) {
      validate = this.#ajv.compile(schema)
      this.#compiled.set(name, validate)
    }
    if (validate(value)) return undefined
    return (validate.errors ?? []).slice(0, 5).map(sentence).join('; ')
  }
}

function sentence(error: ErrorObject): string {
  return `${error.instancePath || 'the body'} ${error.message ?? error.keyword}`
}

function unknownKey(schema: JsonSchema, body: unknown): string | undefined {
  const alternatives = [schema, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]
  const known = new Set(alternatives.flatMap((one) => Object.keys(one.properties ?? {})))
  if (known.size === 0 || typeof body !== 'object' || body === null) return undefined
  return Object.keys(body).find((key) => !known.has(key))
}
