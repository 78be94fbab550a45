import type { Query } from '../plan/Plan.ts'
import { codeSpan } from './markdown.ts'
import { changeLine } from './queryBlock.ts'
import type { QueryRun } from './queryRuns.ts'

// Changes that say at a glance what a query is about, by the word that stands for their path.
const TELLING: readonly (readonly [path: RegExp, word: string])[] = [
  [/^spec\.replicas$/, 'replicas'],
  [/\.image$/, 'image'],
  [/\.resources\.limits\.memory$/, 'memory limit'],
  [/\.resources\.limits\.cpu$/, 'cpu limit'],
]
// Risks that a telling change says already.
const SAID = new Set(['image', 'limits', 'scale-down'])
const MAX_TELLING = 3

// What a risk means to somebody who reads it for the first time; null where the verb says it.
const WORDS: Readonly<Record<string, string | null>> = {
  'deletes-data': '**data may go with it**',
  deletes: null,
  foreign: '**belongs to another release**',
  replaces: null,
  adopts: null,
  'hidden-characters': '**hidden characters**',
  rbac: 'permissions',
  admission: 'admission rules',
  crd: 'a kind of object',
  privileges: '**rights on the node**',
  secret: 'secret',
  'scale-down': 'scales down',
  limits: 'resources',
  image: 'image',
  network: 'network',
  hook: null,
  keeps: 'stays in the cluster',
  drift: 'changed in the cluster since the last upgrade',
  'duplicate-items': '**one name twice in a list**',
  'new-name-each-time': '**a new object on every upgrade**',
  'tag-without-digest': 'tag without digest',
}

/** Why a reviewer should look at a run, in a few words for a row of the list. */
export const whyItMatters = ([query, ...others]: QueryRun): string => {
  if (query.verb === 'blocked') return refusal(query)
  const marks = query.unapprovable === null ? [] : ['**cannot be approved**']
  const telling = query.changes.flatMap((change) => {
    const word = TELLING.find(([path]) => path.test(change.path))?.[1]
    return word === undefined ? [] : [codeSpan(changeLine({ ...change, path: word }))]
  })
  const shown = telling.slice(0, MAX_TELLING)
  const more = telling.length > shown.length ? [`${telling.length - shown.length} more like these`] : []
  const risks = query.risks.filter((risk) => shown.length === 0 || !SAID.has(risk)).flatMap((risk) => wordsFor(risk))
  const alone = others.length === 0 ? [] : ['nothing else changes']
  return [...marks, ...hook(query), ...owner(query), ...shown, ...more, ...risks, ...alone].join(', ')
}

const wordsFor = (risk: string): string[] => {
  const words = Object.hasOwn(WORDS, risk) ? WORDS[risk] : codeSpan(risk)
  return words === null || words === undefined ? [] : [words]
}

const hook = ({ hook: facts }: Query): string[] =>
  facts === null ? [] : [`${facts.events.map((event) => codeSpan(event)).join(', ')} hook, runs changed or not`]

const owner = ({ owner: name, risks }: Query): string[] =>
  name === null || risks.includes('foreign') ? [] : [`belongs to ${codeSpan(name)}`]

// A longer one repeats what a chart put in, and is searched in vain.
const MAX_REFUSAL = 10_000

/** The end of a refusal: what stands before it repeats the object. */
const refusal = ({ cluster }: Query): string => {
  const [, field, fault] =
    /is invalid: (\S+): Invalid value: [^]*: ([^:{}]+)$/.exec((cluster.refusal ?? '').slice(0, MAX_REFUSAL)) ?? []
  return `**refused by the cluster**${field === undefined ? '' : `: ${codeSpan(`${field}: ${fault}`)}`}`
}
