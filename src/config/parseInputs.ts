import { GateError } from '../errors/GateError.ts'
import type { RawInputs } from './actionInputs.ts'
import type { GateInputs } from './GateInputs.ts'
import { parseUnstable } from './parseUnstable.ts'
import { parseWait } from './parseWait.ts'
import type { PlanInputs } from './PlanInputs.ts'

const COMMANDS = ['auto', 'plan', 'publish', 'gate', 'apply', 'resolve', 'doctor'] as const

export type CommandName = (typeof COMMANDS)[number]

/** Which command is to run. */
export const parseCommandName = (text: string): CommandName => oneOf(text, COMMANDS, 'command')

/**
 * The inputs of a target.
 *
 * @throws GateError E_INPUT where one is missing or has a value that cannot be used.
 */
export const parsePlanInputs = (raw: RawInputs): PlanInputs => ({
  ...operationInputs(raw),
  release: given(raw, 'release'),
  namespace: given(raw, 'namespace'),
  helmArgs: raw['helm-args'],
  environment: raw.environment === '' ? 'default' : raw.environment,
  baseline: oneOf(raw.baseline, ['cluster', 'git'], 'baseline'),
  gitBase: raw['git-base'],
  helm: given(raw, 'helm'),
  kubectl: given(raw, 'kubectl'),
  kubeContext: raw['kube-context'] === '' ? null : raw['kube-context'],
  digestKey: digestKey(raw['digest-key']),
  lookupSecrets: lines(raw['lookup-secrets']),
  unstable: parseUnstable(raw.unstable),
  witness: oneOf(raw.witness, ['on', 'off', 'strict'], 'witness'),
  helmDiffSource: given(raw, 'helm-diff-source').replace(/\/+$/, ''),
  timeoutSeconds: wholeNumber(raw['timeout-seconds'], 'timeout-seconds', 1, 6 * 3600),
})

type OperationInput = 'operation' | 'chart' | 'chartVersion' | 'chartRepository' | 'values' | 'revision'

const operationInputs = (raw: RawInputs): Pick<PlanInputs, OperationInput> => {
  const operation = oneOf(raw.operation, ['upgrade', 'rollback', 'uninstall'], 'operation')
  if (operation !== 'rollback' && raw.revision !== '') throw useless('revision', operation)
  if (operation === 'upgrade') {
    const fetched = { chartVersion: raw['chart-version'], chartRepository: raw['chart-repository'] }
    return { operation, chart: given(raw, 'chart'), ...fetched, values: lines(raw.values), revision: null }
  }
  for (const name of ['chart', 'chart-version', 'chart-repository', 'values'] as const)
    if (raw[name] !== '') throw useless(name, operation)
  // Helm takes the revision before the newest where none is said.
  const revision = raw.revision === '' ? -1 : wholeNumber(raw.revision, 'revision', 1, 1e9)
  const nothing = { chart: '', chartVersion: '', chartRepository: '', values: [] }
  return { operation, ...nothing, revision: operation === 'rollback' ? revision : null }
}

const useless = (name: string, operation: string): GateError =>
  new GateError('E_INPUT', `The input ${name} means nothing to the operation ${operation}.`, 'Remove it.')

/** What leads to a repository on GitHub. */
export type Connection = Pick<GateInputs, 'token' | 'apiUrl' | 'owner' | 'repo' | 'timeoutSeconds'>

/** Where the workflow runs, beside its inputs. */
export type Place = { readonly apiUrl: string; readonly repository: string; readonly pullRequest: number | null }

/**
 * The repository on GitHub and the way to it.
 *
 * @throws GateError E_INPUT
 */
export const parseConnection = (raw: RawInputs, { apiUrl, repository }: Omit<Place, 'pullRequest'>): Connection => {
  const [owner, repo] = repository.split('/')
  if (owner === undefined || owner === '' || repo === undefined || repo === '') {
    throw new GateError(
      'E_INPUT',
      'The repository is not known.',
      'Run on a GitHub runner, or pass --repository owner/name.',
    )
  }
  const timeoutSeconds = wholeNumber(raw['github-timeout-seconds'], 'github-timeout-seconds', 1, 600)
  return { token: given(raw, 'github-token'), apiUrl, owner, repo, timeoutSeconds }
}

/**
 * The inputs of everything that speaks of a pull request.
 *
 * @throws GateError E_INPUT, or E_NO_PULL_REQUEST where neither the event nor an input names one.
 */
export const parseGateInputs = (raw: RawInputs, place: Place): GateInputs => {
  const connection = parseConnection(raw, place)
  const number =
    raw['pull-request'] === '' ? place.pullRequest : wholeNumber(raw['pull-request'], 'pull-request', 1, 1e9)
  if (number === null) {
    throw new GateError(
      'E_NO_PULL_REQUEST',
      'This event belongs to no pull request.',
      'Run on pull_request, pull_request_review or issue_comment events of a pull request, or set the input pull-request.',
    )
  }
  return {
    ...connection,
    pullRequest: number,
    requiredApprovals: wholeNumber(raw['required-approvals'], 'required-approvals', 1, 100),
    applyWhen: oneOf(raw['apply-when'], ['before-merge', 'after-merge'], 'apply-when'),
    waitSeconds: parseWait(raw.wait, 'wait'),
    waitInterval: parseWait(given(raw, 'wait-interval'), 'wait-interval'),
    checkRun: oneOf(raw['check-run'], ['off', 'on'], 'check-run') === 'on',
    strictInputs: oneOf(raw.inputs, ['named', 'strict'], 'inputs') === 'strict',
  }
}

const given = (raw: RawInputs, name: keyof RawInputs): string => {
  if (raw[name] !== '') return raw[name]
  throw new GateError('E_INPUT', `The input ${name} is missing.`, 'Set it; the README shows a whole workflow.')
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const oneOf = <T extends string>(text: string, allowed: readonly T[], name: string): T => {
  const found = allowed.find((word) => word === text)
  if (found !== undefined) return found
  throw new GateError('E_INPUT', `The input ${name} must be one of ${allowed.join(', ')}.`, 'Correct it.')
}

const wholeNumber = (text: string, name: string, least: number, most: number): number => {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new GateError('E_INPUT', `The input ${name} must be a whole number from ${least} to ${most}.`, 'Correct it.')
}

const digestKey = (text: string): string | null => {
  if (text === '') return null
  if (text.length >= 32) return text
  throw new GateError(
    'E_INPUT',
    'The digest-key is too short to keep Secrets from being guessed.',
    'Make one with `openssl rand -hex 32`.',
  )
}
