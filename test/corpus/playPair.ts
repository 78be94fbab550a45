import { randomUUID } from 'node:crypto'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { runHelm } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import type { Ground } from './Ground.ts'
import { kubectlIn } from './kubectlIn.ts'
import type { Pair } from './Pair.ts'
import { playStep } from './playStep.ts'
import { runRelease } from './runRelease.ts'
import { scenariosOf } from './scenarios.ts'
import type { Step } from './Step.ts'

/** Installs the first version of a pair in a namespace of its own and plays its scenarios one after the other. */
export const playPair = async (pair: Pair, helm: Helm, ground: Ground, compares = false): Promise<Step[]> => {
  const namespace = `test-${randomUUID().slice(0, 13)}`
  await ground.request('POST', '/api/v1/namespaces', { metadata: { name: namespace } })
  const kubeconfigFor = (user: string): string => ground.kubeconfigFor(user)
  await using scene = await openScene(helm, {}, { bare: true, namespace, kubeconfigFor })
  const place = { ground, scene, kubectl: await kubectlIn(ground, scene) }
  await writeCharts(scene, pair)
  await using _ = (await pair.prepare?.(place)) ?? nothing
  const args = `--disable-openapi-validation ${pair.installArgs ?? ''}`
  const { code, stderr } = await runRelease(place, ['install', 'web', './chart'], args)
  if (code !== 0) throw new Error(`${pair.name} cannot be installed: ${stderr}`)
  const steps: Step[] = []
  for (const scenario of scenariosOf(pair)) steps.push(await playStep(place, pair, scenario, compares))
  const [first] = steps
  if (first !== undefined && first.writes < (pair.least ?? 1)) throw new Error(`${pair.name} proves too little`)
  return steps
}

const nothing: AsyncDisposable = { [Symbol.asyncDispose]: async () => {} }

// Helm comes to an Ingress late: by then it has changed nearly everything else.
const refused = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: refused}
spec: {rules: [{http: {paths: [{path: no-slash, pathType: Exact, backend: {service: {name: web, port: {number: 80}}}}]}}]}
`

/** Three folders: `chart` is the first version, `next` the second, `broken` a first one that the cluster refuses. */
const writeCharts = async (scene: Scene, { base, before, after }: Pair): Promise<void> => {
  const folder = join(scene.folder, 'chart')
  // npm runs everything in the folder of the project.
  if (base === 'web') await cp(resolve('test/charts/web'), folder, { recursive: true })
  if (base === 'created') {
    await runHelm(scene.helm, ['create', 'chart'], { cwd: scene.folder })
    await rm(join(folder, 'templates', 'tests'), { recursive: true })
  }
  await change(folder, before)
  for (const copy of ['next', 'broken']) await cp(folder, join(scene.folder, copy), { recursive: true })
  await change(join(scene.folder, 'next'), after)
  await change(join(scene.folder, 'broken'), { 'templates/refused.yaml': refused })
}

const change = async (folder: string, files: Pair['after']): Promise<void> => {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await (text === null ? rm(file) : writeFile(file, text))
  }
}
