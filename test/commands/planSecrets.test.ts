import { describe, expect, it } from '@jest/globals'
import { inShort, openScene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { recordJson } from '../wire/encode.ts'

const copy = `apiVersion: v1
kind: ConfigMap
metadata: {name: copy}
data:
  stolen: {{ (lookup "v1" "Secret" .Release.Namespace "foreign").data.key | quote }}
`

const foreign = (namespace: string) =>
  cluster.kubectl(['-n', namespace, 'create', 'secret', 'generic', 'foreign', '--from-literal=key=canary-value'])

const recordNamed = (release: string, namespace: string, revision: number): string =>
  recordJson({ release, namespace, revision, manifest: 'kind: ConfigMap\n' }).toString('utf8')

describe.each(helms)('Secrets in a rehearsal on $name', (helm) => {
  it('show which keys change, never what they hold, and change the digest with every byte', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const made = []
    for (const token of ['first-canary', 'second-canary', 'first-canary']) {
      made.push(await scene.rehearse({ inputs: { helmArgs: `--set secret.token=${token}`, witness: 'on' } }))
    }
    const [one, two, three] = made.map(({ plan }) => plan)
    expect(inShort(one?.queries ?? [])).toEqual(['update Secret web'])
    expect(one?.queries[0]?.changes.map(({ path }) => path)).toEqual(['data.token'])
    expect(one?.digest).not.toBe(two?.digest)
    expect(one?.digest).toBe(three?.digest)
    const shown = JSON.stringify(made.map(({ plan, witness }) => [plan, witness]))
    for (const secret of ['first-canary', 'second-canary', 'not-a-real-token']) {
      expect(shown).not.toContain(secret)
      expect(shown).not.toContain(Buffer.from(secret).toString('base64'))
    }
  })

  it('that change cannot be approved without a key for their digests', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--set secret.token=new-token', digestKey: null } })
    expect(plan.queries[0]?.unapprovable).toMatchObject({ code: 'E_DIGEST_KEY' })
  })

  it('of others are not read by a chart, unless they are listed', async () => {
    await using scene = await openScene(helm, { 'chart/templates/copy.yaml': copy })
    await foreign(scene.namespace)
    await expect(scene.rehearse()).rejects.toMatchObject({
      code: 'E_SECRET_READ',
      message: expect.stringMatching(new RegExp(`${scene.namespace}/foreign.*lookup-secrets`, 's')),
    })
    const { plan } = await scene.rehearse({ inputs: { lookupSecrets: ['foreign'] } })
    expect(inShort(plan.queries)).toContain('create ConfigMap copy')
  })

  it.each([
    ['all of a namespace', '{{ len (lookup "v1" "Secret" "kube-system" "").items }}'],
    ['all of the cluster', '{{ len (lookup "v1" "Secret" "" "").items }}'],
  ])('are not listed by a chart: %s', async (_, text) => {
    const list = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: copy}\ndata: {n: "${text}"}\n`
    await using scene = await openScene(helm, { 'chart/templates/list.yaml': list })
    await expect(scene.rehearse()).rejects.toMatchObject({ code: 'E_SECRET_READ' })
  })

  it('that are not there may be looked for, as charts do before they make a password', async () => {
    const kept = `{{- $old := lookup "v1" "Secret" .Release.Namespace "generated" }}
apiVersion: v1
kind: Secret
metadata: {name: generated}
stringData: {password: {{ if $old }}old{{ else }}fresh-password{{ end }}}
`
    await using scene = await openScene(helm, { 'chart/templates/generated.yaml': kept })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toContain('create Secret generated')
  })

  it('of the release itself may be looked at', async () => {
    const kept = copy.replaceAll('foreign', 'web').replace('.key', '.token').replace('stolen', 'own')
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.write({ 'chart/templates/copy.yaml': kept })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['create ConfigMap copy'])
    expect(JSON.stringify(plan)).not.toContain(Buffer.from('not-a-real-token').toString('base64'))
  })

  it('named like the record of another release are a query like any other', async () => {
    await using scene = await openScene(helm)
    await scene.write({ 'chart/templates/record.yaml': recordNamed('other', scene.namespace, 1) })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toContain('create Secret sh.helm.release.v1.other.v1')
  })

  it('named like the record of another release that is there end the plan', async () => {
    await using scene = await openScene(helm)
    await cluster.kubectl(['-n', scene.namespace, 'create', '-f', '-'], {
      input: recordNamed('other', scene.namespace, 1),
    })
    await scene.write({ 'chart/templates/record.yaml': recordNamed('other', scene.namespace, 1) })
    await expect(scene.rehearse()).rejects.toMatchObject({ code: 'E_SECRET_READ' })
    await expect(scene.rehearse({ inputs: { helmArgs: '--take-ownership' } })).rejects.toMatchObject({
      code: 'E_SECRET_READ',
    })
  })

  it.each([
    ['the record that this very run stores', 2, 'E_HELM_FAILED'],
    ['a record that is there', 1, 'E_HELM_FAILED'],
  ])('named like %s end the plan and never vanish from it', async (_, revision, code) => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.write({ 'chart/templates/record.yaml': recordNamed('web', scene.namespace, revision) })
    await expect(scene.rehearse()).rejects.toMatchObject({ code })
  })

  it('named like the record of a later revision are a query', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.write({ 'chart/templates/record.yaml': recordNamed('web', scene.namespace, 7) })
    const { plan } = await scene.rehearse()
    expect(inShort(plan.queries)).toEqual(['create Secret sh.helm.release.v1.web.v7'])
  })

  it('that take over a record of the release itself never vanish from the plan', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    await scene.upgrade(['--set', 'replicas=3'])
    await scene.write({ 'chart/templates/record.yaml': recordNamed('web', scene.namespace, 1) })
    const force = helm.major === 3 ? '--force' : '--force-replace --server-side=false'
    for (const helmArgs of ['--take-ownership', `--take-ownership ${force}`]) {
      const shown = await scene.rehearse({ inputs: { helmArgs } }).then(
        ({ plan }) => inShort(plan.queries).join(),
        (error: unknown) => String(error),
      )
      expect(shown).toMatch(/Secret sh\.helm\.release\.v1\.web\.v1|\[E_/)
    }
  })

  it('beyond history-max are deleted as records, not as queries', async () => {
    await using scene = await openScene(helm)
    for (let revision = 1; revision <= 3; revision += 1) await scene.upgrade(['--set', `replicas=${revision}`])
    const { plan } = await scene.rehearse({ inputs: { helmArgs: '--history-max 2 --set replicas=5' } })
    expect(inShort(plan.queries)).toEqual(['update Deployment web'])
    expect(plan.release).toMatchObject({ newest: { revision: 3 }, next: 4 })
  })
})
