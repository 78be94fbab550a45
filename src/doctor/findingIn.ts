import { makeFinding } from './Finding.ts'
import type { Finding } from './Finding.ts'
import type { FindingCode } from './findingCodes.ts'
import { spotAt } from './spotAt.ts'
import type { Workflow } from './Workflow.ts'

/** What a finding is about: the value under a JSON pointer, at its key, or at the first `needle` in it. */
export type Subject = { readonly pointer: string; readonly needle?: string }

/** A finding at a place of a workflow; where the place itself has none (in an alias), at what encloses it. */
export const findingIn = (
  workflow: Workflow,
  code: FindingCode,
  { pointer, needle }: Subject,
  [sentence, fix]: readonly [sentence: string, fix: string],
): Finding => {
  const offset = offsetOf(workflow, pointer)
  const found = needle === undefined ? -1 : workflow.text.indexOf(needle, offset)
  return makeFinding(
    code,
    spotAt(workflow.file, workflow.text, workflow.starts, found < 0 ? offset : found),
    sentence,
    fix,
  )
}

const offsetOf = (workflow: Workflow, pointer: string): number => {
  const place = workflow.places.get(pointer)
  if (place !== undefined) return place.key < 0 ? Math.max(place.value, 0) : place.key
  return pointer === '' ? 0 : offsetOf(workflow, pointer.slice(0, pointer.lastIndexOf('/')))
}
