import { at } from '../json/at.ts'
import type { GitHub } from './GitHub.ts'
import type { RuleFiles } from './PullRequest.ts'
import { RULES_AT } from './pullRequestQuery.ts'
import { ruleFiles } from './ruleFiles.ts'

/** The rules of the default branch as it is now; null in an empty repository. */
export const readTrunk = async (github: GitHub): Promise<RuleFiles | null> => {
  const answer = await github.graphql(RULES_AT, 'the default branch was read', { commit: 'HEAD' })
  return ruleFiles(at(answer, 'repository', 'object'), 'the default branch')
}
