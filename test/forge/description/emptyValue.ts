export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly oneOf?: readonly JsonSchema[]
  readonly anyOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
}

type Schemas = Readonly<Record<string, JsonSchema>>

const strings: Record<string, string> = {
  uri: 'https://forge.invalid/',
  'date-time': '1970-01-01T00:00:00Z',
  date: '1970-01-01',
  email: 'nobody@forge.invalid',
}

/** The smallest value of a schema: required properties only, null where allowed, else empty. */
export function emptyValue(schema: JsonSchema, schemas: Schemas): unknown {
  if (schema.$ref) return emptyValue(schemas[schema.$ref.replace('github#/schemas/', '')] ?? {}, schemas)
  const types = [schema.type ?? []].flat()
  const alternatives = schema.oneOf ?? schema.anyOf
  if (types.includes('null') || alternatives?.some((one) => one.type === 'null')) return null
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => emptyValue(one, schemas)))
  if (alternatives?.[0] && !schema.properties) return emptyValue(alternatives[0], schemas)
  if (schema.enum) return schema.enum[0]
  return emptyOfType(schema, types[0] ?? (schema.properties ? 'object' : 'string'), schemas)
}

function emptyOfType(schema: JsonSchema, type: string, schemas: Schemas): unknown {
  if (type === 'array') return []
  if (type === 'boolean') return false
  if (type === 'integer' || type === 'number') return 0
  if (type === 'string') return strings[schema.format ?? ''] ?? ''
  const required = schema.required ?? []
  return Object.fromEntries(required.map((name) => [name, emptyValue(schema.properties?.[name] ?? {}, schemas)]))
}
