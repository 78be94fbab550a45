import { structuredPatch } from 'diff'

const CONTEXT_LINES = 3
const MAX_EDITS = 2000

/** Unified hunks (`@@ … @@` and marked lines) that turn one text into another; texts too different to compare become a whole replacement. */
export const unifiedDiff = (before: string, after: string): string => {
  if (before === after) return ''
  const patch = structuredPatch('', '', ended(before), ended(after), '', '', {
    context: CONTEXT_LINES,
    maxEditLength: MAX_EDITS,
  })
  if (patch === undefined) return wholeReplacement(before, after)
  return patch.hunks
    .map((hunk) =>
      [`@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`, ...hunk.lines].join('\n'),
    )
    .join('\n')
}

const ended = (text: string): string => (text === '' ? '' : `${text}\n`)

const wholeReplacement = (before: string, after: string): string => {
  const [old, fresh] = [before.split('\n'), after.split('\n')]
  return [
    `@@ -1,${old.length} +1,${fresh.length} @@`,
    ...old.map((line) => `-${line}`),
    ...fresh.map((line) => `+${line}`),
  ].join('\n')
}
