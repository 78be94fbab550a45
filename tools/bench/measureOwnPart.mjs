const LINES = 50
const RUNS = 3

/**
 * How long our own part takes after the exchanges (plan, surface and report of objects that all change, each in its
 * own way), beside dyff on the same manifests. `dyff(before, after)` runs it and gives milliseconds.
 */
export function measureOwnPart(rooms, dyff, counts = [10, 100, 1000, 5000]) {
  const rows = [['changed objects', 'plan', 'surface', 'report', 'together', 'dyff', 'heap']]
  const points = []
  for (const count of counts) {
    const [ours, heap] = median(() => measureOnce(rooms, factsOf(rooms, count)))
    const theirs = dyff === undefined ? Number.NaN : dyff(manifestOf(count, 'old'), manifestOf(count, 'new'))
    const together = ours.plan + ours.surface + ours.report
    points.push({ count, ours: together, theirs })
    rows.push([`${count} of ${LINES} lines`, ...[ours.plan, ours.surface, ours.report, together, theirs].map(ms), heap])
  }
  const worst = median(() => measureOnce(rooms, worstFacts(rooms)))[0]
  rows.push([
    '1 of 10,000 lines, all different',
    ms(worst.plan),
    ms(worst.surface),
    ms(worst.report),
    ms(sum(worst)),
    '',
    '',
  ])
  return { title: 'Our own part, everything changed', rows, points }
}

const sum = ({ plan, surface, report }) => plan + surface + report

function median(measure) {
  const all = Array.from({ length: RUNS }, measure).toSorted(([a], [b]) => sum(a) - sum(b))
  return all[Math.floor(RUNS / 2)]
}

function measureOnce(rooms, facts) {
  globalThis.gc?.()
  const [made, plan] = timed(() => rooms.makePlan(facts))
  const [, surface] = timed(() => rooms.renderSurface(rooms.surfaceOf(made.plan)))
  const [, report] = timed(() => rooms.renderReport(made.plan, null))
  return [{ plan, surface, report }, `${Math.round(process.memoryUsage().heapUsed / 1e6)} MB`]
}

const ms = (time) => (Number.isNaN(time) ? '' : `${Math.round(time)} ms`)

function timed(work) {
  const started = performance.now()
  const result = work()
  return [result, performance.now() - started]
}

const namesOf = (count) => Array.from({ length: count }, (_, index) => `config-${index}`)

const manifestOf = (count, word) =>
  namesOf(count)
    .map(
      (name) =>
        `---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n${dataLines(`${word} ${name}`)}`,
    )
    .join('\n')

/** One object of which no line stays as it was. */
function worstFacts(rooms) {
  const lines = (word) => Array.from({ length: 10_000 }, (_, line) => `${word} ${line}`).join('\n')
  const facts = factsOf(rooms, 1)
  const [exchange] = facts.exchanges
  const object = (word) => ({ ...exchange.before, data: { text: lines(word) } })
  const request = { ...exchange.request, body: { data: { text: lines('new') } } }
  return { ...facts, exchanges: [{ ...exchange, request, before: object('old'), after: object('new') }] }
}

function factsOf(rooms, count) {
  const record = (revision, word) => ({
    name: 'web',
    namespace: 'web',
    revision,
    status: 'deployed',
    deployedAt: null,
    manifest: manifestOf(count, word),
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
  const exchanges = namesOf(count).map((name, sequence) => exchange(name, sequence))
  return {
    target,
    exchanges,
    record: next,
    secondRender: next,
    generated: new rooms.Generated(new Map()),
    secretsRead: [],
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
    data: dataOf(`${word} ${name}`),
  })
  const patch = Object.fromEntries(Object.entries(dataOf(`new ${name}`)).filter(([, value]) => value !== 'same'))
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
