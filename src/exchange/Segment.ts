/** One step into an object: a key, the place of a list's item, or the item that a list knows by its own key. */
export type Segment = string | number | ItemKey

/** How a list knows an item: by which member, and that member's value. */
export type ItemKey = { readonly by: string; readonly value: string }

/** A path as people read it: `spec.containers[name=web].image`, `metadata.labels["helm.sh/chart"]`. */
export const pathText = (segments: readonly Segment[]): string =>
  segments.map((segment, index) => text(segment, index)).join('')

const text = (segment: Segment, index: number): string => {
  if (typeof segment === 'number') return `[${segment}]`
  if (typeof segment === 'object')
    return `[${segment.by}=${/^[\w./-]+$/.test(segment.value) ? segment.value : JSON.stringify(segment.value)}]`
  if (!/^[A-Za-z_$][\w$/-]*$/.test(segment)) return `[${JSON.stringify(segment)}]`
  return index === 0 ? segment : `.${segment}`
}
