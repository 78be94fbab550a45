import { schema as github } from '@octokit/graphql-schema'
import {
  buildSchema,
  execute,
  GraphQLError,
  Kind,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql'
import { validated } from '../description/validated.ts'
import { authenticate, mayUse } from '../authenticate.ts'
import type { Request } from '../Request.ts'
import type { Answer } from '../rest/Answer.ts'
import { Refusal } from '../rest/Refusal.ts'
import { rateHeaders } from '../rest/RestApi.ts'
import type { Token } from '../state/Token.ts'
import type { World } from '../state/World.ts'
import { Denied } from './Denied.ts'
import { Root } from './Root.ts'

interface Asked {
  readonly document: DocumentNode
  readonly operation: string
  readonly variables: Readonly<Record<string, unknown>>
  readonly operationName: string | undefined
}

let built: GraphQLSchema | undefined

/** The GraphQL half of the forge, executed against GitHub's own schema. */
export class GraphqlApi {
  readonly #world: World
  readonly #problems: string[]

  constructor(world: World, problems: string[]) {
    this.#world = world
    this.#problems = problems
  }

  /** The name of the operation a request asks for; empty when it has none or is not to be read. */
  static operationOf(request: Request): string {
    try {
      return askedBy(request).operation
    } catch {
      return ''
    }
  }

  async answer(request: Request): Promise<Answer> {
    try {
      const token = authenticate(this.#world, request)
      return { status: 200, body: await this.#executed(token, askedBy(request)), headers: rateHeaders(token) }
    } catch (error) {
      if (error instanceof GraphQLError) return { status: 200, body: { errors: [formatted(error)] } }
      if (error instanceof Refusal) return error.answer
      throw error
    }
  }

  async #executed(token: Token, { document, variables, operationName }: Asked): Promise<unknown> {
    built ??= buildSchema(github.idl, { assumeValid: true })
    const invalid = validate(built, document)
    if (invalid.length > 0) return { errors: invalid.map(formatted) }
    const fieldResolver = this.#resolver()
    const rootValue = new Root(this.#world, token, (needs) => mayUse(token, needs)).fields()
    const named = operationName === undefined ? {} : { operationName }
    const result = await execute({
      schema: built,
      document,
      rootValue,
      variableValues: variables,
      fieldResolver,
      ...named,
    })
    return { data: result.data ?? null, ...(result.errors && { errors: result.errors.map(formatted) }) }
  }

  /** A field the forge does not know is a problem of the forge, not a null. */
  #resolver(): GraphQLFieldResolver<Record<string, unknown>, unknown> {
    return (source, args, _context, { fieldName, parentType }) => {
      if (fieldName in source) {
        const value = source[fieldName]
        return typeof value === 'function' ? validated<(args: unknown) => unknown>(value)(args) : value
      }
      const problem = `GraphQL ${parentType.name}.${fieldName}: the forge does not know this field.`
      this.#problems.push(problem)
      throw new Error(problem)
    }
  }
}

function askedBy(request: Request): Asked {
  let body: { query?: unknown; variables?: Record<string, unknown>; operationName?: string }
  try {
    body = JSON.parse(request.text)
  } catch {
    throw new Refusal(400, 'Problems parsing JSON')
  }
  if (typeof body.query !== 'string')
    throw new Refusal(400, 'A query attribute must be specified and must be a string.')
  const document = parse(body.query)
  const definition = document.definitions.find(
    (one) => one.kind === Kind.OPERATION_DEFINITION && (body.operationName ?? one.name?.value) === one.name?.value,
  )
  const operation = definition?.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? '') : ''
  return { document, operation, variables: body.variables ?? {}, operationName: body.operationName }
}

function formatted(error: GraphQLError): Record<string, unknown> {
  const { message, locations, path } = error
  const type = error.originalError instanceof Denied ? { type: error.originalError.type } : {}
  return { ...type, ...(path && { path }), locations, message }
}
