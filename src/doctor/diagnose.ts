import { YAMLException } from 'js-yaml'
import { checkBranch } from './checkBranch.ts'
import { checkConditions } from './checkConditions.ts'
import { checkCredentials } from './checkCredentials.ts'
import { checkEnvironments } from './checkEnvironments.ts'
import { checkExpressions } from './checkExpressions.ts'
import { checkJobs } from './checkJobs.ts'
import { checkOwners } from './checkOwners.ts'
import { checkPermissions } from './checkPermissions.ts'
import { checkPullRequestCode } from './checkPullRequestCode.ts'
import { checkSteps } from './checkSteps.ts'
import { checkToken } from './checkToken.ts'
import { checkTriggers } from './checkTriggers.ts'
import type { Diagnosis } from './Diagnosis.ts'
import { makeFinding } from './Finding.ts'
import type { Finding } from './Finding.ts'
import type { Severity } from './findingCodes.ts'
import { parseWorkflow } from './parseWorkflow.ts'
import type { Settings } from './Settings.ts'
import { lineStarts, spotAt } from './spotAt.ts'
import type { Workflow } from './Workflow.ts'
import { compareTexts } from '../text/compareTexts.ts'

/** A workflow as it stands in the checkout. */
export type WorkflowFile = { readonly file: string; readonly text: string }

export type Read = { readonly workflows: readonly Workflow[]; readonly unreadable: readonly Finding[] }

/** Parses the workflows of a repository; those that are no YAML become findings. */
export const readWorkflows = (files: readonly WorkflowFile[]): Read => {
  const parsed = files.map(parseOrFind)
  return {
    workflows: parsed.flatMap((each) => ('jobs' in each ? [each] : [])),
    unreadable: parsed.flatMap((each) => ('code' in each ? [each] : [])),
  }
}

const parseOrFind = ({ file, text }: WorkflowFile): Workflow | Finding => {
  try {
    return parseWorkflow(file, text)
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const spot = spotAt(file, text, lineStarts(text), error.mark?.position ?? 0)
    const sentence = `This is no YAML that GitHub would read: ${error.reason}.`
    return makeFinding('D_WORKFLOW_UNREADABLE', spot, sentence, 'Correct it, and run the doctor again.')
  }
}

/** Every weakness of workflows and settings; `settings` is null where only the workflows are looked at. */
export const diagnose = ({ workflows, unreadable }: Read, settings: Settings | null): Diagnosis => {
  const findings = [
    ...unreadable,
    ...workflows.flatMap((workflow) => ofWorkflow(workflow, workflows)),
    ...(workflows.some(({ jobs }) => jobs.some(({ commands }) => commands.size > 0)) ? [] : [noGate]),
    ...(settings === null ? [] : ofSettings(settings, workflows)),
  ].toSorted(byGravity)
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length
  return {
    schemaVersion: 1,
    counts: { weakness: count('weakness'), unseen: count('unseen'), hint: count('hint') },
    findings,
  }
}

const ofWorkflow = (workflow: Workflow, all: readonly Workflow[]): Finding[] => [
  ...checkConditions(workflow),
  ...checkCredentials(workflow, all),
  ...checkExpressions(workflow),
  ...checkJobs(workflow),
  ...checkPermissions(workflow),
  ...checkPullRequestCode(workflow),
  ...checkSteps(workflow),
  ...checkTriggers(workflow, all),
]

const ofSettings = (settings: Settings, workflows: readonly Workflow[]): Finding[] => [
  ...checkBranch(settings),
  ...checkEnvironments(settings, workflows),
  ...checkOwners(settings),
  ...checkToken(settings),
]

const noGate = makeFinding(
  'D_GATE_MISSING',
  null,
  'No workflow in .github/workflows uses the gate.',
  'Copy examples/simple or examples/hardened.',
)

const GRAVITY: readonly Severity[] = ['weakness', 'unseen', 'hint']

const byGravity = (one: Finding, other: Finding): number =>
  GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity) ||
  compareTexts(one.spot?.file ?? '', other.spot?.file ?? '') ||
  (one.spot?.line ?? 0) - (other.spot?.line ?? 0) ||
  (one.spot?.column ?? 0) - (other.spot?.column ?? 0) ||
  compareTexts(one.code, other.code)
