const LINES = 50

/** How long our own part takes after the exchanges: plan, surface and report of many changed objects. */
export async function measureOwnPart(rooms) {
  const rows = [['changed objects', 'plan', 'surface', 'report', 'heap']]
  for (const count of [100, 1000, 5000]) {
    const facts = factsOf(count)
    globalThis.gc?.()
    const [made, planTime] = timed(() => rooms.makePlan(facts))
    const [, surfaceTime] = timed(() => rooms.renderSurface(rooms.surfaceOf(made.plan)))
    const [, reportTime] = timed(() => rooms.renderReport(made.plan, null))
    const heap = `${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`
    rows.push([`${count} of ${LINES} lines`, ms(planTime), ms(surfaceTime), ms(reportTime), heap])
  }
  return { title: 'Our own part, everything changed', rows }
}

const ms = (time) => `${Math.round(time)} ms`

function timed(work) {
  const started = performance.now()
  const result = work()
  return [result, performance.now() - started]
}

function factsOf(count) {
  const names = Array.from({ length: count }, (_, index) => `config-${index}`)
  const manifest = (word) =>
    names
      .map((name) => `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${dataLines(word)}`)
      .join('\n')
  const record = (revision, word) => ({
    name: 'web',
    namespace: 'web',
    revision,
    status: 'deployed',
    deployedAt: null,
    manifest: manifest(word),
    hooks: [],
    chart: { name: 'web', version: '1', definitions: new Map() },
    applyMethod: null,
    values: {},
  })
  const next = record(2, 'new')
  const target = {
    name: 'web/bench',
    environment: 'bench',
    repository: 1,
    release: 'web',
    namespace: 'web',
    cluster: 'uid:1',
    operation: 'upgrade',
    baseline: 'cluster',
  }
  const exchanges = names.map((name, sequence) => exchange(name, sequence))
  return {
    target,
    exchanges,
    record: next,
    secondRender: next,
    kept: [],
    backTo: null,
    newest: record(1, 'old'),
    baseline: record(1, 'old'),
    versions: { helm: '', kubernetes: '' },
    inputs: [],
    flags: [],
    digestKey: null,
    warnings: [],
  }
}

const keys = Array.from({ length: LINES - 5 }, (_, line) => `key-${line}`)
const dataLines = (word) => keys.map((key, line) => `  ${key}: ${line % 9 === 0 ? word : 'same'}`).join('\n')
const dataOf = (word) => Object.fromEntries(keys.map((key, line) => [key, line % 9 === 0 ? word : 'same']))

function exchange(name, sequence) {
  const object = (word) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'web', resourceVersion: '1' },
    data: dataOf(word),
  })
  const patch = Object.fromEntries(Object.entries(dataOf('new')).filter(([, value]) => value === 'new'))
  const target = { group: '', version: 'v1', resource: 'configmaps', namespace: 'web', name, subresource: null }
  const request = {
    method: 'PATCH',
    path: `/api/v1/namespaces/web/configmaps/${name}`,
    target,
    query: [],
    contentType: 'application/strategic-merge-patch+json',
    body: { data: patch },
  }
  return {
    sequence,
    request,
    kind: 'ConfigMap',
    name,
    namespace: 'web',
    hasStatus: false,
    before: object('old'),
    after: object('new'),
    outcome: { kind: 'accepted' },
  }
}
