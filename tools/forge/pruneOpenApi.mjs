// Writes test/forge/openapi/github.json: GitHub's own description of the endpoints the forge serves, without prose.
//   node tools/forge/pruneOpenApi.mjs [path of api.github.com.json]
// Without a path the description is installed into a temporary folder and removed again: it weighs 385 MB.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { operations } from './operations.mjs'

const target = fileURLToPath(new URL('../../test/forge/openapi/github.json', import.meta.url))
const refPrefix = '#/components/schemas/'
const prose = new Set(['description', 'title', 'example', 'examples', 'default', 'deprecated', 'externalDocs'])
const byName = new Set(['properties', 'patternProperties'])

/** Our endpoints of GitHub's description, each with its query parameters, request body and answers. */
export function prune(description, version) {
  const schemas = {}
  const keep = (schema) => {
    const clean = withoutProse(schema)
    for (const name of refsOf(schema)) {
      if (schemas[name]) continue
      schemas[name] = {}
      schemas[name] = keep(description.components.schemas[name])
    }
    return clean
  }
  const pruned = Object.fromEntries(operations.map((name) => [name, operation(description, name, keep)]))
  return {
    version,
    operations: pruned,
    schemas: { 'basic-error': keep({ $ref: `${refPrefix}basic-error` }), ...schemas },
  }
}

function operation(description, name, keep) {
  const [method, path] = name.split(' ')
  const found = description.paths[path]?.[method.toLowerCase()]
  if (!found) throw new Error(`GitHub does not describe ${name}`)
  const parameters = (found.parameters ?? []).map((parameter) => resolved(description, parameter))
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => [parameter.name, keep(parameter.schema)])
  const request = found.requestBody?.content['application/json']?.schema
  const answers = Object.entries(found.responses).flatMap(([status, answer]) => {
    const schema = resolved(description, answer).content?.['application/json']?.schema
    return [[status, schema ? keep(schema) : null]]
  })
  return {
    query: Object.fromEntries(query),
    ...(request && { request: keep(request) }),
    answers: Object.fromEntries(answers),
  }
}

function resolved(description, part) {
  if (!part.$ref) return part
  return part.$ref
    .slice(2)
    .split('/')
    .reduce((at, key) => at[key], description)
}

function withoutProse(schema) {
  if (Array.isArray(schema)) return schema.map(withoutProse)
  if (schema === null || typeof schema !== 'object') return schema
  if (schema.$ref) return { $ref: `github${schema.$ref.replace('#/components', '#')}` }
  const kept = Object.entries(schema).filter(
    ([key]) => !prose.has(key) && !key.startsWith('x-') && key !== 'discriminator',
  )
  const clean = Object.fromEntries(
    kept.map(([key, value]) => [key, byName.has(key) ? mapped(value) : withoutProse(value)]),
  )
  return nullable(clean)
}

const mapped = (schemas) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutProse(schema)]))

/** OpenAPI 3.0 says `nullable`, JSON Schema says a union with null. */
function nullable({ nullable, ...schema }) {
  if (!nullable) return schema
  if (!schema.type) return { anyOf: [schema, { type: 'null' }] }
  return {
    ...schema,
    type: [schema.type, 'null'].flat(),
    ...(schema.enum && { enum: [...new Set([...schema.enum, null])] }),
  }
}

function* refsOf(schema) {
  if (schema === null || typeof schema !== 'object') return
  if (typeof schema.$ref === 'string') yield schema.$ref.slice(refPrefix.length)
  for (const value of Object.values(schema)) yield* refsOf(value)
}

function installed(use) {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'))
  try {
    console.error('installing @octokit/openapi into a temporary folder (385 MB)')
    const npm = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '@octokit/openapi@23']
    execFileSync('npm', npm, { stdio: 'inherit' })
    use(join(folder, 'node_modules/@octokit/openapi/generated/api.github.com.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function write(path) {
  const version = JSON.parse(readFileSync(join(dirname(path), '../package.json'), 'utf8')).version
  const text = `${JSON.stringify(prune(JSON.parse(readFileSync(path, 'utf8')), `@octokit/openapi ${version}`))}\n`
  writeFileSync(target, text)
  console.error(`${basename(target)}: ${operations.length} endpoints, ${Math.round(text.length / 1000)} kB`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv[2]) write(resolve(process.argv[2]))
  else installed(write)
}
