/** How grave a finding is: `weakness`, `unseen` (nobody could look) or `hint`. */
export type Severity = 'weakness' | 'unseen' | 'hint'

const weakness = (meaning: string) => ({ severity: 'weakness', meaning }) as const
const unseen = (meaning: string) => ({ severity: 'unseen', meaning }) as const
const hint = (meaning: string) => ({ severity: 'hint', meaning }) as const

/** Every finding of the doctor, how grave it is and what it means. Codes never change meaning; the sentences may. */
export const findingCodes = {
  D_ACTION_TAG: hint('An action of GitHub, or the gate itself, is named by a tag or branch, which can be moved.'),
  D_ACTION_UNPINNED: weakness('An action of somebody else is named by a tag or branch, which can be moved.'),
  D_APPLY_NEEDS_NO_GATE: hint(
    'The job that applies does not wait for the gate of its workflow; it verifies by itself.',
  ),
  D_APPLY_NO_ENVIRONMENT: weakness(
    'The job that applies is in no environment, so its credentials are open to other jobs.',
  ),
  D_BRANCH_DIRECT_PUSH: weakness('The default branch takes commits without a pull request.'),
  D_BRANCH_UNPROTECTED: weakness('No rule protects the default branch.'),
  D_CACHE: weakness('A job of the gate uses a cache, which other runs may have filled.'),
  D_CALLED_WORKFLOW: unseen('A job runs a workflow of another repository, which was not looked at.'),
  D_CHECKOUT_CREDENTIALS: weakness('The checkout leaves a token in the work tree.'),
  D_CONCURRENCY_CANCELS: weakness('A newer run may cancel an apply in the middle.'),
  D_CONCURRENCY_MISSING: weakness('Two applies may run at once.'),
  D_CONDITION_AFTER_GATE: hint('Something runs after the gate whatever the gate said.'),
  D_CONDITION_ALWAYS: weakness('The apply runs whatever happened before it.'),
  D_CONFIGURATION_MISSING: weakness(
    'The default branch holds no configuration file, so a workflow says who must approve.',
  ),
  D_CONTINUE_ON_ERROR: weakness('A failed gate or apply counts as a success.'),
  D_CREDENTIALS_IN_JOB: hint('Credentials stand in the environment of a whole job.'),
  D_CREDENTIALS_IN_WORKFLOW: weakness('Credentials stand in the environment of a whole workflow.'),
  D_CREDENTIALS_SHARED: weakness('A credential of the apply is open to a job outside its environment.'),
  D_ENVIRONMENT_ADMINS: weakness('Administrators may go around the rules of an environment.'),
  D_ENVIRONMENT_BRANCHES: weakness('Every branch may use an environment.'),
  D_ENVIRONMENT_MISSING: weakness('An environment does not exist, so nothing protects what the job gets.'),
  D_ENVIRONMENT_PULLS: hint('Pull requests may use an environment, with a workflow of their own.'),
  D_ENVIRONMENT_REVIEWERS: weakness('An apply is parked on an environment that waits for nobody.'),
  D_EXPRESSION_INJECTION: weakness('A text that strangers write becomes part of a script.'),
  D_GATE_MISSING: weakness('No workflow uses the gate.'),
  D_NOT_LOOKED_AT: unseen('A setting could not be looked at.'),
  D_OWNERS_ERRORS: weakness('The file of code owners has errors, and a wrong line owns nothing.'),
  D_OWNERS_MISSING: weakness('Nobody owns the workflows and the configuration of the gate.'),
  D_OWNERS_NOT_REQUIRED: weakness('The default branch takes changes that no code owner approved.'),
  D_PERMISSIONS_MISSING: weakness('A job of the gate has whatever permissions the repository gives.'),
  D_PERMISSIONS_SHORT: hint('A job of the gate lacks a permission that its command needs.'),
  D_PERMISSIONS_WIDE: weakness('A job of the gate has a permission that its command does not need.'),
  D_PLAN_NO_ENVIRONMENT: hint('A job that plans holds secrets that any branch can reach.'),
  D_PULL_REQUEST_CODE: weakness('A trusted event runs code of a pull request, with rights or secrets.'),
  D_RULES_IN_WORKFLOW: weakness('A workflow that a pull request may change says how many approvals are needed.'),
  D_SELF_HOSTED: hint('A job of the gate runs on a machine that other jobs may share.'),
  D_STATUS_NOT_PINNED: weakness('Whoever may write can set the status that is required.'),
  D_STATUS_NOT_REQUIRED: weakness('A pull request can be merged whatever the gate says.'),
  D_TOKEN_APPROVES: weakness('Workflows may approve pull requests.'),
  D_TOKEN_WRITES: weakness('Jobs that name no permissions may write.'),
  D_TRIGGERS_MISSING: weakness('The gate does not hear of something that takes an approval back.'),
  D_WORKFLOW_UNREADABLE: unseen('A workflow cannot be read.'),
} as const satisfies Record<`D_${string}`, { readonly severity: Severity; readonly meaning: string }>

export type FindingCode = keyof typeof findingCodes
