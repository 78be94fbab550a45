import { postComment } from '../github/comments.ts'
import type { GitHub } from '../github/GitHub.ts'
import { openIssue } from '../github/openIssue.ts'
import { overrideMark, renderOverride, renderOverrideIssue } from '../render/renderOverride.ts'
import type { Gated } from './gate.ts'

/**
 * What an override brings with it, once: an issue that asks for the review that was left out, and a notice on the pull
 * request that stays. An override without them lets nothing pass.
 */
export const followOverride = async (github: GitHub, { decision, surface, pull }: Gated): Promise<void> => {
  const { override } = decision
  if (override === null || surface === null) return
  const mark = overrideMark(override.remark)
  if (pull.ownComments.some(({ body, edited }) => !edited && body.endsWith(mark))) return
  const issue = await openIssue(github, renderOverrideIssue(decision, override, { surface, number: pull.number }))
  await postComment(github, pull.number, renderOverride(decision, override, issue))
}
