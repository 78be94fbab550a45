import { at, textAt } from '../json/at.ts'
import type { Json, JsonObject } from '../json/Json.ts'

/** A kind in one version, as a custom resource definition brings it. */
export type ServedKind = {
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly singular: string
  readonly kind: string
  readonly listKind: string
  readonly namespaced: boolean
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
  readonly hasStatus: boolean
}

/** The kinds that the API server will serve once it has a definition; none where the definition does not name any. */
export const servedKinds = (definition: JsonObject): ServedKind[] => {
  const spec = at(definition, 'spec')
  const [group, resource, kind] = [
    textAt(spec, 'group'),
    textAt(spec, 'names', 'plural'),
    textAt(spec, 'names', 'kind'),
  ]
  if (group === undefined || resource === undefined || kind === undefined) return []
  const common = {
    group,
    resource,
    kind,
    singular: textAt(spec, 'names', 'singular') ?? kind.toLowerCase(),
    listKind: textAt(spec, 'names', 'listKind') ?? `${kind}List`,
    namespaced: textAt(spec, 'scope') !== 'Cluster',
    shortNames: texts(at(spec, 'names', 'shortNames')),
    categories: texts(at(spec, 'names', 'categories')),
  }
  return list(at(spec, 'versions'))
    .filter((version) => at(version, 'served') === true)
    .map((version) => ({
      ...common,
      version: textAt(version, 'name') ?? '',
      hasStatus: at(version, 'subresources', 'status') !== undefined,
    }))
}

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : [])

const texts = (value: Json | undefined): string[] => list(value).filter((item) => typeof item === 'string')
