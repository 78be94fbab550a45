import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import { escapedPattern } from './escapedPattern.ts'
import { spellings } from './spellings.ts'

/** Masks what may not be shown. */
export type Redactor = {
  /** A text with every known secret value, raw or base64, masked. */
  readonly text: (text: string) => string
  /** Whether anything is known that would be masked. */
  readonly knowsAny: boolean
  /** A value of an object of this kind under this path, as it may be shown. */
  readonly value: (kind: string, path: string, value: Json) => Json
}

export const SECRET_MASK = '(secret)'

// Shorter values stand in too many innocent texts; they are masked where they are stored, not everywhere.
const MIN_LENGTH = 6

const SECRET_FIELDS = new Set(['data', 'stringData'])
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration'

/** The secret values inside an object: the members of a Secret's `data` (decoded and as stored) and `stringData`. */
export const secretValues = (object: Json | null | undefined): string[] => {
  if (!isObject(object ?? undefined)) return []
  const { data, stringData } = object as { data?: Json; stringData?: Json }
  const encoded = texts(data)
  const plain = [...encoded.map((text) => Buffer.from(text, 'base64').toString('utf8')), ...texts(stringData)]
  return [...encoded, ...plain, ...plain.map((text) => Buffer.from(text).toString('base64'))]
}

const texts = (value: Json | undefined): string[] =>
  isObject(value) ? Object.values(value).filter((member): member is string => typeof member === 'string') : []

// A diff may show the lines of a secret one by one. Shorter lines stand in too many texts; what frames a key is no secret.
const MIN_LINE = 12
const FRAME = /^-----(?:BEGIN|END) [A-Z0-9 ]+-----$/

const linesOf = (secret: string): string[] =>
  secret
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Masks the lines of texts of several lines where they stand alone. */
const createLineMask = (secrets: readonly string[]): ((text: string) => string) => {
  const lines = new Set(
    secrets.flatMap((secret) => linesOf(secret)).filter((line) => line.length >= MIN_LINE && !FRAME.test(line)),
  )
  const maskLine = (line: string): string => {
    const start = /^[-+]?\s*/.exec(line)?.[0].length ?? 0
    if (lines.has(line.trim())) return SECRET_MASK
    return lines.has(line.slice(start).trimEnd()) ? line.slice(0, start) + SECRET_MASK : line
  }
  return (text) => (lines.size === 0 ? text : text.split('\n').map(maskLine).join('\n'))
}

/** A redactor that knows these values; they are looked for longest first. */
export const createRedactor = (secrets: readonly string[]): Redactor => {
  const values = [...new Set(secrets.flatMap((secret) => [secret, secret.trim()]))].filter(
    (value) => value.length >= MIN_LENGTH,
  )
  const known = [...new Set(values.flatMap((value) => spellings(value)))]
    .filter((spelling) => spelling.length >= MIN_LENGTH)
    .sort((a, b) => b.length - a.length)
  const patterns = values.flatMap((value) => escapedPattern(value) ?? [])
  const maskLines = createLineMask(values.filter((value) => value.includes('\n')))
  const text = (given: string): string => {
    const plain = known.reduce((masked, secret) => masked.replaceAll(secret, SECRET_MASK), given)
    return maskLines(patterns.reduce((masked, pattern) => masked.replaceAll(pattern, SECRET_MASK), plain))
  }
  const anyValue = (value: Json): Json => {
    if (typeof value === 'string') return text(value)
    if (typeof value === 'number' || typeof value === 'bigint')
      return text(`${value}`) === `${value}` ? value : SECRET_MASK
    if (Array.isArray(value)) return value.map((item: Json) => anyValue(item))
    if (!isObject(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [text(key), member === undefined ? undefined : anyValue(member)]),
    )
  }
  const inSecret = (path: string, value: Json): Json => {
    if (path === '' && isObject(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, member === undefined ? undefined : inSecret(key, member)]),
      )
    }
    if (!SECRET_FIELDS.has(/^[A-Za-z]+/.exec(path)?.[0] ?? '')) return maskLastApplied(path, value)
    if (!isObject(value)) return SECRET_MASK
    return Object.fromEntries(Object.keys(value).map((key) => [key, SECRET_MASK]))
  }
  return {
    text,
    knowsAny: known.length > 0,
    value: (kind, path, value) => anyValue(kind === 'Secret' ? inSecret(path, value) : maskLastApplied(path, value)),
  }
}

const maskLastApplied = (path: string, value: Json): Json => {
  if (path.includes(LAST_APPLIED)) return SECRET_MASK
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === LAST_APPLIED ? SECRET_MASK : member === undefined ? undefined : maskLastApplied(key, member),
    ]),
  )
}
