import { collectionPath, objectPath } from '../exchange/parsePath.ts'
import type { ApiTarget } from '../exchange/ApiRequest.ts'
import type { JsonObject } from '../json/Json.ts'
import { finishedObject } from './finishedObject.ts'
import { servedKinds } from './servedKinds.ts'
import type { ServedKind } from './servedKinds.ts'

const DEFINITIONS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'

type Entry = { readonly object: JsonObject | null; readonly made: boolean }

/** What a rehearsal wrote or deleted, so that the program reads its own writes; a null object is a tombstone. */
export class Overlay {
  readonly #entries = new Map<string, Entry>()
  readonly #collections = new Set<string>()
  readonly #kinds: ServedKind[] = []

  /** Remembers an object that this run created (`made`) or changed. */
  put(target: ApiTarget, name: string, object: JsonObject, made: boolean): void {
    this.#collections.add(collectionPath(target))
    this.#entries.set(objectPath(target, name), { object: finishedObject(object), made })
  }

  bury(target: ApiTarget, name: string): void {
    this.#collections.add(collectionPath(target))
    this.#entries.set(objectPath(target, name), { object: null, made: false })
  }

  /** The object under a path as this run left it: undefined where the run did not touch it, null where it deleted it. */
  find(path: string): JsonObject | null | undefined {
    return this.#entries.get(path)?.object
  }

  /** Whether the object exists only because this run made it. */
  made(path: string): boolean {
    return this.#entries.get(path)?.made ?? false
  }

  touches(collection: string): boolean {
    return this.#collections.has(collection)
  }

  /** Objects of a collection that this run left, and the names it deleted. */
  within(collection: string): { readonly present: readonly JsonObject[]; readonly gone: ReadonlySet<string> } {
    const present: JsonObject[] = []
    const gone = new Set<string>()
    for (const [path, { object }] of this.#entries) {
      const name = path.slice(collection.length + 1)
      if (!path.startsWith(`${collection}/`) || name.includes('/')) continue
      if (object === null) gone.add(name)
      else present.push(object)
    }
    return { present, gone }
  }

  /** Whether a namespace exists only because this run made it: nothing inside it can be verified by the cluster. */
  madeNamespace(name: string | null): boolean {
    return name !== null && this.made(`/api/v1/namespaces/${name}`)
  }

  /** Remembers the kinds that a definition of this run brings. */
  define(definition: JsonObject): void {
    this.#kinds.push(...servedKinds(definition))
  }

  get kinds(): readonly ServedKind[] {
    return this.#kinds
  }

  /** The kind of a resource by a definition of this run, null where none brings it. */
  kindOf({ group, version, resource }: ApiTarget): ServedKind | null {
    const same = (kind: ServedKind) => kind.group === group && kind.version === version && kind.resource === resource
    return this.#kinds.find((kind) => same(kind)) ?? null
  }

  /** The definitions of this run and nothing else: what another program must see to render the same. */
  definitions(): Overlay {
    const copy = new Overlay()
    copy.#kinds.push(...this.#kinds)
    for (const [path, entry] of this.#entries) if (path.startsWith(`${DEFINITIONS}/`)) copy.#entries.set(path, entry)
    if (copy.#entries.size > 0) copy.#collections.add(DEFINITIONS)
    return copy
  }
}
