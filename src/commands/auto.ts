import { messageOf } from '../errors/messageOf.ts'
import type { GateInputs } from '../config/GateInputs.ts'
import type { PlanInputs } from '../config/PlanInputs.ts'
import type { GateEvent } from '../config/readEvent.ts'
import { GateError } from '../errors/GateError.ts'
import { addReaction } from '../github/comments.ts'
import type { GitHub } from '../github/GitHub.ts'
import { readPullRequest } from '../github/readPullRequest.ts'
import { parseCommand } from '../review/parseCommand.ts'
import { asksForPlan } from './asksForPlan.ts'
import { gate } from './gate.ts'
import type { Gated } from './gate.ts'
import type { Planned } from './plan.ts'
import { publish } from './publish.ts'
import { replyToComment } from './replyToComment.ts'
import type { Setting } from './Setting.ts'

export type AutoInputs = { readonly planInputs: PlanInputs; readonly gateInputs: GateInputs; readonly event: GateEvent }

/** What the command of the event did; `planned` is null where no plan was made. */
export type AutoResult = { readonly planned: Planned | null; readonly gated: Gated | null }

/**
 * The command that fits the event: a pull request that changed is planned, published and decided on; a remark or a
 * merge is decided on alone, which needs no cluster; `/gate plan` plans again.
 */
export const auto = async (github: GitHub, inputs: AutoInputs, setting: Setting): Promise<AutoResult> => {
  const { event, gateInputs } = inputs
  if (event.kind === 'closed' && !event.merged) return { planned: null, gated: null }
  if (event.kind === 'changed' || event.kind === 'dispatch') return await planAndGate(github, inputs, setting)
  if (event.kind === 'group') return { planned: null, gated: await gate(github, gateInputs, null, event.groupHead) }
  if (event.kind !== 'remark' && event.kind !== 'closed') {
    throw new GateError(
      'E_EVENT',
      'This event is none that the gate acts on by itself.',
      'Set the input command, or run on pull_request, pull_request_review and issue_comment.',
    )
  }
  await acknowledge(github, event, setting)
  const readPull = async () => await readPullRequest(github, gateInputs.pullRequest)
  const result = (await asksForPlan(github, event, readPull))
    ? await planAndGate(github, inputs, setting)
    : { planned: null, gated: await gate(github, gateInputs, null) }
  if (result.gated !== null) await replyToComment(github, event.comment, result.gated, setting)
  return result
}

const planAndGate = async (
  github: GitHub,
  { planInputs, gateInputs }: AutoInputs,
  setting: Setting,
): Promise<AutoResult> => {
  const { plan } = await import('./plan.ts')
  const planned = await plan(planInputs, setting)
  await publish(github, gateInputs, planned.plan, setting)
  return { planned, gated: await gate(github, gateInputs, planned.plan) }
}

/** Eyes on a wish for a plan, which takes its time; every other command has its answer at once. */
const acknowledge = async (github: GitHub, { comment }: GateEvent, { progress }: Setting): Promise<void> => {
  if (comment === null || parseCommand(comment.body)?.kind !== 'plan') return
  try {
    await addReaction(github, comment.databaseId, 'eyes')
  } catch (error) {
    progress(`the comment could not be marked as seen: ${messageOf(error)}`)
  }
}
