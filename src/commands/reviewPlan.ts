import type { GitHub } from '../github/GitHub.ts'
import type { PullRequest } from '../github/PullRequest.ts'
import { readWriters } from '../github/readWriters.ts'
import type { Plan } from '../plan/Plan.ts'
import { spentIn } from '../render/parseReceipt.ts'
import { decide } from '../review/decide.ts'
import type { Decision } from '../review/Decision.ts'
import { findSurfaces } from '../review/findSurfaces.ts'
import { isDeciding, parseCommand } from '../review/parseCommand.ts'
import type { Remark } from '../review/Remark.ts'

/** Decides on queries by the remarks of a pull request and the rights that their authors have at this moment. */
export const reviewPlan = async (
  github: GitHub,
  pull: PullRequest,
  plan: Pick<Plan, 'queries' | 'target'>,
  requiredApprovals: number,
): Promise<Decision> => {
  const writers = await readWriters(
    github,
    pull.remarks.filter((remark) => decides(remark)).map(({ author }) => author),
  )
  return decide({
    queries: plan.queries,
    targetName: plan.target.name,
    surfaces: findSurfaces(pull.ownComments),
    remarks: pull.remarks,
    writers,
    excluded: excludedPeople(pull),
    required: requiredApprovals + (pull.authorIsPerson && !pull.unknownCommitters ? 0 : 1),
    spent: new Set(pull.ownComments.flatMap(({ body }) => spentIn(body))),
    tamperedAt: pull.tamperedAt,
  })
}

const decides = ({ body, state }: Remark): boolean => {
  const command = parseCommand(body)
  return (command !== null && isDeciding(command)) || state === 'CHANGES_REQUESTED' || state === 'APPROVED'
}

const excludedPeople = ({ contributors }: PullRequest): Map<number, string> => {
  const committers = contributors
    .filter(({ role }) => role === 'committer')
    .map(({ id }) => [id, 'a commit of this pull request is yours'] as const)
  const authors = contributors
    .filter(({ role }) => role === 'author')
    .map(({ id }) => [id, 'you are the author of this pull request'] as const)
  return new Map([...committers, ...authors])
}
