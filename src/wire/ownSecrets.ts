import { Transform } from 'node:stream'
import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'
import { answerObject } from './answerObject.ts'
import type { ReadCall } from './Call.ts'
import { jsonAnswer } from './kubernetesStatus.ts'
import type { Answer } from './kubernetesStatus.ts'

/**
 * Whether a read lists or watches the Secrets of one namespace, as Helm 4 does while it waits for one of its own. A
 * chart's lookup asks the same, but only before the release is stored: it is for the caller to tell them apart.
 */
export const waitsForSecrets = ({ target, query }: ReadCall): boolean =>
  target?.group === '' &&
  target.resource === 'secrets' &&
  target.name === null &&
  target.namespace !== null &&
  !query.has('labelSelector')

/** A list of Secrets without those of other names. */
export const onlyNamed = (answer: Answer, names: ReadonlySet<string>): Answer => {
  if (answer.status !== 200) return answer
  const list = answerObject(answer)
  const items = at(list, 'items')
  const kept = Array.isArray(items)
    ? items.filter((item: Json) => names.has(textAt(item, 'metadata', 'name') ?? ''))
    : []
  return jsonAnswer(200, { ...list, items: kept })
}

/** The events of a watch, one a line, without those about Secrets of other names. */
export const onlyEventsOf = (names: ReadonlySet<string>): Transform => {
  let rest = ''
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const lines = (rest + chunk.toString('latin1')).split('\n')
      rest = lines.pop() ?? ''
      try {
        for (const line of lines) if (isAbout(line, names)) this.push(`${line}\n`, 'latin1')
        done()
      } catch (error) {
        done(error instanceof Error ? error : new Error('a line of a watch is not JSON'))
      }
    },
  })
}

const isAbout = (line: string, names: ReadonlySet<string>): boolean => {
  const event = parseJson(Buffer.from(line, 'latin1').toString('utf8'))
  const type = textAt(event, 'type')
  return type === 'BOOKMARK' || type === 'ERROR' || names.has(textAt(event, 'object', 'metadata', 'name') ?? '')
}
