import { at } from '../json/at.ts'
import type { GitHub } from './GitHub.ts'
import type { PullRequest, RuleFiles } from './PullRequest.ts'
import { RULES_AT } from './pullRequestQuery.ts'
import { ruleFiles } from './ruleFiles.ts'

/**
 * The rules of the base as it was before a pull request was merged; null while it is not merged, or where GitHub knows
 * no such commit. A merge commit has that base as its first parent. Before a squashed or rebased commit may stand others
 * of the same pull request; but the base at the last push to it has certainly nothing of it.
 */
export const readRulesBefore = async (
  github: GitHub,
  { number, merge, baseAtPush, baseBranch }: PullRequest,
): Promise<RuleFiles | null> => {
  if (merge === null) return null
  const commit = merge.parents > 1 ? `${merge.commit}^1` : baseAtPush
  const answer = await github.graphql(RULES_AT, `the base before pull request ${number} was read`, { commit })
  return ruleFiles(at(answer, 'repository', 'object'), `${baseBranch} before the merge`)
}
