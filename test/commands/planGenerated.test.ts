// Charts that make values anew in every render: not approvable until their paths are named, and then only there free.
import { describe, expect, it } from '@jest/globals'
import { openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'

const template = `{{- $password := randAlphaNum 24 -}}
apiVersion: v1
kind: Secret
metadata: {name: random}
stringData: {password: {{ $password }}, user: {{ .Values.user | default "web" }}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: sum, annotations: {checksum/secret: {{ sha256sum $password }}}}
data: {mode: {{ .Values.mode | default "one" }}}
`

const unstable = new Map([
  ['Secret/random', ['data.password']],
  ['ConfigMap/sum', ['metadata.annotations["checksum/secret"]']],
])

const random = async (helm: Helm): Promise<Scene> =>
  await openScene(helm, { 'chart/templates/random.yaml': template }, { bare: true })

const passwordIn = async ({ namespace }: Scene): Promise<string> =>
  await cluster.kubectl(['-n', namespace, 'get', 'secret', 'random', '-o', 'jsonpath={.data.password}'])

describe.each(helms)('a chart that draws a password in every render, on $name', (helm) => {
  it('cannot be approved while its paths are not named', async () => {
    await using scene = await random(helm)
    const { plan } = await scene.rehearse()
    expect(plan.queries.map(({ unapprovable }) => unapprovable?.code)).toEqual(['E_UNSTABLE', 'E_UNSTABLE'])
    expect(plan.queries[0]?.unapprovable?.message).toMatch(/data\.password|checksum/)
  })

  it('is planned the same every time and applied with a password of its own once they are', async () => {
    await using scene = await random(helm)
    const inputs = { unstable }
    for (const mode of ['one', 'two']) {
      const helmArgs = `--set mode=${mode}`
      const first = await scene.rehearse({ inputs: { ...inputs, helmArgs } })
      const second = await scene.rehearse({ inputs: { ...inputs, helmArgs } })
      expect(first.plan.queries.map(({ unapprovable }) => unapprovable)).toEqual([null, null])
      expect(second.plan.digest).toBe(first.plan.digest)
      expect(first.plan.warnings.map(({ code }) => code)).toEqual(['W_GENERATED', 'W_GENERATED'])
      const { result, enforced } = await scene.enforce(first)
      expect({ exit: result?.exitCode, refused: enforced.refused }).toEqual({ exit: 0, refused: [] })
      const password = Buffer.from(await passwordIn(scene), 'base64').toString('utf8')
      expect(password).toMatch(/^\w{24}$/)
      expect(JSON.stringify(first.plan)).not.toContain(password)
    }
  })

  it('is stopped before the first write where anything else of it is another by then', async () => {
    await using scene = await random(helm)
    await scene.upgrade()
    const approved = await scene.rehearse({ inputs: { unstable, helmArgs: '--set mode=two' } })
    const mark = await scene.mark()
    await scene.write({ 'chart/values.yaml': 'user: somebody\n' })
    const { enforced } = await scene.enforce(approved)
    expect(enforced).toMatchObject({ sent: [], refused: [{ kind: 'record' }] })
    expect(await scene.writesSince(mark)).toEqual([])
  })
})
