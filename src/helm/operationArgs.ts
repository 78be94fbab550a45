import type { HelmArg } from './parseHelmArgs.ts'
import type { Operation } from './Operation.ts'

/** Why Helm is started: to see what it would do, to render a second time, for a second opinion, or to do it. */
export type Purpose = 'rehearsal' | 'dry-run' | 'witness' | 'run'

/** The command line of Helm for a purpose. Only an upgrade renders, so only it has a dry run. */
export const operationArgs = (operation: Operation, purpose: Purpose): string[] => {
  const flags = operation.args.filter((arg) => isPassed(arg, purpose)).map((arg) => flagText(arg))
  const place = ['--namespace', operation.namespace]
  if (purpose === 'witness')
    return ['diff', ...subject(operation), ...place, '--no-color', ...diffFlags(operation), ...flags]
  const base = [...subject(operation), ...(operation.kind === 'upgrade' ? ['--install'] : []), ...place, ...flags]
  return purpose === 'dry-run' ? [...base, ...dryRunFlags(operation)] : base
}

const subject = ({ kind, release, chart, revision }: Operation): string[] => [
  kind,
  release,
  ...(chart === null ? [] : [chart]),
  ...(revision === null ? [] : [String(revision)]),
]

const diffFlags = (operation: Operation): string[] =>
  operation.kind === 'upgrade' ? ['--allow-unreleased', ...resetFlags(operation), ...withoutSchemas(operation)] : []

/**
 * Where no values are given, Helm goes on with those of the release over the chart's new defaults; helm-diff takes the
 * old defaults, too, unless it is told to start anew.
 */
const resetFlags = (operation: Operation): string[] =>
  operation.hasNoValues && goesOnWithValues(operation) ? ['--reset-values'] : []

/** Whether an upgrade goes on with the values of the release, since it is given none. */
export const goesOnWithValues = ({ args }: Operation): boolean =>
  !args.some(({ name }) => /^(?:values|set(?:-\w+)?|reset-values|reuse-values)$/.test(name))

const dryRunFlags = (operation: Operation): string[] => [
  '--dry-run=server',
  '--output',
  'json',
  ...withoutSchemas(operation),
]

/** The rehearsal validates: a second and a third time cost as much as all the rest of a dry run. */
const withoutSchemas = ({ args }: Operation): string[] =>
  args.some(({ name }) => name === 'disable-openapi-validation') ? [] : ['--disable-openapi-validation']

const isPassed = ({ flag }: HelmArg, purpose: Purpose): boolean => {
  if (purpose === 'witness') return flag.witness
  return flag.treatment === 'pass' || (flag.treatment === 'waits' && purpose === 'run')
}

const flagText = ({ name, value }: HelmArg): string => (value === null ? `--${name}` : `--${name}=${value}`)

/** Flags that change how things are applied, in one spelling: part of the plan's digest. */
export const applyFlags = ({ args }: Operation): string[] =>
  args
    .filter(({ name }) => APPLY_FLAGS.has(name))
    .map((arg) => flagText(arg))
    .sort()

const APPLY_FLAGS = new Set([
  'force',
  'force-replace',
  'force-conflicts',
  'server-side',
  'take-ownership',
  'no-hooks',
  'skip-crds',
  'create-namespace',
  'cascade',
  'keep-history',
])
