import type { ApiAnswer, ApiRequest } from './apiRequest.mjs'

interface Discovery {
  items: {
    metadata: { name?: string }
    versions: { version: string; resources: { resource: string; scope: string; verbs: string[] }[] }[]
  }[]
}

interface Listed {
  /** Absent when some kinds have none. */
  items: Named[] | null
}

interface Named {
  metadata: { name: string; resourceVersion: string }
}

const discovery = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'
const metadataOnly = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'

/** `resource.group/name` → resource version, of every object in the namespace and of the namespace itself. */
export async function listVersions(request: ApiRequest, namespace: string): Promise<Map<string, string>> {
  const kinds = [...(await listKinds(request, '/api')), ...(await listKinds(request, '/apis'))]
  const entries = await Promise.all(
    kinds.map(async ({ path, kind }) => {
      const listed = await request('GET', path.replace('*', namespace), undefined, { accept: metadataOnly })
      // A kind that another suite's definition took with it since discovery has no objects left to list.
      if (listed.status === 404) return []
      const { items } = expectBody(path, listed, has<Listed>('items'))
      return (items ?? []).map(({ metadata }): [string, string] => [
        `${kind}/${metadata.name}`,
        metadata.resourceVersion,
      ])
    }),
  )
  const own = await get(request, `/api/v1/namespaces/${namespace}`, 'application/json', has<Named>('metadata'))
  return new Map([[`namespaces/${namespace}`, own.metadata.resourceVersion], ...entries.flat()])
}

/** Each kind in the version that the API server prefers, which it names first. */
async function listKinds(request: ApiRequest, root: string): Promise<{ path: string; kind: string }[]> {
  const { items } = await get(request, root, discovery, has<Discovery>('items'))
  return items.flatMap(({ metadata, versions }) => {
    const group = metadata.name ?? ''
    const seen = new Set<string>()
    return versions.flatMap(({ version, resources }) => {
      const listable = resources.filter((kind) => kind.scope === 'Namespaced' && kind.verbs.includes('list'))
      return listable
        .filter(({ resource }) => !seen.has(resource) && seen.add(resource))
        .map(({ resource }) => ({
          path: `${root}${group ? `/${group}` : ''}/${version}/namespaces/*/${resource}`,
          kind: group ? `${resource}.${group}` : resource,
        }))
    })
  })
}

async function get<Body>(
  request: ApiRequest,
  path: string,
  accept: string,
  is: (body: unknown) => body is Body,
): Promise<Body> {
  return expectBody(path, await request('GET', path, undefined, { accept }), is)
}

function expectBody<Body>(path: string, { status, body }: ApiAnswer, is: (body: unknown) => body is Body): Body {
  if (status !== 200 || !is(body)) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`)
  return body
}

/** The API server speaks its own schema; enough to tell a list or an object from an error. */
const has =
  <Body>(field: keyof Body & string) =>
  (body: unknown): body is Body =>
    typeof body === 'object' && body !== null && field in body
