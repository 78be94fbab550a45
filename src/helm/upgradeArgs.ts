import type { HelmArg } from './parseHelmArgs.ts'
import type { Operation } from './Operation.ts'

/** Why Helm is started: to see what it would do, to render a second time, for a second opinion, or to do it. */
export type Purpose = 'rehearsal' | 'dry-run' | 'witness' | 'run'

/** The command line of Helm for a purpose. */
export const upgradeArgs = (operation: Operation, purpose: Purpose): string[] => {
  const { release, chart, namespace, args } = operation
  const flags = args.filter((arg) => isPassed(arg, purpose)).map((arg) => flagText(arg))
  if (purpose === 'witness') {
    return ['diff', 'upgrade', release, chart, '--namespace', namespace, '--allow-unreleased', '--no-color', ...flags]
  }
  const base = ['upgrade', release, chart, '--install', '--namespace', namespace, ...flags]
  if (purpose !== 'dry-run') return base
  const validation = args.some(({ name }) => name === 'disable-openapi-validation')
    ? []
    : ['--disable-openapi-validation']
  return [...base, '--dry-run=server', '--output', 'json', ...validation]
}

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
])
