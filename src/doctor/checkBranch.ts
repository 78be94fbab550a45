import { makeFinding } from './Finding.ts'
import type { Finding } from './Finding.ts'
import { notLookedAt } from './notLookedAt.ts'
import type { BranchRules, Settings } from './Settings.ts'

/** The rules of the default branch. */
export const checkBranch = ({ defaultBranch, rules }: Settings): Finding[] => {
  if (!rules.seen) return [notLookedAt(`the rules of the branch ${defaultBranch}`, rules.why)]
  if (!rules.value.isProtected) {
    return [
      makeFinding(
        'D_BRANCH_UNPROTECTED',
        null,
        `No rule protects the branch ${defaultBranch}: whoever may write can replace workflows and rules.`,
        'Add a ruleset for the default branch: pull requests, code owners, the status of the gate.',
      ),
    ]
  }
  return [...pullRequests(defaultBranch, rules.value), ...statuses(defaultBranch, rules.value)]
}

const pullRequests = (branch: string, { needsPullRequest, needsOwners }: BranchRules): Finding[] => {
  if (!needsPullRequest) {
    return [
      makeFinding(
        'D_BRANCH_DIRECT_PUSH',
        null,
        `The branch ${branch} takes commits that were in no pull request.`,
        'Require a pull request before merging.',
      ),
    ]
  }
  if (needsOwners) return []
  return [
    makeFinding(
      'D_OWNERS_NOT_REQUIRED',
      null,
      `The branch ${branch} takes changes of workflows and rules that none of their owners approved.`,
      'Require review from code owners.',
    ),
  ]
}

const statuses = (branch: string, { statuses: all }: BranchRules): Finding[] => {
  const own = all.filter(({ name }) => name.startsWith('helm-query-gate/'))
  if (own.length === 0) {
    return [
      makeFinding(
        'D_STATUS_NOT_REQUIRED',
        null,
        `The branch ${branch} requires no status of the gate.`,
        'Require the status helm-query-gate/<release>/<environment>.',
      ),
    ]
  }
  return own
    .filter(({ app }) => app === null)
    .map(({ name }) =>
      makeFinding(
        'D_STATUS_NOT_PINNED',
        null,
        `Any token that may write can set the status ${name}.`,
        "Choose the status's source: the app whose token the gate uses.",
      ),
    )
}
