import { describe, expect, it } from '@jest/globals'
import type { RehearsedTarget } from '../../src/commands/rehearseTarget.ts'
import { parseHelmArgs } from '../../src/helm/parseHelmArgs.ts'
import type { Operated } from '../../src/helm/runUnderCharter.ts'
import { openScene } from '../helm/Scene.ts'
import type { EnforcementOptions, Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'

const kubectl = (scene: Scene, ...args: string[]) => cluster.kubectl(['-n', scene.namespace, ...args])

/** Enforces what was approved and says what came of it, and what stayed in the cluster but for records of the release. */
const enforced = async (scene: Scene, approved: RehearsedTarget, changed: EnforcementOptions = {}) => {
  const mark = await scene.mark()
  const upgraded = await scene.enforce(approved, changed)
  const writes = await scene.writesSince(mark)
  const objects = writes.filter((write) => write.changed && !write.name?.startsWith('sh.helm.release'))
  return { upgraded, writes, changed: objects.map(({ method, resource, name }) => `${method} ${resource} ${name}`) }
}

const reasons = ({ enforced: { refused } }: Operated): string[] =>
  refused.map(({ kind, reason }) => `${kind}: ${reason}`)

const configMap = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {a: b}\n`

const hook = `apiVersion: v1
kind: ConfigMap
metadata: {name: seed, annotations: {"helm.sh/hook": pre-upgrade}}
data: {n: {{ .Values.seed | default "one" | quote }}}
`

describe.each(helms)('what is not approved, on $name', (helm) => {
  const args = (text: string) => parseHelmArgs(text, { kind: 'upgrade', major: helm.major })
  const force = helm.major === 4 ? ' --force-conflicts' : ''

  it.each([
    ['other values', '--set replicas=5', {}],
    ['a value more', '--set replicas=4 --set config.extra=1', {}],
    ['another hook', '--set replicas=4 --set seed=two', {}],
    [
      'a template more',
      '--set replicas=4',
      { 'chart/templates/more.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: more}\n' },
    ],
  ])('threat 31: %s than approved are refused at the record, before any write', async (_, text, files) => {
    await using scene = await openScene(helm, { 'chart/templates/hook.yaml': hook })
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set replicas=4' } })
    await scene.write(files)
    const { upgraded, writes } = await enforced(scene, approved, { args: args(text) })
    expect(upgraded.result?.exitCode).toBe(1)
    expect(reasons(upgraded)[0]).toMatch(/^record: the (manifest|hooks) of the release/)
    expect(upgraded.enforced).toMatchObject({ sent: [], recordStored: false })
    expect(writes).toEqual([])
  })

  it('threat 31: a value that is new each time is refused at the record, before any write', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.write({
      'chart/templates/r.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: r}\ndata: {a: {{ randAlphaNum 9 | quote }}}\n',
    })
    const approved = await scene.rehearse()
    expect(approved.plan.queries[0]?.unapprovable?.code).toBe('E_UNSTABLE')
    const { upgraded, writes } = await enforced(scene, approved)
    expect(reasons(upgraded)[0]).toMatch(/^record: the manifest/)
    expect(writes).toEqual([])
  })

  it('threat 31: another revision that was stored meanwhile is refused, before any write', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set replicas=4' } })
    await scene.upgrade(['--set', 'replicas=8'])
    const { upgraded, writes } = await enforced(scene, approved)
    expect(reasons(upgraded)[0]).toMatch(/^record: .*not rehearsed/)
    expect(writes).toEqual([])
  })

  it('threat 31: drift that came meanwhile is not put back: that was never shown', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: `--set image.tag=1.28${force}` } })
    await kubectl(scene, 'scale', 'deployment/web', '--replicas=9')
    const { upgraded, changed } = await enforced(scene, approved)
    expect(reasons(upgraded)[0]).toMatch(/^query: (not an approved query|it would now change spec.replicas, too)$/)
    expect(changed).toEqual([])
    expect(await kubectl(scene, 'get', 'deployment/web', '-o', 'jsonpath={.spec.replicas}')).toBe('9')
  })

  it('threat 31: an object that somebody made meanwhile under a name that was free is not taken over', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.write({ 'chart/templates/new.yaml': configMap('new') })
    const approved = await scene.rehearse({ inputs: { helmArgs: `--take-ownership${force}` } })
    await kubectl(scene, 'create', 'configmap', 'new', '--from-literal=precious=yes')
    const { upgraded, changed } = await enforced(scene, approved)
    expect(upgraded.result?.exitCode).toBe(1)
    expect(changed).toEqual([])
  })

  it('threat 31: an object that nothing was to be changed of, and that has drifted meanwhile, is left alone', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: `--set image.tag=1.28${force}` } })
    await kubectl(scene, 'patch', 'configmap/web', '--type=merge', '-p', '{"data":{"greeting":"hand"}}')
    const { upgraded, changed } = await enforced(scene, approved)
    expect(upgraded.result?.exitCode).toBe(1)
    expect(changed).toEqual([])
    expect(await kubectl(scene, 'get', 'configmap/web', '-o', 'jsonpath={.data.greeting}')).toBe('hand')
  })

  it('threat 31: an object that was deleted meanwhile is not made again: that was never shown', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set image.tag=1.28' } })
    await kubectl(scene, 'delete', 'service/web')
    const { upgraded, changed } = await enforced(scene, approved)
    expect(upgraded.result?.exitCode).toBe(1)
    expect(changed).toEqual([])
  })

  it('threat 31: an object that took the name of a hook meanwhile is not deleted for it', async () => {
    await using scene = await openScene(helm, { 'chart/templates/hook.yaml': hook })
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set replicas=4' } })
    await kubectl(scene, 'create', 'configmap', 'seed', '--from-literal=precious=yes')
    const { upgraded, changed } = await enforced(scene, approved)
    expect(reasons(upgraded)).toEqual(['query: there was nothing to delete when it was rehearsed'])
    expect(changed).toEqual([])
    expect(await kubectl(scene, 'get', 'configmap/seed', '-o', 'jsonpath={.data.precious}')).toBe('yes')
  })

  it('threat 31: an object that replaced the one whose delete was approved is not deleted', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.remove('chart/templates/configmap.yaml')
    const approved = await scene.rehearse()
    await kubectl(scene, 'delete', 'configmap/web')
    await kubectl(scene, 'create', 'configmap', 'web', '--from-literal=precious=yes')
    const { upgraded, changed } = await enforced(scene, approved)
    expect(reasons(upgraded)).toEqual(['query: the object is not the one that was to be deleted'])
    expect(changed).toEqual([])
  })

  it('passes where drift has gone meanwhile, for there is less to put back', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await kubectl(scene, 'scale', 'deployment/web', '--replicas=9')
    const approved = await scene.rehearse({ inputs: { helmArgs: `--set image.tag=1.28${force}` } })
    await kubectl(scene, 'scale', 'deployment/web', '--replicas=2')
    const { upgraded } = await enforced(scene, approved)
    expect({ refused: reasons(upgraded), exitCode: upgraded.result?.exitCode }).toEqual({ refused: [], exitCode: 0 })
    expect(
      await kubectl(scene, 'get', 'deployment/web', '-o', 'jsonpath={.spec.template.spec.containers[0].image}'),
    ).toBe('nginx:1.28')
  })

  it('passes where an object moved that nothing was to be changed of, and still would not be', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set image.tag=1.28' } })
    await kubectl(scene, 'annotate', 'configmap/web', 'seen=yes')
    await kubectl(scene, 'label', 'secret/web', 'seen=yes')
    const { upgraded } = await enforced(scene, approved)
    expect({ refused: reasons(upgraded), exitCode: upgraded.result?.exitCode }).toEqual({ refused: [], exitCode: 0 })
    expect(await kubectl(scene, 'get', 'configmap/web', '-o', 'jsonpath={.metadata.annotations.seen}')).toBe('yes')
  })

  it('threat 42: a flag that changes how things are applied is refused where it was added after approval', async () => {
    const added =
      helm.major === 3
        ? ['--force']
        : ['--force-conflicts', '--server-side=false', '--force-replace --server-side=false']
    for (const flag of added) {
      await using scene = await openScene(helm)
      await scene.upgrade()
      const approved = await scene.rehearse({ inputs: { helmArgs: '--set image.tag=1.28' } })
      const { upgraded, changed } = await enforced(scene, approved, { args: args(`--set image.tag=1.28 ${flag}`) })
      expect({ flag, exitCode: upgraded.result?.exitCode, changed }).toEqual({ flag, exitCode: 1, changed: [] })
      expect(reasons(upgraded)).not.toEqual([])
    }
  })

  it('threat 42: the same flags are part of the digest, so that their approval is another one', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const flags = ['', '--take-ownership', helm.major === 3 ? '--force' : '--force-conflicts']
    const digests = new Set<string>()
    for (const flag of flags)
      digests.add((await scene.rehearse({ inputs: { helmArgs: `--set image.tag=1.28 ${flag}` } })).plan.digest)
    expect(digests.size).toBe(flags.length)
  })
})
