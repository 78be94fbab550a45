import type { CountedVerdict } from '../review/Decision.ts'
import { isMet } from '../review/Need.ts'
import type { Need } from '../review/Need.ts'
import { codeSpan } from './markdown.ts'

/** A requirement with what became of it, as lines of a nested list. */
export const needLines = (need: Need, depth = 0): string[] => {
  const indent = `${'  '.repeat(depth)}- `
  if (need.kind !== 'count') {
    const what = need.kind === 'all' ? 'all of' : 'any of'
    return [`${indent}${mark(need)}${what}`, ...need.of.flatMap((part) => needLines(part, depth + 1))]
  }
  const { of, count, by, could, unknown } = need
  const words = [
    `${mark(need)}${count} of ${codeSpan(of)}`,
    ...(by.length === 0 ? [] : [`counted: ${by.map((verdict) => personLink(verdict)).join(', ')}`]),
    ...(isMet(need) || could.length === 0 ? [] : [`could: ${could.map((name) => codeSpan(name)).join(', ')}`]),
    ...unknown.map((why) => codeSpan(why)),
  ]
  return [`${indent}${words.join(' · ')}`]
}

const mark = (need: Need): string => (isMet(need) ? '✓ ' : '')

/** A login in a code span, which mentions nobody, with the remark behind it. */
export const personLink = ({ login, url }: Pick<CountedVerdict, 'login' | 'url'>): string =>
  `[${codeSpan(login)}](${url})`
