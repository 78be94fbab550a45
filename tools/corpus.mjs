// `npm run corpus`: plans and runs every pair of test/corpus on Helm 3 and 4, and compares with the API server's audit log.
// --only TEXT takes the pairs with that text in their name or family; --helm 3 or 4; --lanes N plays N at a time
// (default 3); --alone leaves helm-diff out; --json FILE keeps the raw figures; --write puts the tables into docs/prediction.md.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bootstrap } from './bootstrap.mjs'

bootstrap()
const { default: startTestCluster } = await import('../test/real/globalSetup.mjs')
const { startCluster } = await import('../test/real/startCluster.mjs')
const { loadTypeScript } = await import('./loadTypeScript.mjs')
const { predictionPage } = await import('./corpus/predictionPage.mjs')

const project = fileURLToPath(new URL('..', import.meta.url))
const option = (name, fallback) =>
  process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : fallback
const only = option('--only', '')
const major = option('--helm', '')

await startTestCluster()
// Only where a pair needs controllers.
const living = []
try {
  const started = Date.now()
  const { playCorpus } = await loadTypeScript(join(project, 'test/corpus/playCorpus.ts'))
  const played = await playCorpus({
    living: startLiving,
    compares: !process.argv.includes('--alone'),
    lanes: Number(option('--lanes', '3')),
    chosen: (family, { name }, helm) => `${family}: ${name}`.includes(only) && `${helm.major}`.startsWith(major),
    report,
    lost: (name, error) => console.error(`${name} broke off:`, error),
  })
  const text = predictionPage(played)
  console.log(`${text}\n${Math.round((Date.now() - started) / 1000)} s`)
  if (process.argv.includes('--json')) writeFileSync(option('--json'), JSON.stringify(played))
  if (process.argv.includes('--write')) writePage(text)
  const wrong = played.steps.some(({ missed, phantom }) => missed.length + phantom.length > 0)
  process.exitCode = wrong || played.broken.length > 0 ? 1 : 0
} finally {
  for (const cluster of await Promise.all(living)) await cluster.stop()
  await globalThis.stopTestCluster()
}

function writePage(text) {
  const page = join(project, 'docs/prediction.md')
  writeFileSync(page, text)
  execFileSync(join(project, 'node_modules/.bin/oxfmt'), [page])
}

function startLiving() {
  if (living.length === 0) living.push(startCluster({ controllers: true, log: () => {} }))
  return living[0]
}

function report(name, steps) {
  const short = ({ scenario, writes, missed, phantom, refused }) => {
    const wrong = [...missed.map((write) => `missed ${write}`), ...phantom.map((write) => `phantom ${write}`)]
    return `${scenario} ${refused === null ? writes : 'refused'}${wrong.length > 0 ? ` ✗ ${wrong.join(', ')}` : ''}`
  }
  console.error(`${name}: ${steps.map((step) => short(step)).join('; ')}`)
}
