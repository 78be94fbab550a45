/** Every output of the action; action.yml says the same, and a test compares them. Never text of a manifest. */
export const actionOutputs = [
  'approved',
  'decision',
  'reason-code',
  'environment',
  'plan-digest',
  'pending',
  'rejected',
  'denied',
  'counts',
  'needed',
  'targets',
  'report-path',
  'pull-request',
  'pull-request-state',
  'pull-request-head',
  'same-repository',
  'result',
] as const

export type OutputName = (typeof actionOutputs)[number]

export type Outputs = Readonly<Record<OutputName, string>>
