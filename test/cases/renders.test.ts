// What a render depends on beside the chart: chance, the cluster, the revision, stored values, what else is printed.
import { describe, expect, it } from '@jest/globals'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { readDryRun } from '../../src/helm/readDryRun.ts'
import { configMap } from '../corpus/configMap.ts'
import { inShort, openScene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'

const stable = configMap('stable', { greeting: '{{ .Values.greeting }}' })
const greeting = { 'chart/values.yaml': 'greeting: hello\nother: one\n' }

describe('what a chart renders', () => {
  it('case 01: by chance each time anew is named path by path, and cannot be approved until it is pinned', async () => {
    const random = `apiVersion: v1
kind: Secret
metadata: {name: random}
data:
  password: {{ (.Values.password | default (randAlphaNum 12)) | b64enc }}
  user: YWRtaW4=
`
    await using scene = await openScene(helmOf(3), { ...chart(random, stable), ...greeting }, { bare: true })
    await install(scene)
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set greeting=bye' } })
    expect(inShort(plan.queries)).toEqual(['update Secret random', 'update ConfigMap stable'])
    expect(plan.queries.map(({ unapprovable }) => unapprovable?.code ?? null)).toEqual(['E_UNSTABLE', null])
    expect(plan.queries[0]?.unapprovable?.message).toContain('data.password')
    expect(plan.queries[0]?.unapprovable?.message).not.toContain('data.user')
    const pinned = await scene.rehearse({ inputs: { helmArgs: '--set password=one-and-the-same' } })
    expect(pinned.plan.queries.map(({ unapprovable }) => unapprovable)).toEqual([null])
  })

  it('case 02: from a look into the cluster is what the upgrade will see there, not a change that will not happen', async () => {
    const looks = `{{- $old := lookup "v1" "ConfigMap" .Release.Namespace "looks" }}
apiVersion: v1
kind: ConfigMap
metadata: {name: looks}
data:
  token: {{ if $old }}{{ $old.data.token }}{{ else }}made-at-install{{ end }}
  greeting: {{ .Values.greeting }}
`
    await using scene = await openScene(helmOf(4), { ...chart(looks), ...greeting }, { bare: true })
    await install(scene)
    const patch = '{"data":{"token":"changed-since"}}'
    await cluster.kubectl(['-n', scene.namespace, 'patch', 'configmap', 'looks', '--type=merge', '-p', patch])
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set greeting=bye --force-conflicts' } })
    expect(plan.queries.flatMap(({ changes }) => changes)).toEqual([
      { path: 'data.greeting', op: 'replace', before: 'hello', after: 'bye' },
    ])
  })

  it('case 03: of the revision is that of the coming one, also after a failed run, and the plan names both', async () => {
    const numbered = configMap('numbered', {
      revision: 'r{{ .Release.Revision }}',
      upgrade: '{{ .Release.IsUpgrade }}',
    })
    const broken =
      '{{ if .Values.broken }}{apiVersion: v1, kind: Service, metadata: {name: broken}, spec: {ports: [{port: 70000}]}}{{ end }}'
    await using scene = await openScene(helmOf(3), { ...chart(numbered, broken), ...greeting }, { bare: true })
    await install(scene)
    const first = await scene.rehearse()
    expect((await scene.upgrade(['--set', 'broken=true'])).code).toBe(1)
    const { plan } = await scene.rehearse()
    expect(first.plan.queries[0]?.changes).toContainEqual({
      path: 'data.revision',
      op: 'replace',
      before: 'r1',
      after: 'r2',
    })
    expect(plan.queries[0]?.changes.filter(({ path }) => path === 'data.revision')).toMatchObject([{ after: 'r3' }])
    expect(plan.release).toMatchObject({
      newest: { revision: 2, status: 'failed' },
      baseline: { revision: 1 },
      next: 3,
    })
    expect(plan.digest).not.toBe(first.plan.digest)
  })

  it('case 47: with --reuse-values comes from the stored values, and the flag is an input of the plan', async () => {
    await using scene = await openScene(helmOf(4), { ...chart(stable), ...greeting }, { bare: true })
    await install(scene, '--set', 'greeting=bye')
    const reused = await scene.rehearse({ inputs: { helmArgs: '--reuse-values --set other=two' } })
    expect(reused.plan.queries).toEqual([])
    // Without one value given, Helm takes the stored ones by itself.
    expect((await scene.rehearse()).plan.queries).toEqual([])
    const without = await scene.rehearse({ inputs: { helmArgs: '--set other=two' } })
    expect(without.plan.queries.flatMap(({ changes }) => changes)).toEqual([
      { path: 'data.greeting', op: 'replace', before: 'bye', after: 'hello' },
    ])
    const flags = (made: typeof reused) => made.plan.inputs.find(({ kind }) => kind === 'flags')?.digest
    expect(flags(reused)).not.toBe(flags(without))
  })
})

describe('what is printed around the release', () => {
  const release = '{"name":"web","version":2,"manifest":"---\\nkind: ConfigMap\\n","chart":{"metadata":{"name":"web"}}}'

  it('case 49: such as the lines of a registry, is passed over', () => {
    const noise = `Pulled: registry.example.com/charts/web:1.0.0\nDigest: sha256:${'0'.repeat(64)}\n`
    expect(readDryRun(noise + release)).toEqual(readDryRun(release))
    expect(() => readDryRun(noise)).toThrow(expect.objectContaining({ code: 'E_HELM_OUTPUT' }))
  })

  it('case 49: changes nothing in the plan of a helm that prints it', async () => {
    await using scene = await openScene(helmOf(4), { ...chart(stable), ...greeting }, { bare: true })
    await scene.write({
      'bin/helm': `#!/bin/sh\n[ "$1" = version ] || printf 'Pulled: registry.example.com/charts/web:1.0.0\\nDigest: sha256:0\\n'\nexec ${scene.helm.bin} "$@"\n`,
    })
    const helm = join(scene.folder, 'bin/helm')
    await chmod(helm, 0o755)
    const [quiet, noisy] = [await scene.rehearse(), await scene.rehearse({ inputs: { helm } })]
    expect(inShort(noisy.plan.queries)).toEqual(['create ConfigMap stable'])
    expect(noisy.plan.digest).toBe(quiet.plan.digest)
  })
})
