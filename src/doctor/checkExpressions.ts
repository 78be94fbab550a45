import { textAt } from '../json/at.ts'
import { expressionsIn } from './expressionsIn.ts'
import type { Finding } from './Finding.ts'
import { findingIn } from './findingIn.ts'
import type { Step, Workflow } from './Workflow.ts'

// What people without any right can write, as GitHub's own guide for secure use lists it.
const INJECTABLE = [
  'github\\.head_ref',
  'github\\.event\\.(comment|review|review_comment|issue|pull_request|discussion)\\.(body|title)',
  'github\\.event\\.pull_request\\.head\\.(ref|label|repo\\.default_branch|repo\\.description|repo\\.homepage)',
  'github\\.event\\.(head_commit|workflow_run\\.head_commit|commits[^.]*)\\.(message|author\\.(name|email))',
  'github\\.event\\.workflow_run\\.(head_branch|display_title)',
  'github\\.event\\.pages[^.]*\\.page_name',
  // All of it at once.
  'toJSON\\(\\s*github(\\.event)?\\s*\\)',
].join('|')
const STRANGE = new RegExp(`\\b(${INJECTABLE})(?!\\w)`, 'i')

/** Expressions whose value a stranger chooses, where GitHub puts that value into the text of a script. */
export const checkExpressions = (workflow: Workflow): Finding[] =>
  workflow.jobs.flatMap(({ id, steps }) => steps.flatMap((step) => ofStep(workflow, id, step)))

const ofStep = (workflow: Workflow, job: string, { pointer, run, uses, value }: Step): Finding[] => {
  const script = uses.startsWith('actions/github-script@') ? (textAt(value, 'with', 'script') ?? '') : ''
  const places = [
    { pointer: `${pointer}/run`, text: run },
    { pointer: `${pointer}/with/script`, text: script },
  ]
  return places.flatMap((place) => {
    const needle = expressionsIn(place.text).find((expression) => STRANGE.test(dotted(expression)))
    if (needle === undefined) return []
    const [name] = STRANGE.exec(dotted(needle)) ?? []
    return [
      findingIn(workflow, 'D_EXPRESSION_INJECTION', { pointer: place.pointer, needle: `\${{${needle}` }, [
        `Whoever writes ${name ?? ''} writes into a script of the job ${job}.`,
        'Hand it over in `env`, and use the variable in quotes.',
      ]),
    ]
  })
}

/** `github['event']` is another way to write `github.event`. */
const dotted = (expression: string): string => expression.replaceAll(/\s*\[\s*'([\w-]+)'\s*\]/g, '.$1')
