import { textAt } from '../json/at.ts'
import { isObject } from '../json/isObject.ts'
import type { Finding } from './Finding.ts'
import { expressionsIn } from './expressionsIn.ts'
import { findingIn } from './findingIn.ts'
import { textsIn } from './textsIn.ts'
import type { Job, Step, Workflow } from './Workflow.ts'

const TRUSTED_EVENTS = ['pull_request_target', 'workflow_run', 'issue_comment'] as const
const PULL_REQUEST_TREE =
  /refs\/pull\/|\bhead_ref\b|\.head\.(sha|ref)\b|\.head_sha\b|\.head_branch\b|\.merge_commit_sha\b|gh pr checkout/
// Programs that do what files of the work tree say, and scripts of the tree itself.
const RUNS_TREE =
  /(^|[\s;&|("'])(\.{1,2}\/[\w.-]|(make|just|task|npm|npx|yarn|pnpm|bun|pip3?|poetry|python3?|node|deno|ruby|bundle|bash|sh|cargo|mvn|gradle|docker|tox|pre-commit|source)(?=\s|$)|go\s+(run|test|build|generate|install)\b|helm\s+(dependency|dep|package|template|install|upgrade)\b|helm\s+plugin\s+install\s+\.)/m

/** Jobs of trusted events that check out a pull request and run something of it, with rights or secrets. */
export const checkPullRequestCode = (workflow: Workflow): Finding[] => {
  const events = TRUSTED_EVENTS.filter((event) => workflow.triggers.has(event))
  if (events.length === 0) return []
  return workflow.jobs.flatMap((job) => ofJob(workflow, job, events.join(', ')))
}

const ofJob = (workflow: Workflow, job: Job, events: string): Finding[] => {
  const first = job.steps.findIndex((step) => checksOut(workflow, job, step))
  const runs = first < 0 ? undefined : job.steps.slice(first + 1).find(runsTree)
  if (runs === undefined || !isPowerful(workflow, job)) return []
  const key = runs.run === '' ? 'uses' : 'run'
  return [
    findingIn(workflow, 'D_PULL_REQUEST_CODE', { pointer: `${runs.pointer}/${key}` }, [
      `The job ${job.id} runs files of a pull request, with what a job of ${events} may do and knows.`,
      'Treat the tree as data: run nothing of it here, or do it in a job of `pull_request` without secrets.',
    ]),
  ]
}

const checksOut = ({ document }: Workflow, job: Job, step: Step): boolean => {
  if (step.run !== '') return /\bgit\s+(fetch|pull|checkout)\b|gh pr checkout/.test(step.run) && leads(step.run)
  if (!step.uses.startsWith('actions/checkout@')) return false
  const ref = textAt(step.value, 'with', 'ref') ?? ''
  const variables = [...ref.matchAll(/\benv\.(\w+)/g)].map(([, name]) => name ?? '')
  const values = variables.flatMap((name) => [job.value['env'], document['env']].map((env) => textAt(env, name) ?? ''))
  return [ref, ...values].some(leads)
}

const leads = (text: string): boolean => PULL_REQUEST_TREE.test(text)

const runsTree = ({ run, uses }: Step): boolean => RUNS_TREE.test(run) || uses.startsWith('./')

/** Whether a job knows a secret or may write: a pull request's code would get both. */
const isPowerful = ({ document }: Workflow, { value }: Job): boolean => {
  const secret = textsIn(value, '')
    .flatMap(({ text }) => expressionsIn(text))
    .some((each) => /\bsecrets\b/.test(each))
  const permissions = value['permissions'] ?? document['permissions']
  const writes = isObject(permissions)
    ? Object.values(permissions).includes('write')
    : permissions === undefined || permissions === 'write-all'
  return secret || writes || value['environment'] !== undefined
}
