import { configMap } from '../configMap.ts'
import type { Manifest } from '../Manifest.ts'
import type { Pair, Place } from '../Pair.ts'
import { pairOf } from '../pairOf.ts'
import { workload } from '../workload.ts'

const release = (name: string, namespace: string) => ({
  'meta.helm.sh/release-name': name,
  'meta.helm.sh/release-namespace': namespace,
})
const managed = { 'app.kubernetes.io/managed-by': 'Helm' }
const keep = { 'helm.sh/resource-policy': 'keep' }

const make = async ({ kubectl }: Place, object: object): Promise<void> => {
  await kubectl(['create', '-f', '-'], JSON.stringify(object))
}
const loose = (place: Place) => make(place, configMap('loose', { by: 'hand', more: 'hand' }))
const marked = (place: Place) =>
  make(place, configMap('loose', { by: 'hand' }, release('web', place.scene.namespace), { labels: managed }))
const foreign = (place: Place) =>
  make(place, configMap('loose', { by: 'other' }, release('other', 'elsewhere'), { labels: managed }))
const given = ({ kubectl }: Place) =>
  kubectl(['annotate', 'configmap/moved', 'meta.helm.sh/release-name=other', '--overwrite'])
const gone = ({ kubectl }: Place) => kubectl(['delete', 'configmap/moved'])
const unkept = ({ kubectl }: Place) => kubectl(['annotate', 'configmap/moved', 'helm.sh/resource-policy-'])
const kept = ({ kubectl }: Place) => kubectl(['annotate', 'configmap/moved', 'helm.sh/resource-policy=keep'])
const deployed = (place: Place) => make(place, workload('Deployment', { container: { image: 'nginx:1' } }, 'loose'))

const web = configMap('web')
const adopt = [web, configMap('loose', { by: 'chart' })]
const both = [web, configMap('moved')]

const bothHelms = (name: string, more: Partial<Pair>, after = adopt): Pair[] => [
  pairOf(name, [web], after, { args: '--take-ownership', majors: [3], ...more }),
  pairOf(`${name}, on helm 4`, [web], after, { args: '--take-ownership --force-conflicts', majors: [4], ...more }),
]

const once = (name: string, before: readonly Manifest[], after: readonly Manifest[], more: Partial<Pair>): Pair =>
  pairOf(name, before, after, { scenarios: ['bump'], ...more })

/** Whose an object is: adoption, keeping, and objects that somebody else has taken or deleted meanwhile. */
export const ownership: readonly Pair[] = [
  ...bothHelms('an object of nobody', { meddle: loose }),
  ...bothHelms('an object of another release', { meddle: foreign }),
  ...bothHelms('a workload of nobody', { meddle: deployed }, [web, workload('Deployment', {}, 'loose')]),
  once('an object that is marked as the release’s own', [web], adopt, { meddle: marked, majors: [3] }),
  once('an object that another release has taken is deleted nevertheless', both, [web], { meddle: given }),
  once('an object that is gone before it goes', both, [web], { meddle: gone, least: 0 }),
  once('an object that is kept', [web, configMap('moved', {}, keep)], [web], { least: 0 }),
  once('an object that a hand keeps', both, [web], { meddle: kept, least: 0 }),
  once('an object that a hand no longer keeps', [web, configMap('moved', {}, keep)], [web], { meddle: unkept }),
  once('an object with another name', [configMap('one', { a: '1' })], [configMap('two', { a: '1' })], { least: 2 }),
]
