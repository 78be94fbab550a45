// A kind that no cluster knows: its definition, an object of it, and a group that no other test has.
import { randomUUID } from 'node:crypto'
import { cluster } from '../real/cluster.ts'

/** The definition of the kind Widget: cluster-wide, with a size, in these versions. */
export const definition = (
  group: string,
  { scope = 'Cluster', versions = ['v1'], plural = 'widgets' } = {},
): string => {
  const kind = plural === 'widgets' ? 'Widget' : 'Gadget'
  const schema = {
    openAPIV3Schema: {
      type: 'object',
      properties: { spec: { type: 'object', properties: { size: { type: 'integer' } } }, status: { type: 'object' } },
    },
  }
  return `${JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { plural, singular: kind.toLowerCase(), kind },
      versions: versions.map((name, place) => ({
        name,
        served: true,
        storage: place === 0,
        schema,
        subresources: { status: {} },
      })),
    },
  })}\n`
}

export const widget = (
  group: string,
  size: number,
  { version = 'v1', kind = 'Widget', annotations = {} } = {},
): string =>
  `${JSON.stringify({ apiVersion: `${group}/${version}`, kind, metadata: { name: 'one', annotations }, spec: { size } })}\n`

/** A group that no other test has, gone with all its definitions in the end. */
export const newGroup = () => {
  const group = `g${randomUUID().slice(0, 8)}.example.com`
  const names = [`widgets.${group}`, `gadgets.${group}`]
  const remove = async () =>
    void (await cluster.kubectl(['delete', 'crd', ...names, '--ignore-not-found', '--wait=false']))
  return { group, [Symbol.asyncDispose]: remove }
}

/** Makes a definition and waits until its kind is served. */
export const define = async (group: string, options?: Parameters<typeof definition>[1]): Promise<void> => {
  const { plural = 'widgets' } = options ?? {}
  await cluster.kubectl(['create', '-f', '-'], { input: definition(group, options) })
  await cluster.kubectl(['wait', '--for=condition=Established', `crd/${plural}.${group}`, '--timeout=20s'])
  // Discovery follows a moment later.
  for (let tries = 0; tries < 100; tries += 1) {
    const { status } = await cluster.request('GET', `/apis/${group}/v1`)
    if (status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
