import type { Reason } from './Plan.ts'

/** What a chart says to its user; no object comes of it. */
const NOTES = /\/NOTES\.txt$/
const COMMENT = /^-?\s*\/\*[^]*?\*\//
const LITERAL = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/g
const CALL = /(?:^|[\s(|=])lookup(?:[\s()]|$)/

/**
 * A warning that names the texts of a chart, by their path, that ask the cluster: without one, `lookup` finds nothing.
 * Whether a template comes as far as its `lookup` depends on values, so each that has one is named.
 */
export const missedLookups = (texts: ReadonlyMap<string, string>): Reason[] => {
  const asking = [...texts].filter(([path, text]) => !NOTES.test(path) && looksUp(text)).map(([path]) => path)
  if (asking.length === 0) return []
  return [
    {
      code: 'W_PREVIEW_LOOKUP',
      message: `No cluster was asked, so that lookup found nothing in ${asking.toSorted().join(', ')}: what is applied may be something else.`,
    },
  ]
}

const looksUp = (text: string): boolean =>
  text
    .split('{{')
    .slice(1)
    .some((action) => CALL.test(action.replace(COMMENT, '').replaceAll(LITERAL, '""').split('}}', 1)[0] ?? ''))
