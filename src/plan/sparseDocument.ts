import type { Segment } from '../exchange/Segment.ts'
import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'

/** One value and where it stands. */
export type Placed = { readonly segments: readonly Segment[]; readonly value: Json }

/** The smallest document that holds these values at their places, items of lists with the member that names them. */
export const sparseDocument = (placed: readonly Placed[]): Json => {
  const node = new Node()
  for (const { segments, value } of placed) node.put(segments, value)
  return node.toJson()
}

class Node {
  readonly #members = new Map<string, { readonly segment: Segment; readonly node: Node }>()
  #value: Json | undefined

  put(segments: readonly Segment[], value: Json): void {
    const [first, ...rest] = segments
    if (first === undefined) {
      this.#value = value
      return
    }
    const id = typeof first === 'object' ? `${first.by}=${first.value}` : `${typeof first} ${first}`
    const member = this.#members.get(id) ?? { segment: first, node: new Node() }
    this.#members.set(id, member)
    member.node.put(rest, value)
  }

  toJson(): Json {
    if (this.#value !== undefined) return this.#value
    if (this.#members.size === 0) return {}
    const members = [...this.#members.values()]
    if (members.every(({ segment }) => typeof segment === 'string')) {
      return Object.fromEntries(
        members.flatMap(({ segment, node }) => (typeof segment === 'string' ? [[segment, node.toJson()]] : [])),
      )
    }
    return members.map(({ segment, node }) => named(segment, node.toJson()))
  }
}

const named = (segment: Segment, item: Json): Json =>
  typeof segment === 'object' && isObject(item) ? { [segment.by]: segment.value, ...item } : item
