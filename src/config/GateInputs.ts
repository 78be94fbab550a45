/** Where a pull request is and what its approvals must be. */
export type GateInputs = {
  readonly token: string
  readonly apiUrl: string
  readonly owner: string
  readonly repo: string
  readonly pullRequest: number
  /** Approvals by people with write access that each query needs. */
  readonly requiredApprovals: number
  /** Whether the change is applied while the pull request is open, or once it is merged. */
  readonly applyWhen: 'before-merge' | 'after-merge'
  /** Whether an apply refuses where chart, values or flags are not those of the list that was approved. */
  readonly strictInputs: boolean
  /** Whether the decision is shown as a check of the head, too. */
  readonly checkRun: boolean
  /** Most seconds that a run waits for a decision; 0: it ends at once. */
  readonly waitSeconds: number
  /** Seconds between two looks while it waits. */
  readonly waitInterval: number
  readonly timeoutSeconds: number
}
