import { configMap } from '../configMap.ts'
import type { Manifest } from '../Manifest.ts'
import { objectOf } from '../objectOf.ts'
import type { Pair, Place } from '../Pair.ts'
import { pairOf } from '../pairOf.ts'

const GROUP = 'corpus.example.com'

const definition = (plural: string, kind: string, group: string, more: object = {}): Manifest =>
  objectOf('apiextensions.k8s.io/v1', 'CustomResourceDefinition', `${plural}.${group}`, {
    spec: {
      group,
      scope: 'Namespaced',
      names: { plural, singular: kind.toLowerCase(), kind },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          subresources: { status: {} },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: {
                  type: 'object',
                  properties: {
                    size: { type: 'integer', default: 1, maximum: 99 },
                    mode: { type: 'string' },
                    words: { type: 'array', items: { type: 'string' } },
                    rules: {
                      type: 'array',
                      'x-kubernetes-list-type': 'map',
                      'x-kubernetes-list-map-keys': ['id'],
                      items: {
                        type: 'object',
                        required: ['id'],
                        properties: { id: { type: 'string' }, value: { type: 'string' } },
                      },
                    },
                    free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                    ...more,
                  },
                },
                status: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
              },
            },
          },
        },
      ],
    },
  })

/** The definition is the cluster's, shared by all pairs. */
const prepare = async ({ ground, kubectl }: Place): Promise<void> => {
  const path = `/apis/${GROUP}/v1/gadgets`
  await ground.request(
    'POST',
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    definition('gadgets', 'Gadget', GROUP),
  )
  await kubectl(['wait', '--for=condition=Established', `crd/gadgets.${GROUP}`, '--timeout=20s'])
  for (let tries = 0; tries < 100; tries += 1) {
    const { status } = await ground.request('GET', path)
    if (status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const gadget = (spec: object, name = 'web'): Manifest =>
  objectOf(`${GROUP}/v1`, 'Gadget', name, { spec }, { labels: { app: name } })
const rules = (...ids: string[]) => ({ rules: ids.map((id) => ({ id, value: `of ${id}` })) })
const pair = (name: string, before: object, after: object, more: Partial<Pair> = {}): Pair =>
  pairOf(name, [gadget(before)], [gadget(after)], { prepare, ...more })
const patched = ({ kubectl }: Place) =>
  kubectl(['patch', 'gadget/web', '--type=merge', '-p', '{"spec":{"size":42,"mode":"hand"}}'])

const own = '{{ .Release.Namespace }}.example.com'
const shipped = (more: object = {}) => JSON.stringify(definition('widgets', 'Widget', 'shipped.example.com', more))

/** Custom resources: two-way merges on client-side apply, defaults and lists of the definition's schema. */
export const customResources: readonly Pair[] = [
  pair('a field', { size: 1, mode: 'a' }, { size: 2, mode: 'a' }),
  pair('a default instead of a value', { size: 5, mode: 'a' }, { mode: 'a' }),
  pair('lists with and without keys', { words: ['a', 'b'], ...rules('a', 'b') }, { words: ['b'], ...rules('b', 'c') }),
  pair('free text that goes', { free: { a: { b: [1, 2] }, c: 1 } }, { free: { a: { b: [2] } } }),
  pair(
    'a field that a hand has changed',
    { size: 1, mode: 'a' },
    { size: 1, mode: 'b' },
    { meddle: patched, majors: [3] },
  ),
  pair(
    'a field that a hand has changed, overruled',
    { size: 1, mode: 'a' },
    { size: 1, mode: 'b' },
    {
      meddle: patched,
      majors: [4],
      args: '--force-conflicts',
    },
  ),
  pair('a value that the schema refuses', { size: 1 }, { size: 100 }, { scenarios: ['bump'] }),
  pairOf(
    'some that come and go',
    [gadget({ size: 1 }), gadget({ size: 2 }, 'old')],
    [gadget({ size: 1 }), gadget({ size: 3 }, 'new')],
    {
      prepare,
    },
  ),
  pairOf(
    'a definition among the templates',
    [definition('parts', 'Part', own)],
    [definition('parts', 'Part', own, { colour: { type: 'string' } })],
  ),
  pairOf('a folder of definitions that Helm does not heed', [configMap('web')], [configMap('web', { a: '1' })], {
    before: { 'crds/widgets.yaml': shipped() },
    after: { 'crds/widgets.yaml': shipped({ colour: { type: 'string' } }) },
    // Two installations at a time would meet at the one definition.
    majors: [3],
  }),
]
