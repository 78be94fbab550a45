import { postComment, updateComment } from '../github/comments.ts'
import { createCheckRun } from '../github/createCheckRun.ts'
import type { GitHub } from '../github/GitHub.ts'
import type { PullRequest } from '../github/PullRequest.ts'
import { setCommitStatus } from '../github/setCommitStatus.ts'
import type { CommitStatus } from '../github/setCommitStatus.ts'
import { keptRejectionsIn } from '../render/parseRejection.ts'
import { renderRejection } from '../render/renderRejection.ts'
import { STATUS_MARK } from '../render/renderStatus.ts'
import { statusLine } from '../render/statusLine.ts'
import type { Decision, KeptRejection } from '../review/Decision.ts'
import { followOverride } from './followOverride.ts'
import type { Gated } from './gate.ts'
import { isLocked } from './isLocked.ts'
import { statusOf, targetOf } from './statusOf.ts'

/** Where else a decision is shown. */
export type Showing = {
  /** The commit of a merge queue, which needs the status as well; null where there is none. */
  readonly groupHead: string | null
  /** Whether it is a check of the commit as well. */
  readonly checkRun: boolean
}

/** Shows a decision: status comment, commit status, check, and what must outlive the remarks that it rests on. */
export const showDecision = async (github: GitHub, gated: Gated, { groupHead, checkRun }: Showing): Promise<void> => {
  const { decision, pull } = gated
  await keepRejections(github, decision, pull)
  await followOverride(github, gated)
  const target = targetOf(gated)
  const body = statusOf(gated)
  const shown = pull.ownComments.find((comment) => comment.body.endsWith(STATUS_MARK))
  const locked = await isLocked(async () => {
    if (shown === undefined) await postComment(github, pull.number, body)
    else if (shown.body !== body) await updateComment(github, shown.databaseId, body)
  })
  for (const commit of [pull.head, ...(groupHead === null ? [] : [groupHead])]) {
    await setCommitStatus(github, commit, {
      state: COMMIT_STATE[decision.state],
      context: `helm-query-gate/${target}`,
      description: locked ? `${statusLine(decision)}; the conversation is locked` : statusLine(decision),
      url: shown?.url ?? null,
    })
    if (checkRun) {
      const conclusion = CONCLUSION[decision.state]
      const title = statusLine(decision)
      await createCheckRun(github, commit, { name: `helm-query-gate/${target}`, conclusion, title, summary: body })
    }
  }
}

/** Each rejection that counts is kept in a comment of the gate, which nobody edits. */
const keepRejections = async (
  github: GitHub,
  { rejections }: Decision,
  { ownComments, number }: PullRequest,
): Promise<void> => {
  const kept = keptRejectionsIn(ownComments)
  for (const rejection of rejections)
    if (!kept.some((each) => keeps(each, rejection)))
      await isLocked(async () => void (await postComment(github, number, renderRejection(rejection))))
}

/** Whether a comment keeps all of a rejection: one that only names its remark may be forged. */
const keeps = (kept: KeptRejection, { remark, id, login, at, subjects }: KeptRejection): boolean =>
  kept.remark === remark &&
  kept.id === id &&
  kept.login === login &&
  kept.at === at &&
  subjects.every((subject) => kept.subjects.includes(subject))

const CONCLUSION = {
  approved: 'success',
  pending: 'action_required',
  rejected: 'failure',
  blocked: 'failure',
} as const

const COMMIT_STATE: Readonly<Record<Decision['state'], CommitStatus['state']>> = {
  approved: 'success',
  pending: 'pending',
  rejected: 'failure',
  blocked: 'failure',
}
