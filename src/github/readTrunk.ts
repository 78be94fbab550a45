import { at } from '../json/at.ts'
import type { GitHub } from './GitHub.ts'
import type { RuleFiles } from './PullRequest.ts'
import { rulesAtEach } from './pullRequestQuery.ts'
import { ruleFiles } from './ruleFiles.ts'

/** The rules of the default branch as it is now; null in an empty repository. */
export const readTrunk = async (github: GitHub): Promise<RuleFiles | null> => {
  const answer = await github.graphql(rulesAtEach(['HEAD']), 'the default branch was read', {})
  return ruleFiles(at(answer, 'repository', 'rules0'), 'the default branch')
}
