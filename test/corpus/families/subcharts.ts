import { configMap } from '../configMap.ts'
import type { Pair } from '../Pair.ts'

const parent = (dependencies: readonly object[], version = '1.0.0'): string =>
  JSON.stringify({ apiVersion: 'v2', name: 'parent', version, dependencies })
const engine = (alias?: string, condition?: string) => ({
  name: 'engine',
  version: '1.0.0',
  ...(alias === undefined ? {} : { alias }),
  ...(condition === undefined ? {} : { condition }),
})
const labels = { app: '{{ .Chart.Name }}', 'helm.sh/chart': '{{ .Chart.Name }}-{{ .Chart.Version }}' }
const subchart = {
  'charts/engine/Chart.yaml': 'apiVersion: v2\nname: engine\nversion: 1.0.0\n',
  'charts/engine/values.yaml': 'power: low\nenabled: true\n',
  'charts/engine/templates/all.yaml': JSON.stringify(
    configMap('{{ .Release.Name }}-{{ .Chart.Name }}', { power: '{{ .Values.power }}' }, {}, { labels }),
  ),
}
const own = { 'templates/all.yaml': JSON.stringify(configMap('parent', { version: '{{ .Chart.Version }}' })) }

const pair = (name: string, before: readonly object[], after: readonly object[], more: Partial<Pair> = {}): Pair => ({
  name,
  ...more,
  before: { ...own, ...subchart, 'Chart.yaml': parent(before), ...more.before },
  after: { 'Chart.yaml': parent(after, '2.0.0'), ...more.after },
})

/** Charts in charts. */
export const subcharts: readonly Pair[] = [
  pair('one that is switched off', [engine(undefined, 'engine.enabled')], [engine(undefined, 'engine.enabled')], {
    args: '--set engine.enabled=false',
    least: 2,
  }),
  pair('a second one under another name', [engine('left')], [engine('left'), engine('right')], {
    args: '--set right.power=high',
    least: 2,
  }),
  pair('another alias', [engine('left')], [engine('right')], { least: 3 }),
  pair('a new version', [engine()], [{ ...engine(), version: '1.1.0' }], {
    after: { 'charts/engine/Chart.yaml': 'apiVersion: v2\nname: engine\nversion: 1.1.0\n' },
    least: 2,
  }),
  pair('global values', [engine()], [engine()], {
    after: {
      'charts/engine/templates/all.yaml': JSON.stringify(
        configMap('{{ .Release.Name }}-{{ .Chart.Name }}', { region: '{{ .Values.global.region }}' }),
      ),
      'values.yaml': 'global: {region: eu}\n',
    },
    least: 2,
  }),
]
