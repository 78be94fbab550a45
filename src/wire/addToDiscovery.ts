import { at, textAt } from '../json/at.ts'
import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'
import { answerObject } from './answerObject.ts'
import { jsonAnswer } from './kubernetesStatus.ts'
import type { Answer } from './kubernetesStatus.ts'
import type { ServedKind } from './servedKinds.ts'

/**
 * The API server's answer to `/apis`, `/apis/GROUP` or `/apis/GROUP/VERSION`, with kinds in it that it does not serve
 * yet. It must have been asked for plain JSON: every client takes that, also where it prefers all groups in one answer.
 */
export const addToDiscovery = (path: string, answer: Answer, kinds: readonly ServedKind[]): Answer => {
  const [group, version] = path.split('/').slice(2)
  const own = kinds.filter((kind) => isIn(kind, group, version))
  if (own.length === 0 || (answer.status !== 200 && answer.status !== 404)) return answer
  const document = answer.status === 200 ? answerObject(answer) : {}
  if (group === undefined) return jsonAnswer(200, addToGroups(document, own))
  return jsonAnswer(200, version === undefined ? addToGroup(document, own) : addToVersion(document, own))
}

const isIn = (kind: ServedKind, group: string | undefined, version: string | undefined): boolean =>
  (group === undefined || kind.group === group) && (version === undefined || kind.version === version)

const addToGroups = (document: JsonObject, kinds: readonly ServedKind[]): JsonObject => {
  const groups = list(document, 'groups')
  const known = new Set(groups.map((group) => textAt(group, 'name')))
  const missing = [...new Set(kinds.map(({ group }) => group))].filter((group) => !known.has(group))
  const all = [...groups, ...missing.map((name): JsonObject => ({ name }))].map((group) => {
    const own = kinds.filter((kind) => kind.group === textAt(group, 'name'))
    return own.length === 0 ? group : { ...group, ...versionsWith(group, own) }
  })
  return { ...document, groups: all }
}

const addToGroup = (document: JsonObject, kinds: readonly ServedKind[]): JsonObject => ({
  kind: 'APIGroup',
  apiVersion: 'v1',
  name: kinds[0]?.group,
  ...document,
  ...versionsWith(document, kinds),
})

/** The versions of a group with those of more kinds; the first stays the preferred one. */
const versionsWith = (group: JsonObject, kinds: readonly ServedKind[]): JsonObject => {
  const versions = list(group, 'versions')
  const known = new Set(versions.map((version) => textAt(version, 'version')))
  const missing = new Map(kinds.filter(({ version }) => !known.has(version)).map((kind) => [kind.version, kind.group]))
  const own = [...missing].map(([version, name]) => ({ groupVersion: `${name}/${version}`, version }))
  const all = [...versions, ...own]
  return { versions: all, preferredVersion: at(group, 'preferredVersion') ?? all[0] }
}

const addToVersion = (document: JsonObject, kinds: readonly ServedKind[]): JsonObject => {
  const resources = list(document, 'resources')
  const known = new Set(resources.map((resource) => textAt(resource, 'name')))
  const own = kinds.filter(({ resource }) => !known.has(resource)).flatMap((kind) => resourcesOf(kind))
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: `${kinds[0]?.group}/${kinds[0]?.version}`,
    ...document,
    resources: [...resources, ...own],
  }
}

const VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch']

const resourcesOf = ({ resource, singular, kind, namespaced, shortNames, categories, hasStatus }: ServedKind) => {
  const own = { name: resource, singularName: singular, namespaced, kind, verbs: VERBS, shortNames, categories }
  const status = { name: `${resource}/status`, singularName: '', namespaced, kind, verbs: ['get', 'patch', 'update'] }
  return hasStatus ? [own, status] : [own]
}

const list = (document: JsonObject, name: string): JsonObject[] => {
  const value = at(document, name)
  return Array.isArray(value) ? value.filter((item: Json) => isObject(item)) : []
}
