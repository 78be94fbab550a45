import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import type { Reason } from './Plan.ts'

/**
 * A warning for each document that Helm leaves out of a release because its hook annotation names an unknown event.
 * Nothing of it comes over the wire, so the templates of the chart are all that can say where it stands.
 */
export const droppedHooks = (annotations: readonly string[], { chart }: ReleaseRecord): Reason[] =>
  [...new Set(annotations)].map((events) => {
    const found = [...chart.templates].flatMap(([path, data]) => {
      const text = Buffer.from(data, 'base64').toString('utf8')
      return text.includes('helm.sh/hook') && text.includes(events) ? [`${chart.name}/${path}`] : []
    })
    const where =
      found.length === 0 ? 'a template of a subchart, or one that takes the event from a value' : found.join(', ')
    return {
      code: 'W_HOOK_DROPPED',
      message: `Helm leaves a document out of the release, neither applied nor run: its annotation helm.sh/hook is "${events}", which names an event that Helm does not know. It stands in ${where}.`,
    }
  })
