import { at } from '../json/at.ts'
import type { GitHub } from './GitHub.ts'
import type { PullRequest, RuleFiles } from './PullRequest.ts'
import { rulesAtEach } from './pullRequestQuery.ts'
import { ruleFiles } from './ruleFiles.ts'

/**
 * The rules of the base as it was before a pull request was merged, each state of them once; none while it is not
 * merged, or where GitHub knows no such commit. A merge commit has that base as its first parent. Before a squashed or
 * rebased commit may stand others of the same pull request, and GitHub does not say how many: the base is among as many
 * commits as the pull request has, so the rules of all of those must be satisfied.
 */
export const readRulesBefore = async (
  github: GitHub,
  { number, merge, commits, baseBranch }: PullRequest,
): Promise<readonly RuleFiles[]> => {
  if (merge === null) return []
  const steps = merge.parents > 1 ? 1 : Math.max(1, commits.length)
  const names = Array.from({ length: steps }, (_, index) => `${merge.commit}~${index + 1}`)
  const answer = await github.graphql(rulesAtEach(names), `the base before pull request ${number} was read`, {})
  const found = names.map((_, index) =>
    ruleFiles(at(answer, 'repository', `rules${index}`), `${baseBranch} before the merge`),
  )
  const [first] = found
  // A young branch may have fewer commits than that; the one before the merge is always there.
  if (first === undefined || first === null) return []
  return [...new Map(found.flatMap((files) => (files === null ? [] : [[files.identity, files]]))).values()]
}
