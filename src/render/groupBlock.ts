import { codeSpan } from './markdown.ts'
import { editText, objectLine } from './queryBlock.ts'
import type { QueryRun } from './queryRuns.ts'

/** The content of a group: the one edit that all its members make, then each object with its own digest. */
export const groupBlock = (run: QueryRun, targetName: string): string =>
  [
    'The same edit in each of these objects, and nothing else:',
    editText(run[0]),
    run
      .map((query) => `- ${query.number} · ${objectLine(query, targetName)} · digest ${codeSpan(query.digest)}`)
      .join('\n'),
  ].join('\n\n')
