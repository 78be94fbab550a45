// `npm run screens`: surface and report of five typical plans on a real cluster, and the page of four reviews, as
// pictures to be looked at.
// Needs Chromium; --out FOLDER, else docs/screens.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bootstrap } from './bootstrap.mjs'
import { reviewPage, reviews } from './screens/reviews.mjs'
import { scenes } from './screens/scenes.mjs'

bootstrap()
const { getParts } = await import('./parts.mjs')
const { startCluster } = await import('../test/real/startCluster.mjs')
const { loadTypeScript } = await import('./loadTypeScript.mjs')

const project = fileURLToPath(new URL('..', import.meta.url))
const place = process.argv.indexOf('--out')
const out = place < 0 ? join(project, 'docs/screens') : process.argv[place + 1]
const parts = await getParts()
const rooms = await loadTypeScript(join(project, 'tools/screens/rooms.ts'))
const cluster = await startCluster()
const folder = mkdtempSync(join(tmpdir(), 'screens-'))
const env = {
  PATH: process.env.PATH,
  HOME: folder,
  HELM_DATA_HOME: parts.helmDiffData3,
  KUBECONFIG: cluster.kubeconfig,
}
try {
  mkdirSync(out, { recursive: true })
  for (const review of reviews) {
    const page = join(folder, `${review.name}.html`)
    writeFileSync(page, await reviewPage(rooms, review))
    photograph(page, join(out, `${review.name}.png`), 2300)
  }
  for (const scene of scenes) play(scene)
} finally {
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}

function play({ name, title, first, upgrade, kubectl, second, args, operation }) {
  const checkout = join(folder, name)
  const run = (program, words) => execFileSync(program, words, { cwd: checkout, env, stdio: 'pipe' })
  write(checkout, first)
  run(parts.kubectl, ['create', 'namespace', name])
  run(parts.helm3, ['upgrade', 'shop', 'chart', '--install', '--namespace', name, '--no-hooks'])
  if (upgrade) {
    write(checkout, upgrade)
    run(parts.helm3, ['upgrade', 'shop', 'chart', '--namespace', name, '--no-hooks'])
  }
  if (kubectl) run(parts.kubectl, ['--namespace', name, ...kubectl])
  write(checkout, second ?? {})
  const plan = planOf(checkout, name, [...(operation ?? ['--chart', 'chart']), ...(args ? ['--helm-args', args] : [])])
  const bodies = rooms
    .renderSurface(rooms.surfaceOf(plan))
    .map((body) => `<div class="box">${rooms.markdown(body)}</div>`)
  const page = `<!doctype html><meta charset="utf-8"><style>${rooms.style}</style><h1>${title}</h1>${bodies.join('')}`
  writeFileSync(join(checkout, 'surface.html'), page)
  for (const what of ['surface', 'report']) photograph(join(checkout, `${what}.html`), join(out, `${name}-${what}.png`))
}

function write(checkout, files) {
  for (const [path, text] of Object.entries(files)) {
    const file = join(checkout, 'chart', path)
    if (text === null) rmSync(file)
    else {
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
  }
}

function planOf(checkout, namespace, words) {
  const flags = ['--release', 'shop', '--namespace', namespace, '--environment', 'production', '--helm', parts.helm3]
  const key = ['--digest-key', '0123456789abcdef0123456789abcdef', '--kubectl', parts.kubectl]
  const output = ['--output', 'json', '--report', 'report.html']
  const cli = [join(project, 'dist/cli.js'), 'plan', ...flags, ...key, ...words, ...output]
  const { stdout, stderr } = spawnSync(process.execPath, cli, { cwd: checkout, env, encoding: 'utf8', maxBuffer: 1e9 })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout)
}

function photograph(page, picture, height = 1000) {
  const flags = [
    '--headless',
    '--no-sandbox',
    '--hide-scrollbars',
    '--force-device-scale-factor=1',
    `--window-size=900,${height}`,
  ]
  execFileSync('chromium', [...flags, `--screenshot=${picture}`, `file://${page}`], { stdio: 'ignore' })
  console.log(picture)
}
