import type { PlanInputs } from '../config/PlanInputs.ts'
import type { Operation } from '../helm/Operation.ts'
import type { ReleaseHistory } from '../helm/readHistory.ts'
import type { Reason } from '../plan/Plan.ts'

/** What is to be said of an operation before anything of it was seen: flags left out, values set free, locks. */
export const planWarnings = (inputs: PlanInputs, operation: Operation, history: ReleaseHistory): Reason[] => [
  ...leftOut(operation),
  ...generated(inputs),
  ...unfinished(operation, history),
]

const leftOut = ({ args }: Operation): Reason[] =>
  args
    .filter(({ flag }) => flag.treatment === 'undoes')
    .map(({ name }) => ({
      code: 'W_FLAG_LEFT_OUT',
      message: `--${name} is left out: going back is an operation of its own, with its own plan.`,
    }))

const generated = ({ unstable }: PlanInputs): Reason[] =>
  [...unstable].map(([object, paths]) => ({
    code: 'W_GENERATED',
    message: `${object}: ${paths.join(', ')} may be made anew by every render; what stands there is not part of what is approved.`,
  }))

const unfinished = ({ kind }: Operation, { newest }: ReleaseHistory): Reason[] =>
  kind === 'upgrade' || newest?.status.startsWith('pending-') !== true
    ? []
    : [
        {
          code: 'W_RELEASE_PENDING',
          message: `Revision ${newest.revision} is unfinished (${newest.status}): make sure that no other run is still at work on it.`,
        },
      ]
