import {
  EVENT_ALIAS,
  EVENT_MAPPING,
  EVENT_POP,
  EVENT_SCALAR,
  EVENT_SEQUENCE,
  getScalarValue,
  parseEvents,
} from 'js-yaml'

/** Offsets into a text; -1 where the thing has none of its own. */
export type Place = { readonly key: number; readonly value: number }

type Open = {
  readonly pointer: string
  readonly isMapping: boolean
  place: number
  key: { name: string; at: number } | null
}

/**
 * Where each value of the first document of a YAML text stands, and its key, by JSON pointer (RFC 6901; the root is
 * an empty text).
 *
 * @throws YAMLException where the text is not YAML.
 */
export const locate = (text: string): ReadonlyMap<string, Place> => {
  const found = new Map<string, Place>()
  const open: Open[] = []
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_POP) {
      open.pop()
      if (open.length === 0) return found
      continue
    }
    const at = startOf(event)
    if (at === null) continue
    const parent = open.at(-1)
    if (parent?.isMapping === true && parent.key === null) {
      parent.key = { name: event.type === EVENT_SCALAR ? getScalarValue(text, event) : '', at }
      if (event.type === EVENT_SCALAR || event.type === EVENT_ALIAS) continue
    }
    const pointer = pointerIn(parent)
    found.set(pointer, { key: parent?.key?.at ?? -1, value: at })
    if (parent !== undefined) [parent.key, parent.place] = [null, parent.place + 1]
    if (event.type === EVENT_MAPPING || event.type === EVENT_SEQUENCE)
      open.push({ pointer, isMapping: event.type === EVENT_MAPPING, place: 0, key: null })
  }
  return found
}

type Event = ReturnType<typeof parseEvents>[number]

const startOf = (event: Event): number | null => {
  if (event.type === EVENT_SCALAR) return event.valueStart
  if (event.type === EVENT_ALIAS) return event.anchorStart
  return event.type === EVENT_MAPPING || event.type === EVENT_SEQUENCE ? event.start : null
}

const pointerIn = (parent: Open | undefined): string => {
  if (parent === undefined) return ''
  const step = parent.isMapping ? (parent.key?.name ?? '') : String(parent.place)
  return `${parent.pointer}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
