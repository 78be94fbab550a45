import type { GateError } from '../errors/GateError.ts'
import { codeSpan, fence } from './markdown.ts'
import { STATUS_MARK } from './renderStatus.ts'

/** The status comment where a run could not decide: what happened, where, and what to do. */
export const renderFailure = ({ code, sentence, next, excerpt }: GateError, target: string): string =>
  [
    `**${codeSpan(target)}** · error: nothing was decided`,
    `${codeSpan(sentence)} [${code}]`,
    ...(excerpt === null ? [] : [fence('', excerpt)]),
    codeSpan(next),
    STATUS_MARK,
  ].join('\n\n')
