import type { GateInputs } from '../config/GateInputs.ts'
import type { GitHub } from '../github/GitHub.ts'
import { watchPullRequest } from '../github/watchPullRequest.ts'
import type { Gated } from './gate.ts'
import type { Setting } from './Setting.ts'
import { waitForDecision } from './waitForDecision.ts'

/** What a decision is waited for with. */
export type Patience = {
  readonly github: GitHub
  readonly gateInputs: Pick<GateInputs, 'pullRequest' | 'waitSeconds' | 'waitInterval'>
  readonly evaluate: () => Promise<Gated>
  readonly setting: Pick<Setting, 'progress' | 'stop'>
}

/** Waits as long as the inputs say; at once done where there is nothing to wait for, or no time for it. */
export const waitWhilePending = async <T extends Gated | null>(
  first: T,
  { github, gateInputs, evaluate, setting }: Patience,
): Promise<T | Gated> => {
  const { pullRequest, waitSeconds, waitInterval } = gateInputs
  if (first === null || waitSeconds === 0) return first
  const look = watchPullRequest(github, pullRequest)
  return await waitForDecision(first, { ...setting, seconds: waitSeconds, interval: waitInterval, look, evaluate })
}
