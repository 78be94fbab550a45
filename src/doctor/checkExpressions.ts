import { textAt } from '../json/at.ts'
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
].join('|')
const EXPRESSION = new RegExp(`\\$\\{\\{[^}]*\\b(${INJECTABLE})\\b[^}]*\\}\\}`)

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
    const [needle, name] = EXPRESSION.exec(place.text) ?? []
    if (needle === undefined) return []
    return [
      findingIn(workflow, 'D_EXPRESSION_INJECTION', { pointer: place.pointer, needle }, [
        `Whoever writes ${name ?? ''} writes into a script of the job ${job}.`,
        'Hand it over in `env`, and use the variable in quotes.',
      ]),
    ]
  })
}
