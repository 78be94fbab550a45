import { gunzipSync } from 'node:zlib'
import { isObject } from '../json/isObject.ts'
import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'
import type { Hook, ReleaseRecord } from './ReleaseRecord.ts'

// etcd holds at most about 1.5 MiB; a chart that inflates a hundredfold is a bomb.
const MAX_INFLATED_BYTES = 128 * 1024 * 1024

/**
 * A release from the `release` member of its record: base64 of gzip of JSON, or of plain JSON in very old ones.
 *
 * @throws Error or SyntaxError where the text is no release.
 */
export const decodeRecord = (text: string): ReleaseRecord => {
  const bytes = Buffer.from(text, 'base64')
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b
  const json = zipped ? gunzipSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES }) : bytes
  return releaseFromJson(parseJson(json.toString('utf8')))
}

/** A release from Helm's JSON of it, as stored and as `helm upgrade -o json` prints it. */
export const releaseFromJson = (release: Json): ReleaseRecord => {
  const name = textAt(release, 'name')
  const revision = at(release, 'version')
  if (name === undefined || typeof revision !== 'number') throw new Error('not a Helm release')
  const hooks = at(release, 'hooks')
  const values = at(release, 'config')
  return {
    name,
    namespace: textAt(release, 'namespace') ?? 'default',
    revision,
    status: textAt(release, 'info', 'status') ?? 'unknown',
    deployedAt: textAt(release, 'info', 'last_deployed') ?? null,
    manifest: textAt(release, 'manifest') ?? '',
    hooks: Array.isArray(hooks) ? hooks.map((hook: Json) => hookFromJson(hook)) : [],
    chart: {
      name: textAt(release, 'chart', 'metadata', 'name') ?? '',
      version: textAt(release, 'chart', 'metadata', 'version') ?? '',
      definitions: filesIn(at(release, 'chart', 'files'), 'crds/'),
      templates: filesIn(at(release, 'chart', 'templates'), ''),
    },
    applyMethod: textAt(release, 'apply_method') ?? null,
    values: isObject(values) ? values : {},
  }
}

const filesIn = (files: Json | undefined, folder: string): Map<string, string> =>
  new Map(
    (Array.isArray(files) ? files : []).flatMap((file: Json) => {
      const [name, data] = [textAt(file, 'name') ?? '', textAt(file, 'data') ?? '']
      return name.startsWith(folder) ? [[name, data] as const] : []
    }),
  )

const hookFromJson = (hook: Json): Hook => {
  const weight = at(hook, 'weight')
  return {
    name: textAt(hook, 'name') ?? '',
    kind: textAt(hook, 'kind') ?? '',
    path: textAt(hook, 'path') ?? '',
    manifest: textAt(hook, 'manifest') ?? '',
    events: list(at(hook, 'events')),
    weight: typeof weight === 'number' ? weight : 0,
    deletePolicies: list(at(hook, 'delete_policies')),
  }
}

const list = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((item: Json): item is string => typeof item === 'string') : []
