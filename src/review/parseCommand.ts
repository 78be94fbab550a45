/** The queries that a command names. */
export type Selection =
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  | { readonly kind: 'all'; readonly except: readonly number[] }

/** A command that gives or takes back a verdict; `plan` is the plan id, null in a bare command. */
export type Deciding = {
  readonly kind: 'approve' | 'reject' | 'revoke'
  readonly selection: Selection
  readonly plan: string | null
  readonly reason: string
}

/** Break-glass: lets a plan pass as it is. */
export type Overriding = { readonly kind: 'override'; readonly plan: string; readonly reason: string }

export type Asking = { readonly kind: 'status' | 'plan' | 'help' }

/** Meant as a command and void as a whole. */
export type Malformed = { readonly kind: 'malformed'; readonly fault: string }

export type Command = Deciding | Overriding | Asking | Malformed

export const isDeciding = (command: Command): command is Deciding => 'selection' in command

const MAX_NUMBER = 100_000
const DECIDE = /^\/(approve|reject|revoke)(?:[ \t]+(.*))?$/
const PLAN = /^@([0-9a-f]+)$/

/**
 * The command of a remark: its first line, alone, in ASCII; null where it is no command. Anything that looks like one
 * and is not exactly one is void as a whole, and says why.
 */
export const parseCommand = (body: string): Command | null => {
  const line = (body.split('\n', 1)[0] ?? '').replace(/(?<![ \t\r])[ \t\r]+$/, '')
  if (!line.startsWith('/')) return null
  const gate = /^\/gate(?:[ \t]+(\S+)(?:[ \t]+(.*))?)?$/.exec(line)
  if (gate !== null) return gateCommand(gate[1] ?? '', gate[2] ?? '')
  const [, verb, rest] = DECIDE.exec(line) ?? []
  if (verb === undefined)
    return /^\/(approve|reject|revoke|gate)/i.test(line) ? malformed('the command is misspelt') : null
  return decision(verb as Deciding['kind'], rest ?? '')
}

const malformed = (fault: string): Malformed => ({ kind: 'malformed', fault })

const gateCommand = (word: string, more: string): Command => {
  if (word === 'override') return override(more)
  if (word !== 'status' && word !== 'plan' && word !== 'help')
    return malformed('/gate knows status, plan, help and override')
  return more === '' ? { kind: word } : malformed(`nothing may follow in /gate ${word}`)
}

const override = (text: string): Command => {
  const [, plan, reason] = /^@([0-9a-f]{32})(?:[ \t]+|:\s*)(\S.*)$/.exec(text) ?? []
  return plan === undefined || reason === undefined
    ? malformed('an override names the whole plan, with @ and 32 hex digits, and a reason')
    : { kind: 'override', plan, reason: reason.replace(/^:\s*/, '') }
}

const decision = (kind: Deciding['kind'], rest: string): Command => {
  // A colon ends what is decided on, also where it stands right behind it.
  const apart = rest.replace(/^((?:all|except|[\d \t-])*(?:@[0-9a-f]+)?):/, '$1 :')
  const words = apart.split(/[ \t]+/).filter((word) => word !== '')
  const taken = takeSelection(words)
  if (typeof taken === 'string') return malformed(taken)
  const { selection, left } = taken
  const [plan, ...afterPlan] = left[0]?.startsWith('@') === true ? left : [null, ...left]
  if (plan !== null && plan !== undefined && !PLAN.test(plan))
    return malformed('after @ stands the plan id, 32 hex digits')
  const id = plan === null || plan === undefined ? null : plan.slice(1)
  if (id !== null && id.length !== 32) return malformed('a plan id has 32 hex digits; shorter ones can be ground')
  const reason = afterPlan.join(' ').replace(/^:\s*/, '')
  if (kind !== 'reject' && reason !== '') return malformed(`nothing may follow in a /${kind}`)
  if (kind === 'reject' && reason === '') return malformed('a rejection needs a reason')
  return { kind, selection, plan: id, reason }
}

type Taken = { readonly selection: Selection; readonly left: readonly string[] } | string

const takeSelection = (words: readonly string[]): Taken => {
  const [first, ...rest] = words
  if (first !== 'all') {
    const { numbers, left } = takeNumbers(words)
    if (typeof numbers === 'string') return numbers
    return numbers.length === 0 ? 'it names no query' : { selection: { kind: 'numbers', numbers }, left }
  }
  if (rest[0] !== 'except') return { selection: { kind: 'all', except: [] }, left: rest }
  const { numbers, left } = takeNumbers(rest.slice(1))
  if (typeof numbers === 'string') return numbers
  return numbers.length === 0 ? 'except names no query' : { selection: { kind: 'all', except: numbers }, left }
}

/** Takes leading numbers and ranges; a fault where they are malformed, double or not ascending. */
const takeNumbers = (
  words: readonly string[],
): { readonly numbers: readonly number[] | string; readonly left: readonly string[] } => {
  const end = words.findIndex((word) => !/^[-+]?\d/.test(word))
  const taken = end < 0 ? words : words.slice(0, end)
  const left = end < 0 ? [] : words.slice(end)
  const numbers: number[] = []
  for (const word of taken) {
    const [, from, to] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(word) ?? []
    const [low, high] = [Number(from), Number(to ?? from)]
    if (from === undefined || low < 1 || high < low || high > MAX_NUMBER)
      return { numbers: 'a number or range in it is malformed', left }
    if (numbers.length + high - low >= MAX_NUMBER) return { numbers: 'it names too many queries', left }
    for (let number = low; number <= high; number += 1) numbers.push(number)
  }
  return { numbers: new Set(numbers).size === numbers.length ? numbers : 'it names a query twice', left }
}
