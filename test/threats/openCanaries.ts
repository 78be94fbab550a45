import { execFileSync } from 'node:child_process'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openShop } from '../action/openShop.ts'
import type { Shop } from '../action/openShop.ts'
import type { BundleEnd } from '../action/runBundle.ts'
import { cluster } from '../real/cluster.ts'
import { runHelm } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import { canaries } from './canaries.ts'
import { newTemplates, oldTemplates } from './canaryChart.ts'

/** The inputs of every run: canaries in each way of giving values. */
export const canaryInputs = {
  'helm-args': `--set canary.set=${canaries.set} --set-string canary.setString=${canaries.setString} --set-file canary.setFile=given/file.txt --force-conflicts`,
  values: 'given/values.yaml',
  'lookup-secrets': 'vault',
}

/** Replaces the templates of the shop's chart. */
export const writeTemplates = async (
  { checkout }: Shop,
  templates: Readonly<Record<string, string>>,
): Promise<void> => {
  const folder = join(checkout, 'charts/web/templates')
  await rm(folder, { recursive: true })
  await mkdir(folder)
  for (const [name, text] of Object.entries(templates)) await writeFile(join(folder, name), text)
}

const kubectl = (shop: Shop, ...args: string[]) => cluster.kubectl(['-n', shop.namespace, ...args])

/** A shop whose old release, live objects and new chart are full of canaries. */
export const openCanaries = async (helm: Helm): Promise<Shop> => {
  const force = helm.major === 4 ? ' --force-conflicts' : ''
  const shop = await openShop(helm, canaryInputs['helm-args'].replace(' --force-conflicts', force))
  await writeTemplates(shop, oldTemplates)
  await mkdir(join(shop.checkout, 'given'))
  await writeFile(join(shop.checkout, 'given/file.txt'), canaries.setFile)
  await writeFile(join(shop.checkout, 'given/values.yaml'), `canary:\n  valuesFile: ${canaries.valuesFile}\n`)
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', shop.checkout, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args])
  git('init', '-q', '-b', 'main')
  git('add', '-A')
  git('commit', '-qm', 'old')
  git('checkout', '-qb', 'change')
  const upgraded = await runHelm(helm, ['upgrade', 'web', 'charts/web', '-n', shop.namespace], { cwd: shop.checkout })
  if (upgraded.code !== 0) throw new Error(upgraded.stderr)
  await writeFile(join(shop.checkout, 'vault.yaml'), vault())
  await kubectl(shop, 'create', '-f', join(shop.checkout, 'vault.yaml'))
  await kubectl(shop, 'patch', 'secret/plain', '-p', JSON.stringify({ stringData: { data: canaries.byHand } }))
  const applied = JSON.stringify({ data: { key: canaries.lastApplied } })
  for (const name of ['plain', 'gone'])
    await kubectl(shop, 'annotate', `secret/${name}`, `kubectl.kubernetes.io/last-applied-configuration=${applied}`)
  await rm(join(shop.checkout, 'vault.yaml'))
  await writeTemplates(shop, newTemplates)
  git('add', '-A')
  git('commit', '-qm', 'new')
  return shop
}

const vault = (): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'vault' },
    stringData: { password: canaries.lookedUp, pem: canaries.lookedUpPem },
  })

/** Everything that a run and the pull request show to people. */
export const shownBy = ({ repo, number }: Shop, end: BundleEnd): Record<string, string> => ({
  stdout: end.stdout,
  stderr: end.stderr,
  outputs: end.files.output,
  env: end.files.env,
  summary: end.files.summary,
  ...end.documents,
  ...Object.fromEntries(repo.comments(number).map(({ body }, place) => [`comment ${place}`, body])),
  statuses: JSON.stringify(repo.statuses(repo.pullRequest(number).headOid)),
})
