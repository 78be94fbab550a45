import { configMap } from '../configMap.ts'
import type { Manifest } from '../Manifest.ts'
import { objectOf } from '../objectOf.ts'
import type { Pair, Place } from '../Pair.ts'
import { pairOf } from '../pairOf.ts'

const shown = configMap('web', { a: '{{ .Values.a }}', b: '{{ .Values.b }}' })
const files = { before: { 'values.yaml': 'a: one\nb: one\n' }, after: { 'values.yaml': 'a: two\nb: two\n' } }

const once = (name: string, before: readonly Manifest[], after: readonly Manifest[], more: Partial<Pair> = {}): Pair =>
  pairOf(name, before, after, { scenarios: ['bump'], ...more })
const pair = (name: string, args: string, more: Partial<Pair> = {}): Pair =>
  once(name, [shown], [shown], { ...files, installArgs: '--set a=own', args, ...more })

const secret = objectOf('v1', 'Secret', 'password', {
  data: {
    value:
      '{{ (lookup `v1` `Secret` .Release.Namespace `password`).data | default dict | dig `value` (randAlphaNum 9 | b64enc) }}',
  },
})
const scale = ({ kubectl }: Place) => kubectl(['create', 'configmap', 'settings', '--from-literal=a=live'])
const looked = configMap('web', {
  a: '{{ dig `data` `a` `none` (lookup `v1` `ConfigMap` .Release.Namespace `settings`) }}',
})

/** Where values come from: flags, files, the last release, the cluster. */
export const values: readonly Pair[] = [
  pair('new defaults', ''),
  pair('reused', '--reuse-values --set b=set'),
  pair('reused, with nothing new', '--reuse-values', { least: 0 }),
  pair('reset', '--reset-values'),
  pair('reset, then reused', '--reset-then-reuse-values'),
  pair('with a description and labels', '--description changed --labels team=shop'),
  pair('with few revisions kept', '--history-max 1'),
  pair('with a literal that looks like YAML', `--set-string a=0123 --set-json 'b={"c":[1]}'`),
  pairOf(
    'the revision itself',
    [configMap('web', { is: 'n{{ .Release.Revision }}' })],
    [configMap('web', { is: 'r{{ .Release.Revision }}' })],
  ),
  once('what the cluster holds', [looked], [looked], { meddle: scale }),
  once('a Secret that is made once', [secret], [secret, configMap('web')]),
  once('notes and comments only', [configMap('web')], [configMap('web')], {
    after: { 'templates/NOTES.txt': 'Hello\n', 'templates/comment.yaml': '# nothing\n---\n---\n' },
    least: 0,
  }),
  once('another template of the same object', [configMap('web')], [], {
    after: { 'templates/other.yaml': JSON.stringify(configMap('web')) },
    least: 0,
  }),
]
