import { CORE_SCHEMA, load } from 'js-yaml'
import { at, textAt } from '../json/at.ts'
import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'
import { locate } from '../yaml/locate.ts'
import { scalarText } from './scalarText.ts'
import { lineStarts } from './spotAt.ts'
import { textList } from './textList.ts'
import type { Job, Step, Workflow } from './Workflow.ts'

const GATE = /(^|\/)helm-query-gate(\/[^@]*)?@/

/**
 * Reads a workflow. What is not as GitHub wants it is left out: GitHub itself refuses such a file.
 *
 * @throws YAMLException where the text is not YAML.
 */
export const parseWorkflow = (file: string, text: string): Workflow => {
  const loaded = load(text, { schema: CORE_SCHEMA, maxAliases: 30 }) as Json
  const document = isObject(loaded) ? loaded : {}
  return {
    file,
    text,
    document,
    starts: lineStarts(text),
    places: locate(text),
    triggers: triggersOf(document['on']),
    jobs: entriesOf(document['jobs']).map(([id, value]) => jobOf(id, value)),
  }
}

const triggersOf = (on: Json | undefined): Map<string, JsonObject> => {
  if (typeof on === 'string') return new Map([[on, {}]])
  if (Array.isArray(on)) return new Map(textList(on).map((name) => [name, {}]))
  if (!isObject(on)) return new Map()
  return new Map(Object.entries(on).map(([name, value]) => [name, isObject(value) ? value : {}]))
}

const entriesOf = (value: Json | undefined): [string, JsonObject][] =>
  isObject(value) ? Object.entries(value).flatMap(([key, member]) => (isObject(member) ? [[key, member]] : [])) : []

const jobOf = (id: string, value: JsonObject): Job => {
  const pointer = `/jobs/${id}`
  const list = value['steps']
  const steps = (Array.isArray(list) ? [...list.entries()] : []).flatMap(([index, step]: [number, Json]) =>
    isObject(step) ? [stepOf(`${pointer}/steps/${index}`, step)] : [],
  )
  const commands = new Set(steps.flatMap(({ command }) => command ?? []))
  return { id, pointer, value, steps, commands, needs: textList(value['needs']) }
}

const stepOf = (pointer: string, value: JsonObject): Step => {
  const uses = textAt(value, 'uses') ?? ''
  const command = GATE.test(uses) ? scalarText(at(value, 'with', 'command')) || 'auto' : null
  return { pointer, value, uses, run: textAt(value, 'run') ?? '', command }
}
