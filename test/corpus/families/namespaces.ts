import { configMap } from '../configMap.ts'
import type { Manifest } from '../Manifest.ts'
import { objectOf } from '../objectOf.ts'
import type { Pair, Place } from '../Pair.ts'
import { pairOf } from '../pairOf.ts'

const names = ['a', 'b', 'c']
const inside = (suffix: string) => ({ namespace: `{{ .Release.Namespace }}-${suffix}` })
const prepare = async ({ ground, scene }: Place): Promise<void> => {
  for (const name of names) {
    await ground.request('POST', '/api/v1/namespaces', { metadata: { name: `${scene.namespace}-${name}` } })
  }
}
const everywhere = (value: string): Manifest[] => names.map((name) => configMap('web', { value }, {}, inside(name)))
const space = (label: string) => objectOf('v1', 'Namespace', '{{ .Release.Namespace }}-own', {}, { labels: { label } })

/** Releases that reach beyond their own namespace. */
export const namespaces: readonly Pair[] = [
  pairOf('one name in many', [configMap('web'), ...everywhere('1')], [configMap('web'), ...everywhere('2')], {
    prepare,
    least: 3,
  }),
  pairOf(
    'a move from one to the next',
    [configMap('web', {}, {}, inside('a'))],
    [configMap('web', {}, {}, inside('b'))],
    { prepare, least: 2 },
  ),
  pairOf(
    'the release’s own, said and not said',
    [configMap('web')],
    [configMap('web', {}, {}, { namespace: '{{ .Release.Namespace }}' })],
    {
      least: 0,
    },
  ),
  pairOf('a namespace among the templates', [space('1')], [space('2')], { least: 1 }),
]
