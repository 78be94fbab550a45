import { GateError } from '../errors/GateError.ts'
import { parsePathText } from '../exchange/parsePathText.ts'

/**
 * Paths that every render of a chart makes anew, by `Kind/name`; one object a line: `Secret/web: data.password`.
 *
 * @throws GateError E_INPUT where a line says something else.
 */
export const parseUnstable = (text: string): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>()
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue
    const [, object = '', list = ''] = /^([A-Za-z]+\/[^\s:]+):\s*(\S.*)$/.exec(line) ?? []
    const paths = list.split(/,\s*/)
    if (object === '' || !paths.every((path) => parsePathText(path) !== null)) throw malformed(line)
    found.set(object, [...(found.get(object) ?? []), ...paths])
  }
  return found
}

const malformed = (line: string): GateError =>
  new GateError(
    'E_INPUT',
    `The input unstable has a line that names no paths of an object: ${line}`,
    'Write `Kind/name: path, path`, with paths as the list of queries shows them.',
  )
