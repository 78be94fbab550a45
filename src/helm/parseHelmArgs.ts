import { parseArgsStringToArgv } from 'string-argv'
import { GateError } from '../errors/GateError.ts'
import type { OperationKind } from '../plan/Plan.ts'
import { helmFlags, shortFlags } from './helmFlags.ts'
import type { HelmFlag } from './helmFlags.ts'

/** One flag as the user gave it, normalised to its long name; `value` is null where none was given. */
export type HelmArg = { readonly name: string; readonly value: string | null; readonly flag: HelmFlag }

/** Which helm is run, and what for. */
export type HelmRun = { readonly kind: OperationKind; readonly major: 3 | 4 }

/**
 * The user's own flags of an operation, each known and allowed.
 *
 * @throws GateError E_HELM_FLAG where a flag is unknown, refused, misspelt or belongs to another major version.
 */
export const parseHelmArgs = (text: string, run: HelmRun): HelmArg[] => {
  const rest = parseArgsStringToArgv(text)
  const args: HelmArg[] = []
  while (rest.length > 0) args.push(takeOne(rest, run))
  return args
}

const takeOne = (rest: string[], run: HelmRun): HelmArg => {
  const word = rest.shift() ?? ''
  const { name, attached } = split(word)
  const flag = Object.hasOwn(helmFlags, name) ? helmFlags[name] : undefined
  if (flag?.operations[run.kind]?.includes(run.major) !== true) throw unknown(word, run)
  if (flag.treatment === 'refused') throw refusal(name, flag)
  if (flag.value !== 'always') return { name, value: attached, flag }
  const value = attached ?? rest.shift()
  if (value === undefined) throw missingValue(name)
  return { name, value, flag }
}

const split = (word: string): { readonly name: string; readonly attached: string | null } => {
  const long = /^--([a-z][a-z0-9-]*)(?:=([\s\S]*))?$/.exec(word)
  if (long !== null) return { name: long[1] ?? '', attached: long[2] ?? null }
  const short = /^-([a-z])=?([\s\S]*)$/.exec(word)
  const name = shortFlags[short?.[1] ?? ''] ?? ''
  return { name, attached: short?.[2] === '' ? null : (short?.[2] ?? null) }
}

// The word itself may hold a value, and a value may be a secret: only what looks like a flag's name is repeated.
const shown = (word: string): string => /^--?[a-z][a-z0-9-]*/.exec(word)?.[0] ?? 'A word that is no flag'

const unknown = (word: string, { kind, major }: HelmRun): GateError =>
  new GateError(
    'E_HELM_FLAG',
    `${shown(word)} is not a flag of helm ${kind} that the gate knows for Helm ${major}.`,
    'Correct helm-args; the README lists the flags.',
  )

const refusal = (name: string, flag: HelmFlag): GateError =>
  new GateError('E_HELM_FLAG', `--${name} is refused: it ${flag.reason}.`, 'Remove it from helm-args.')

const missingValue = (name: string): GateError =>
  new GateError('E_HELM_FLAG', `--${name} needs a value.`, 'Correct helm-args.')
