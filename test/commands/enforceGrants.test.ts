// Each write only as it was rehearsed, only as often, and only by way of the record: kubectl stands beside helm here.
import { describe, expect, it } from '@jest/globals'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { runUnderCharter } from '../../src/helm/runUnderCharter.ts'
import { charterOf, openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'
import { startRecorder } from '../wire/Recorder.ts'

/** A script in the place of helm; `$helm` and `$kubectl` are the real programs. */
const script = async (scene: Scene, text: string): Promise<string> => {
  const head = `#!/bin/sh\nhelm="${scene.helm.bin}"; kubectl="${cluster.parts.kubectl}"; namespace=${scene.namespace}\n`
  await scene.write({ 'bin/helm': `${head}${text}\n` })
  await chmod(join(scene.folder, 'bin/helm'), 0o755)
  return join(scene.folder, 'bin/helm')
}

const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\n'

describe.each(helms)('beside the approved upgrade, with the kubeconfig of $name,', (helm: Helm) => {
  it.each([
    ['another create', '$kubectl -n $namespace create configmap smuggled --from-literal=a=b'],
    ['another patch', `$kubectl -n $namespace patch configmap web --type=merge -p '{"data":{"x":"y"}}'`],
    ['another delete', '$kubectl -n $namespace delete configmap web --wait=false'],
    ['a scale', '$kubectl -n $namespace scale deployment/web --replicas=9'],
    ['a write elsewhere', '$kubectl -n default create configmap smuggled-elsewhere'],
    ['a role', '$kubectl create clusterrolebinding smuggled --clusterrole=cluster-admin --user=x'],
    ['a token', '$kubectl -n $namespace create token web'],
    ['an eviction', '$kubectl drain --force --ignore-daemonsets none'],
    [
      'a dry run of its own',
      `$kubectl -n $namespace patch configmap web --dry-run=server --type=merge -p '{"data":{"x":"y"}}'`,
    ],
    ['a delete that is a dry run of its own', '$kubectl -n $namespace delete configmap web --dry-run=server'],
    ['the record of the deployed revision', '$kubectl -n $namespace delete secret sh.helm.release.v1.web.v1'],
    ['a record', '$kubectl -n $namespace delete secret sh.helm.release.v1.web.v2'],
  ])('%s gets nowhere', async (_, extra) => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set replicas=4' } })
    const path = await script(scene, `"$helm" "$@" || exit 1\n${extra} && echo smuggled`)
    const mark = await scene.mark()
    const { enforced, result } = await scene.enforce(approved, { helm: path })
    expect(result?.stdout).not.toContain('smuggled')
    expect(result?.exitCode).not.toBe(0)
    const names = (await scene.writesSince(mark))
      .filter(({ changed }) => changed)
      .map(({ method, name }) => `${method} ${name}`)
    expect(names.filter((name) => !name.includes('sh.helm.release'))).toEqual(['PATCH web'])
    expect(enforced.sent.filter(({ kind }) => kind === 'query')).toHaveLength(1)
  })

  it('nothing is written before the record, not even what is approved', async () => {
    await using scene = await openScene(helm, { 'chart/templates/extra.yaml': configMap }, { bare: true })
    const approved = await scene.rehearse()
    const path = await script(
      scene,
      `printf '${configMap.replaceAll('\n', '\\n')}' | $kubectl -n $namespace create -f -`,
    )
    const mark = await scene.mark()
    const { enforced } = await scene.enforce(approved, { helm: path })
    expect(enforced.refused[0]).toMatchObject({ reason: 'the release record comes first' })
    expect(await scene.writesSince(mark)).toEqual([])
  })

  it('a Secret of others cannot be read, before the record or after it', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await cluster.kubectl([
      '-n',
      scene.namespace,
      'create',
      'secret',
      'generic',
      'foreign',
      '--from-literal=key=canary-value',
    ])
    const approved = await scene.rehearse({ inputs: { helmArgs: '--set replicas=4' } })
    const read =
      '$kubectl -n $namespace get secret foreign -o yaml; $kubectl -n $namespace get secrets -o yaml; $kubectl get secrets -A -o yaml'
    const path = await script(
      scene,
      `${read}\n"$helm" "$@"\n${read}\n$kubectl -n $namespace get secrets -o yaml --watch-only=false`,
    )
    const { result } = await scene.enforce(approved, { helm: path })
    expect(result?.stdout).not.toContain(Buffer.from('canary-value').toString('base64'))
  })

  it('each write goes through as often as it was rehearsed, and no more', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.remove('chart/templates/configmap.yaml')
    const approved = await scene.rehearse()
    const path = await script(scene, '"$helm" "$@"; $kubectl -n $namespace delete configmap web --wait=false')
    const { enforced } = await scene.enforce(approved, { helm: path })
    expect(enforced.sent.filter(({ method, kind }) => method === 'DELETE' && kind === 'query')).toHaveLength(1)
    expect(enforced.refused).toMatchObject([{ method: 'DELETE', kind: 'query' }])
  })

  it('a write that failed may be tried again', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.remove('chart/templates/configmap.yaml')
    const approved = await scene.rehearse()
    await using recorder = await startRecorder()
    const [grant] = charterOf(approved).grants.filter(({ request: { method } }) => method === 'DELETE')
    if (grant === undefined) throw new Error('no delete was rehearsed')
    let tries = 0
    recorder.answer(({ method, url }) => {
      if (method === 'GET' && url.startsWith(grant.objectPath)) return { status: 200, body: grant.effect?.before }
      if (method !== 'DELETE') return method === 'POST' ? { status: 201, body: {} } : null
      tries += 1
      return tries < 3
        ? { status: 500, body: { kind: 'Status', message: 'not now' } }
        : { status: 200, body: { kind: 'Status' } }
    })
    const record = Buffer.from(JSON.stringify(secretOf(approved.facts.record))).toString('base64')
    const curl = `curl -s -o /dev/null -w '%{http_code} ' -X`
    const server = `server=$(sed 's/.*"server":"\\([^"]*\\)".*/\\1/' "$KUBECONFIG")`
    const store = `echo ${record} | base64 -d | ${curl} POST -H 'content-type: application/json' --data-binary @- "$server/api/v1/namespaces/${scene.namespace}/secrets"`
    const query = new URLSearchParams(
      grant.request.query.map(([name, value]): [string, string] => [name, value]),
    ).toString()
    const remove = `${curl} DELETE "$server${grant.request.path}?${query}"`
    const path = await script(scene, [server, store, remove, remove, remove, remove, 'exit 0'].join('\n'))
    const run = { ...approved.operation, helm: path }
    const { result, enforced } = await runUnderCharter(run, charterOf(approved), recorder.socketPath)
    expect(result?.stdout.trim()).toBe('201 500 500 200 403')
    expect(enforced.sent.filter(({ kind }) => kind === 'query').map(({ status }) => status)).toEqual([500, 500, 200])
  })
})

/** A record as a Secret, made from what was rehearsed. */
const secretOf = ({
  name,
  namespace,
  revision,
  manifest,
  hooks,
}: {
  name: string
  namespace: string
  revision: number
  manifest: string
  hooks: readonly { readonly [key: string]: unknown }[]
}) => {
  const stored = hooks.map(({ deletePolicies, ...hook }) => ({ ...hook, delete_policies: deletePolicies }))
  const release = { name, namespace, version: revision, info: { status: 'pending-upgrade' }, manifest, hooks: stored }
  return {
    kind: 'Secret',
    apiVersion: 'v1',
    metadata: { name: `sh.helm.release.v1.${name}.v${revision}` },
    type: 'helm.sh/release.v1',
    stringData: { release: Buffer.from(JSON.stringify(release)).toString('base64') },
  }
}
