// `npm run bench`: how long a plan and an apply take beside what people run today, on one chart, in one run.
// --runs N (default 7) paired runs; --helm 4 takes Helm 4 instead of 3; --write puts the tables into docs/benchmarks.md;
// --gate measures the gate on a comment alone, which needs no cluster.
import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { bootstrap } from './bootstrap.mjs'
import { drawCurves } from './bench/drawCurves.mjs'
import { measureGate } from './bench/measureGate.mjs'
import { measureOwnPart } from './bench/measureOwnPart.mjs'
import { writeChart } from './bench/writeChart.mjs'

bootstrap()
const { getParts, usual } = await import('./parts.mjs')
const { startCluster } = await import('../test/real/startCluster.mjs')
const { loadTypeScript } = await import('./loadTypeScript.mjs')

const project = fileURLToPath(new URL('..', import.meta.url))
const option = (name, fallback) =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : fallback
const runs = Number(option('--runs', '7'))
const major = Number(option('--helm', '3'))
const APPLICATIONS = 15
// Of the rounds in which each of these was tried.
const LEARNT = `A plan within 1.5 × \`helm upgrade\` was the aim. On two cores the three programs alone take about 1.35 × of it side by
side, and the whole plan about 1.7 ×: the gate's own part is the fifth between. Such ratios wander; compare the rows of one table.
What helped: a pace for Go's collector (a fifth less processor time of each Helm, at 110 MB instead of 76), a plan at a terminal that
loads nothing of GitHub (60 ms less of 140), and an enforced run that asks for each object once a moment and not three times (up to 120 of its
240 requests less). What did not: sharing the reads of the three programs, since only the rehearsal reads objects.
`
const PACE = { GOGC: '400', GOMEMLIMIT: '2GiB' }
const SECOND_RENDER = ['--dry-run=server', '--disable-openapi-validation', '--output', 'json']

const rooms = await loadTypeScript(join(project, 'tools/bench/rooms.ts'))
if (process.argv.includes('--gate')) {
  const { title, rows } = await measureGate(rooms, runs)
  console.log(toTable(title, rows))
  process.exit(0)
}

const parts = await getParts([...usual, 'dyff'], { log: (line) => console.error(line) })
const cluster = await startCluster()
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const helm = major === 3 ? parts.helm3 : parts.helm4
const env = {
  PATH: process.env.PATH,
  HOME: folder,
  HELM_DATA_HOME: major === 3 ? parts.helmDiffData3 : parts.helmDiffData4,
  KUBECONFIG: cluster.kubeconfig,
}
const setting = { checkout: folder, environment: env, repository: null, progress: () => {}, now: () => new Date() }
try {
  writeChart(join(folder, 'chart'), APPLICATIONS)
  const own = measureOwnPart(rooms, dyff)
  const tables = [await against(), own, await measureGate(rooms, runs)]
  const text = tables.map(({ title, rows }) => toTable(title, rows)).join('\n\n')
  console.log(text)
  if (process.argv.includes('--write')) {
    writeFileSync(join(project, 'docs/benchmarks.md'), page(text))
    writeFileSync(join(project, 'docs/benchmarks.svg'), drawCurves('Our own part beside dyff', curvesOf(own)))
  }
} finally {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}

function dyff(before, after) {
  const files = [before, after].map((text, index) => {
    const file = join(folder, `manifest-${index}.yaml`)
    writeFileSync(file, text)
    return file
  })
  const started = performance.now()
  execFileSync(parts.dyff, ['between', '--output', 'brief', ...files], { stdio: 'pipe', maxBuffer: 1e9 })
  return performance.now() - started
}

function curvesOf({ points }) {
  return [
    { name: 'helm-query-gate', colour: '#0a5', points: points.map(({ count, ours }) => [count, ours]) },
    { name: 'dyff', colour: '#c40', points: points.map(({ count, theirs }) => [count, theirs]) },
  ]
}

/** Each round goes from one set of values to the next and measures everything on the same step, in turn. */
async function against() {
  const witness = major === 4 ? { HELM_DIFF_USE_UPGRADE_DRY_RUN: 'true' } : {}
  const run = (args, more = {}) =>
    execFileSync(helm, args, { cwd: folder, env: { ...env, ...more }, stdio: 'pipe', maxBuffer: 1e9 })
  const where = ['web', 'chart', '--namespace', 'default']
  // Twins make the same step for real in the same round, so that nothing else stands between the figures of a pair.
  const [alone, aside] = ['alone', 'aside'].map((namespace) => ['web', 'chart', '--namespace', namespace])
  run(['install', ...where])
  for (const twin of [alone, aside]) run(['install', ...twin, '--create-namespace'])
  // As the gate starts them: with its pace for the collector of Go.
  const start = (args, more = {}) =>
    promisify(execFile)(helm, args, { cwd: folder, env: { ...env, ...PACE, ...more }, maxBuffer: 1e9 })
  const times = new Map()
  const timed = async (name, work) => {
    const started = performance.now()
    await work()
    times.set(name, [...(times.get(name) ?? []), performance.now() - started])
  }
  const proxy = await rooms.startProxy({ kubectl: parts.kubectl, context: null, env })
  try {
    for (let index = 0; index <= runs; index += 1) {
      const values = ['--set', `tag=t${index}`, '--set', `replicas=${(index % 3) + 1}`]
      const inputs = inputsFor(values.join(' '))
      await timed('helm upgrade --dry-run=server', () =>
        run(['upgrade', ...where, ...values, '--dry-run=server', '--output', 'json']),
      )
      await timed('helm diff upgrade', () => run(['diff', 'upgrade', ...where, ...values], witness))
      if (major === 3)
        await timed('helm diff upgrade --three-way-merge', () =>
          run(['diff', 'upgrade', ...where, ...values, '--three-way-merge']),
        )
      await timed('helm upgrade, dry run and helm diff side by side, without the gate', () =>
        Promise.all([
          start(['upgrade', ...aside, ...values]),
          start(['upgrade', ...where, ...values, ...SECOND_RENDER]),
          start(['diff', 'upgrade', ...where, ...values], witness),
        ]),
      )
      await timed('rehearsal alone', () => rehearseAlone(inputs, proxy.socketPath))
      await timed('plan (rehearsal, second render, witness, all in one process)', () => planWhole(values))
      const operation = await rooms.prepareOperation(inputs, setting)
      const target = await rooms.rehearseTarget({ inputs, setting, operation, socketPath: proxy.socketPath })
      const upgrades = [
        () => timed('helm upgrade', () => run(['upgrade', ...alone, ...values])),
        () => timed('helm upgrade under enforcement', () => enforce(target, proxy.socketPath)),
      ]
      for (const upgrade of index % 2 === 0 ? upgrades : upgrades.toReversed()) await upgrade()
    }
  } finally {
    await proxy[Symbol.asyncDispose]()
  }
  // The first step warms caches of every program and of the API server.
  for (const [name, list] of times) times.set(name, list.slice(1))
  return { title: `${APPLICATIONS * 5} objects, helm ${major}, medians of ${runs} runs`, rows: compare(times) }
}

function inputsFor(helmArgs) {
  const programs = { helm, kubectl: parts.kubectl, kubeContext: null, timeoutSeconds: 300 }
  return {
    operation: 'upgrade',
    revision: null,
    baseline: 'cluster',
    gitBase: '',
    helmDiffSource: '',
    release: 'web',
    namespace: 'default',
    chart: 'chart',
    chartVersion: '',
    chartRepository: '',
    values: [],
    helmArgs,
    environment: 'bench',
    digestKey: null,
    lookupSecrets: [],
    unstable: new Map(),
    witness: 'on',
    ...programs,
  }
}

async function rehearseAlone(inputs, socketPath) {
  const operation = await rooms.prepareOperation({ ...inputs, witness: 'off' }, setting)
  const upstream = new rooms.Upstream(socketPath, 'dry-runs-only')
  const question = { ...inputs, store: 'secrets' }
  const scope = rooms.releaseScope(question, await rooms.readHistory(upstream, question))
  const wire = await rooms.openWire(upstream, new rooms.Rehearsal(upstream, scope), 'default')
  try {
    const { exitCode, stderr } = await rooms.runOnWire(operation, 'rehearsal', wire)
    if (exitCode !== 0) throw new Error(stderr)
  } finally {
    await wire[Symbol.asyncDispose]()
  }
}

function planWhole(values) {
  const flags = [
    '--release',
    'web',
    '--chart',
    'chart',
    '--helm',
    helm,
    '--kubectl',
    parts.kubectl,
    '--output',
    'json',
    '--helm-args',
    values.join(' '),
  ]
  try {
    execFileSync(process.execPath, [join(project, 'dist/cli.js'), 'plan', ...flags], {
      cwd: folder,
      env,
      stdio: 'pipe',
      maxBuffer: 1e9,
    })
  } catch (error) {
    // 2 says that there are queries to approve.
    if (error.status !== 2) throw error
  }
}

async function enforce({ facts, stored, origins, operation, scope }, socketPath) {
  const charter = {
    scope,
    record: stored,
    removes: false,
    generated: facts.generated,
    grants: rooms.makeGrants(facts, origins),
  }
  const { result, enforced } = await rooms.runUnderCharter(operation, charter, socketPath)
  if (result?.exitCode !== 0) throw new Error(JSON.stringify(enforced.refused))
}

/** Medians, and medians of the ratios round by round: a machine that is busy for a while is busy for both. */
function compare(times) {
  const median = (list) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]
  const real = times.get('helm upgrade')
  const rows = [...times].map(([name, list]) => [
    name,
    `${Math.round(median(list))} ms`,
    `${median(list.map((time, round) => time / real[round])).toFixed(2)} ×`,
  ])
  return [['what', 'median', 'helm upgrade = 1'], ...rows]
}

function toTable(title, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const [head, ...rest] = rows
  return [`### ${title}`, '', line(head), line(head.map(() => '---')), ...rest.map((row) => line(row))].join('\n')
}

function page(text) {
  return `# Benchmarks\n\nMade by \`npm run bench -- --write\`: every figure of a table comes from the same run on the same machine; compare the\nratios, not the milliseconds. Ratios are medians of rounds, in each of which everything is measured on the same step.\n\n${text}\n\n![Curves of our own part and of dyff over the number of changed objects](benchmarks.svg)\n\nOur own part makes queries with digests, masks, causes and risks, a surface and a report; dyff compares two texts.\n\nThe gate is measured with GitHub on the same machine, so that its own time shows; on GitHub the calls take longer.\n\nWhere the time of a plan goes, on two cores: it is processor time. Three runs of Helm take about two thirds of it, the gate's own\nprocess a fifth, \`kubectl proxy\` and the API server the rest; waiting is next to nothing. The row without the gate is the floor: the same three\nprograms side by side, with the same pace for the collector of Go, and nothing between them and the API server. What a plan\ntakes above that row is the gate's own.\n\n${LEARNT}`
}
