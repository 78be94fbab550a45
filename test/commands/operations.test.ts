// Rollback and uninstall go the way of an upgrade: rehearsed, foreseen exactly, and applied as approved or not at all.
import { describe, expect, it } from '@jest/globals'
import type { PlanInputs } from '../../src/config/PlanInputs.ts'
import { codeOf, inShort, openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { makePending } from '../helm/makePending.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import { happened, predicted } from '../helm/prediction.ts'

const ROLLBACK = { operation: 'rollback', chart: '', revision: -1 } satisfies Partial<PlanInputs>
const UNINSTALL = { operation: 'uninstall', chart: '', revision: null } satisfies Partial<PlanInputs>

const kept = `apiVersion: v1
kind: ConfigMap
metadata: {name: kept, annotations: {"helm.sh/resource-policy": keep}}
`
const hook = (event: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: ${event}, annotations: {"helm.sh/hook": "${event}"}}
`

const done = async (scene: Scene, ...args: string[]): Promise<void> => {
  const { code, stderr } = await scene.upgrade(args)
  expect({ code, stderr }).toMatchObject({ code: 0 })
}

/** A release at revision 2: another image and configuration, one object more and one less than revision 1. */
const twoRevisions = async (helm: Helm): Promise<Scene> => {
  const scene = await openScene(helm, {
    'chart/templates/old.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: old}\n',
    'chart/templates/kept.yaml': kept,
    ...Object.fromEntries(
      ['pre-rollback', 'pre-delete', 'post-delete'].map((event) => [`chart/templates/${event}.yaml`, hook(event)]),
    ),
  })
  await done(scene)
  await scene.remove('chart/templates/old.yaml')
  await scene.write({ 'chart/templates/new.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: new}\n' })
  await done(scene, '--set', 'image.tag=1.28', '--set', 'secret.token=other')
  return scene
}

const state = async (scene: Scene): Promise<string> =>
  await cluster.kubectl(['-n', scene.namespace, 'get', 'secret', '-l', 'owner=helm', '-o', 'name'])

describe.each(helms)('a rollback on $name', (helm) => {
  it('is foreseen exactly, shows what comes back, and is applied as approved', async () => {
    await using scene = await twoRevisions(helm)
    const rehearsed = await scene.rehearse({ inputs: ROLLBACK })
    const { plan } = rehearsed
    expect(plan.target.operation).toBe('rollback')
    expect(plan.release).toMatchObject({ next: 3, backTo: 1, newest: { revision: 2 }, baseline: { revision: 2 } })
    expect(inShort(plan.queries).toSorted()).toEqual([
      'create ConfigMap old',
      'delete ConfigMap new',
      'run ConfigMap pre-rollback',
      'update Deployment web',
      'update Secret web',
    ])
    const mark = await scene.mark()
    const { result, enforced } = await scene.enforce(rehearsed)
    expect({ exit: result?.exitCode, refused: enforced.refused }).toEqual({ exit: 0, refused: [] })
    expect(happened(await scene.writesSince(mark))).toEqual(predicted(rehearsed))
    expect(
      (await scene.rehearse({ inputs: { ...ROLLBACK, revision: 3 } })).plan.queries.map(({ verb }) => verb),
    ).toEqual(['run'])
  })

  it('is refused before the first write where the release is another one by then', async () => {
    await using scene = await twoRevisions(helm)
    const rehearsed = await scene.rehearse({ inputs: ROLLBACK })
    const mark = await scene.mark()
    const { enforced } = await scene.enforce(rehearsed, { revision: 2 })
    expect(enforced).toMatchObject({ sent: [], refused: [{ kind: 'record' }] })
    expect(await scene.writesSince(mark)).toEqual([])
  })

  it('gets a release out of an unfinished upgrade, with a warning', async () => {
    await using scene = await twoRevisions(helm)
    await makePending(scene.namespace, 2)
    expect(await codeOf(scene.rehearse())).toBe('E_RELEASE_PENDING')
    const { plan } = await scene.rehearse({ inputs: { ...ROLLBACK, revision: 1 } })
    expect(plan.warnings.map(({ code }) => code)).toContain('W_RELEASE_PENDING')
    expect(plan.queries.length).toBeGreaterThan(0)
  })

  it('to a revision that nobody stored, or of no release, is refused', async () => {
    await using scene = await openScene(helm)
    expect(await codeOf(scene.rehearse({ inputs: ROLLBACK }))).toBe('E_RELEASE_MISSING')
    await done(scene)
    expect(await codeOf(scene.rehearse({ inputs: ROLLBACK }))).toBe('E_REVISION_MISSING')
    expect(await codeOf(scene.rehearse({ inputs: { ...ROLLBACK, revision: 7 } }))).toBe('E_REVISION_MISSING')
  })
})

describe.each(helms)('an uninstall on $name', (helm) => {
  it.each([
    ['', 0],
    ['--keep-history', 2],
    ['--no-hooks --cascade=foreground', 0],
  ])('with flags "%s" is foreseen exactly and applied as approved', async (helmArgs, records) => {
    await using scene = await twoRevisions(helm)
    const rehearsed = await scene.rehearse({ inputs: { ...UNINSTALL, helmArgs } })
    const { plan } = rehearsed
    expect(plan.release).toMatchObject({ next: null, backTo: null, chart: { to: null } })
    const short = inShort(plan.queries)
    expect(short).toContain('delete Deployment web')
    expect(short).toContain('keep ConfigMap kept')
    expect(short.includes('run ConfigMap pre-delete')).toBe(!helmArgs.includes('--no-hooks'))
    const mark = await scene.mark()
    const { result, enforced } = await scene.enforce(rehearsed)
    expect({ exit: result?.exitCode, refused: enforced.refused }).toEqual({ exit: 0, refused: [] })
    expect(happened(await scene.writesSince(mark))).toEqual(predicted(rehearsed))
    expect((await state(scene)).split('\n').filter((line) => line !== '')).toHaveLength(records)
    expect(await cluster.kubectl(['-n', scene.namespace, 'get', 'configmap', 'kept', '-o', 'name'])).toContain('kept')
  })

  it('stops at the first delete that nobody approved, and keeps the records', async () => {
    await using scene = await twoRevisions(helm)
    const rehearsed = await scene.rehearse({ inputs: { ...UNINSTALL, helmArgs: '--no-hooks' } })
    const others = new Map([...rehearsed.origins].filter(([{ kind }]) => kind !== 'Service'))
    const grantless = { ...rehearsed, facts: { ...rehearsed.facts, exchanges: [...others.keys()] }, origins: others }
    const { enforced } = await scene.enforce(grantless)
    expect(enforced.refused[0]?.path).toContain('/services/web')
    expect((await state(scene)).split('\n').filter((line) => line !== '')).toHaveLength(2)
  })
})
