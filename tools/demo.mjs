// `npm run demo`: a real upgrade, gated, approved and applied, on a local GitHub and a real API server.
// --keep leaves GitHub and the cluster running; --helm 3 takes Helm 3 instead of 4.
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bootstrap } from './bootstrap.mjs'

const project = fileURLToPath(new URL('..', import.meta.url))
const keep = process.argv.includes('--keep')
const major = process.argv.includes('3') ? 3 : 4
const folder = join(project, '.demo')

bootstrap()
const { getParts } = await import('./parts.mjs')
const { startCluster } = await import('../test/real/startCluster.mjs')
const { planIdentity } = await import('../test/real/planIdentity.mjs')
const { loadTypeScript } = await import('./loadTypeScript.mjs')

const say = (text) => console.log(`\n\u001B[1m▸ ${text}\u001B[0m`)
const show = (text) => console.log(text.replaceAll(/^/gm, '  '))
const visible = (body) => body.replace(/\n*<!-- helm-query-gate:[^\n]*$/, '')

say('Getting the real programs: helm, helm-diff, kubectl, kube-apiserver, etcd, act')
const parts = await getParts(undefined, { log: (line) => show(line) })
say('Starting a Kubernetes API server')
const cluster = await startCluster()
const planKubeconfig = await planIdentity({ ...cluster, kubectl: parts.kubectl })
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const { Stage } = await loadTypeScript(join(project, 'test/workflows/Stage.ts'))
const helm = helmOf(major)
const kubectl = (...args) =>
  execFileSync(parts.kubectl, args, { env: { ...process.env, KUBECONFIG: cluster.kubeconfig }, encoding: 'utf8' })
kubectl('create', 'namespace', 'web')
const { act, kubectl: kubectlPath } = parts
const stage = await Stage.open({
  project,
  workflows: 'simple/.github/workflows',
  helm,
  kubectl: kubectlPath,
  act,
  kubeconfig: cluster.kubeconfig,
  planKubeconfig,
  namespace: 'web',
})
let number = 0
try {
  await play()
} finally {
  if (!keep) await stop()
}
if (keep) {
  say('Still running; press Ctrl+C to stop')
  show(`pull request  ${stage.forge.url}/acme/shop/pull/${number}\nkubeconfig    ${cluster.kubeconfig}`)
  process.once('SIGINT', () => void stop().then(() => process.exit(0)))
}

async function play() {
  await install()
  await propose()
  await decide()
  conclude()
}

async function install() {
  say(`Installing the chart examples/shop/charts/web with helm ${major}`)
  const args = ['install', 'web', 'charts/web', '--namespace', 'web', '--values', 'values/production.yaml']
  show(
    execFileSync(helm.bin, args, {
      cwd: stage.checkout,
      env: { ...process.env, ...helm.env, KUBECONFIG: cluster.kubeconfig },
      encoding: 'utf8',
    }),
  )
}

async function propose() {
  say('Ada opens a pull request: more replicas, another image, another greeting')
  await stage.edit('values/production.yaml', (text) =>
    text.replace('replicas: 3', 'replicas: 5').replace('1.27', '1.28').replace('hello', 'welcome'),
  )
  show(execFileSync('git', ['diff', '--unified=0'], { cwd: stage.checkout, encoding: 'utf8' }))
  number = await stage.openPullRequest('More replicas and a new image')
  say('The workflow runs: job gate plans, publishes and decides')
  report(await stage.run(number, 'pull_request', 'opened'))
  say('What the reviewers see in the pull request')
  for (const { body } of stage.repo.comments(number)) show(visible(body))
  say('The same plan at a terminal, with the HTML report')
  const flags = [
    '--release',
    'web',
    '--namespace',
    'web',
    '--chart',
    'charts/web',
    '-f',
    'values/production.yaml',
    '--environment',
    'production',
  ]
  const programs = ['--helm', helm.bin, '--kubectl', parts.kubectl, '--report', join(folder, 'report.html')]
  planAtTerminal([...flags, ...programs])
}

function planAtTerminal(flags) {
  try {
    show(
      execFileSync(process.execPath, [join(project, 'dist/cli.js'), 'plan', ...flags], {
        cwd: stage.checkout,
        env: { ...process.env, ...helm.env, KUBECONFIG: cluster.kubeconfig },
        encoding: 'utf8',
      }),
    )
  } catch (error) {
    // Exit code 2 says that queries wait for approval, as they do.
    if (error.status !== 2) throw error
    show(error.stdout)
  }
}

async function decide() {
  const plan = stage.planId(number)
  say('Ada tries to approve her own change')
  report(await comment('ada', `/approve all @${plan}`))
  say('Alice approves query 1')
  report(await comment('alice', `/approve 1 @${plan}`))
  say('Bob approves query 2: now everything is approved, and the job apply runs')
  report(await comment('bob', `/approve 2 @${plan}`))
}

async function comment(login, body) {
  show(`${login}: ${body}`)
  return await stage.comment(number, login, body)
}

function report(run) {
  const jobs = Object.entries(run.jobs).map(([job, result]) => `job ${job}: ${result}`)
  show([...jobs, ...(run.jobs.apply === undefined ? ['job apply: skipped'] : [])].join('\n'))
  if (run.code !== 0) throw new Error(`the workflow failed:\n${run.output.slice(-4000)}`)
  const last = stage.repo.comments(number).at(-1)
  if (last?.body.startsWith('`Not counted')) show(last.body)
}

function conclude() {
  say('The receipt')
  const receipt = stage.receipt(number)
  if (!receipt.includes('### Applied')) throw new Error('nothing was applied')
  show(visible(receipt))
  say('The cluster')
  show(kubectl('--namespace', 'web', 'get', 'deployment,configmap', '--output', 'wide'))
  show(
    execFileSync(helm.bin, ['history', 'web', '--namespace', 'web'], {
      env: { ...process.env, ...helm.env, KUBECONFIG: cluster.kubeconfig },
      encoding: 'utf8',
    }),
  )
  writeFileSync(join(folder, 'receipt.md'), visible(receipt))
  say('Where to look')
  show(
    `HTML report of the plan  ${join(folder, 'report.html')}\nthe receipt              ${join(folder, 'receipt.md')}`,
  )
  if (!keep) show('the pull request         npm run demo -- --keep serves it as a web page')
}

async function stop() {
  await stage[Symbol.asyncDispose]()
  await cluster.stop()
}

function helmOf(wanted) {
  const data = wanted === 3 ? parts.helmDiffData3 : parts.helmDiffData4
  const homes = {
    HELM_DATA_HOME: data,
    HELM_CACHE_HOME: join(cluster.folder, 'helm-cache'),
    HELM_CONFIG_HOME: join(cluster.folder, 'helm-config'),
  }
  return { bin: wanted === 3 ? parts.helm3 : parts.helm4, env: homes }
}
