import { GateError } from '../errors/GateError.ts'
import type { ErrorCode } from '../errors/errorCodes.ts'
import type { ProgramResult } from '../process/runProgram.ts'

type Known = { readonly pattern: RegExp; readonly code: ErrorCode; readonly next: string }

const KNOWN: readonly Known[] = [
  {
    pattern: /unknown command "diff"/,
    code: 'E_HELM_DIFF_MISSING',
    next: 'Install the plugin helm-diff, or set `witness: off`.',
  },
  {
    pattern: /another operation .* is in progress/,
    code: 'E_RELEASE_PENDING',
    next: 'Finish it or roll it back with helm rollback, then plan again.',
  },
  {
    pattern: /no matches for kind|resource mapping not found/,
    code: 'E_KIND_UNKNOWN',
    next: 'Put the custom resource definition of that kind into crds/ of the chart, or install it in an earlier step.',
  },
  {
    pattern: /cannot (?:patch|create|delete|update|get|list) resource|is forbidden: User/,
    code: 'E_CLUSTER_FORBIDDEN',
    next: 'Give the identity of this job that right.',
  },
  {
    pattern:
      /template:|execution error at|parse error|YAML parse|values don't meet the specifications|error converting YAML|cannot load|failed to parse|missing in charts|gzipped archive|decompressed chart|chart illegally|larger than the maximum|Chart\.ya?ml/,
    code: 'E_CHART_RENDER',
    next: 'Correct the chart or its values.',
  },
]

const MAX_WORDS = 600
// Patterns are tried on no more than this of what a chart may make Helm say.
const MAX_READ = 10_000
const OUT_OF_MEMORY = /fatal error: (?:runtime: )?(?:out of memory|cannot allocate memory)|failed to reserve/

/** What a failed helm means. `mask` masks secrets in Helm's own words, which may repeat values. */
export const helmFailure = (result: ProgramResult, what: string, mask: (text: string) => string): GateError => {
  if (result.ended === 'timeout')
    return new GateError(
      'E_HELM_TIMEOUT',
      `${what} took too long and was ended.`,
      'Raise timeout-seconds, or look at what the chart waits for.',
    )
  if (result.ended === 'output')
    return new GateError(
      'E_HELM_OUTPUT',
      `${what} printed more than the gate takes.`,
      'Split the chart into smaller releases.',
    )
  if (result.ended !== null)
    return new GateError('E_HELM_KILLED', `${what} was ended from outside.`, 'Run the job again.')
  if (OUT_OF_MEMORY.test(result.stderr.slice(0, MAX_READ)))
    return new GateError(
      'E_HELM_MEMORY',
      `${what} took more memory than the gate gives it.`,
      'Look for a template that makes very much text, or split the chart into smaller releases.',
    )
  // Masked first: a secret of several lines is no longer one once the lines are joined.
  const words = lastError(mask(result.stderr)).slice(0, MAX_READ)
  const known = KNOWN.find(({ pattern }) => pattern.test(words))
  const sentence = `${what} failed: ${words.length > MAX_WORDS ? `${words.slice(0, MAX_WORDS)}… (cut)` : words}`
  return new GateError(
    known?.code ?? 'E_HELM_FAILED',
    sentence.endsWith('.') ? sentence : `${sentence}.`,
    known?.next ?? 'Correct the chart, its values or the cluster, then run again.',
  )
}

const lastError = (stderr: string): string => {
  const text = stderr.trim()
  const start = text.lastIndexOf('Error: ')
  const words = start < 0 ? (text.split('\n').at(-1) ?? '') : text.slice(start + 'Error: '.length)
  return words.replaceAll(/\s+/g, ' ').trim() || 'it gave no reason'
}
