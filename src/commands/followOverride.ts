import { postComment } from '../github/comments.ts'
import type { GitHub } from '../github/GitHub.ts'
import { isIssue, openIssue } from '../github/openIssue.ts'
import { followUpOf, renderOverride, renderOverrideIssue } from '../render/renderOverride.ts'
import type { Gated } from './gate.ts'

/**
 * What an override brings with it, once: an issue that asks for the review that was left out, and a notice on the pull
 * request that stays. An override without them lets nothing pass.
 */
export const followOverride = async (github: GitHub, { decision, surface, pull }: Gated): Promise<void> => {
  const { override } = decision
  if (override === null || surface === null) return
  const text = renderOverrideIssue(decision, override, { surface, number: pull.number })
  for (const { body, edited } of pull.ownComments) {
    const issue = edited ? null : followUpOf(body)
    if (issue === null || body !== renderOverride(decision, override, { number: issue })) continue
    // A notice is only a comment, which others may have posted: the issue must be there and say the same.
    if (await isIssue(github, issue, text)) return
  }
  await postComment(github, pull.number, renderOverride(decision, override, await openIssue(github, text)))
}
