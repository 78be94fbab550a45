import type { PullRequest } from '../github/PullRequest.ts'
import type { Pushers } from '../github/readPushers.ts'
import type { Decision } from '../review/Decision.ts'

const RULES = /^(\.github\/(helm-query-gate\.yml|CODEOWNERS|workflows\/.+|actions\/.+)|CODEOWNERS|docs\/CODEOWNERS)$/

/** Most deletions that are named, the newest. */
const MOST = 5

/** What people should know beside the decision: sentences. */
export const notesOn = (
  { changedPaths, deletions, author, unknownCommitters, remarks }: PullRequest,
  pushers: Pushers,
  { rejections }: Pick<Decision, 'rejections'>,
): string[] => {
  const rules = changedPaths.filter((path) => RULES.test(path)).slice(0, 20)
  const there = new Set(remarks.map(({ id }) => id))
  const lost = rejections.filter(({ remark }) => !there.has(remark))
  return [
    ...(rules.length === 0
      ? []
      : [`This pull request changes ${rules.join(', ')}; the rules are those of its base, before and after.`]),
    ...lost.map(({ login }) => `The comment in which ${login} rejected is gone; the rejection holds.`),
    ...deletions.slice(-MOST).map(({ of, by }) => `${by} deleted a comment of ${of}.`),
    ...(author.isPerson ? [] : [`${author.login}, who opened this pull request, is no person.`]),
    ...(unknownCommitters ? ['A commit is by somebody whom GitHub does not know.'] : []),
    ...(pushers.isKnown ? [] : ['Who pushed the head cannot be seen.']),
  ]
}
