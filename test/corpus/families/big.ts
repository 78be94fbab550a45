import { configMap } from '../configMap.ts'
import type { Manifest } from '../Manifest.ts'
import { objectOf } from '../objectOf.ts'
import type { Pair } from '../Pair.ts'
import { pairOf } from '../pairOf.ts'
import { workload } from '../workload.ts'

const label = { 'helm.sh/chart': 'big-{{ .Chart.Version }}' }
const application = (index: number, image: string): Manifest[] => [
  workload('Deployment', { container: { image } }, `app-${index}`),
  objectOf('v1', 'Service', `app-${index}`, { spec: { ports: [{ port: 80 }] } }, { labels: label }),
  configMap(`app-${index}`, { image }, {}, { labels: label }),
  objectOf('v1', 'ServiceAccount', `app-${index}`, {}, { labels: label }),
]
const applications = (image: (index: number) => string): Manifest[] =>
  Array.from({ length: 20 }, (_, index) => application(index, image(index))).flat()
const lines = (word: string): string => Array.from({ length: 9000 }, (_, line) => `line ${line} is ${word}`).join('\n')

/** Many objects, and large ones. */
export const big: readonly Pair[] = [
  pairOf(
    'eighty objects, one changed',
    applications(() => 'nginx:1'),
    applications((index) => `nginx:${index === 7 ? 2 : 1}`),
    {
      least: 2,
    },
  ),
  pairOf(
    'eighty objects, every label',
    applications(() => 'nginx:1'),
    applications(() => 'nginx:1'),
    {
      after: { 'Chart.yaml': 'apiVersion: v2\nname: bare\nversion: 2.0.0\n' },
      least: 60,
      scenarios: ['bump'],
    },
  ),
  pairOf('a large file', [configMap('web', { file: lines('old') })], [configMap('web', { file: lines('new') })]),
]
