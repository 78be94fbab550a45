// Secrets that a chart copies out, disguised, or that could be guessed from what a plan says of them.
import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { plan } from '../../src/commands/plan.ts'
import { openShop } from '../action/openShop.ts'
import type { Shop } from '../action/openShop.ts'
import { environmentOf, openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { shownBy } from './openCanaries.ts'

const FOREIGN = 'foreign-secret-4Kd9Lw2Xq'

const disguises = {
  'in base32': '{{ $value | b32enc }}',
  'with dots between its letters': '{{ regexReplaceAll "(.)" $value "${1}." }}',
  reversed: '{{ $value | splitList "" | reverse | join "" }}',
}

describe.each(helms)('threat 26: a Secret that is not the release’s, on $name', (helm) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(helm)
    const literal = `--from-literal=key=${FOREIGN}`
    await cluster.kubectl(['-n', shop.namespace, 'create', 'secret', 'generic', 'foreign', literal])
  })
  afterAll(async () => await shop[Symbol.asyncDispose]())

  it.each(Object.entries(disguises))(
    'threat 26: copied %s ends the plan, and nothing of it is shown',
    async (_, copy) => {
      const found = '{{ $value := (lookup "v1" "Secret" .Release.Namespace "foreign").data.key | b64dec }}'
      const text = `${found}\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: copy}\ndata: {a: "${copy}"}\n`
      await writeFile(join(shop.checkout, 'charts/web/templates/copy.yaml'), text)
      const end = await shop.run('pull_request')
      expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_SECRET_READ' })
      const shown = JSON.stringify(shownBy(shop, end))
      const reversed = FOREIGN.split('').reverse().join('')
      for (const trace of [
        FOREIGN,
        reversed,
        FOREIGN.split('').join('.'),
        createHash('sha256').update(FOREIGN).digest('hex'),
      ])
        expect(shown).not.toContain(trace)
    },
  )
})

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const pins = Array.from({ length: 10_000 }, (_, n) => String(n).padStart(4, '0'))

/** Pins whose plain hash, of what is given with them, stands in a text. */
const guessed = (text: string, given: (pin: string) => string): string[] => {
  const hashes = new Set(text.match(/[0-9a-f]{64}/g) ?? [])
  return pins.filter((pin) => hashes.has(sha256(given(pin))))
}

const flag = (pin: string): string => `--set-string=secret.token=${pin}`
const valuesFile = (pin: string): string => `secret: {token: "${pin}"}\n`

// What a digest says does not depend on the version of Helm.
const [helm] = helms
if (helm === undefined) throw new Error('there is no helm')

describe('threat 30: a secret of four digits', () => {
  const planWith = async (scene: Scene, pin: string, digestKey: string | null) => {
    await scene.write({ 'pin.yaml': valuesFile(pin) })
    const inputs = { helmArgs: flag(pin), values: ['pin.yaml'], digestKey }
    return (await scene.rehearse({ inputs })).plan
  }

  it.each([
    ['without a key', null],
    ['with one', 'k'.repeat(32)],
  ])('threat 30: is not guessed from any digest of a plan %s', async (_, digestKey) => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const [one, two] = [await planWith(scene, '4711', digestKey), await planWith(scene, '0815', digestKey)]
    const text = JSON.stringify(one)
    for (const given of [(pin: string) => pin, flag, valuesFile]) expect(guessed(text, given)).toEqual([])
    const base64 = (pin: string): string => Buffer.from(pin).toString('base64')
    expect(guessed(text, base64)).toEqual([])
    // Without a key the digest says nothing of the value, so that nobody can approve it.
    expect(one.digest === two.digest).toBe(digestKey === null)
    expect(one.queries[0]?.unapprovable?.code).toBe(digestKey === null ? 'E_DIGEST_KEY' : undefined)
    expect(one.inputs.map(({ kind }) => kind)).toEqual(digestKey === null ? ['chart'] : ['chart', 'values', 'flags'])
  })

  it('threat 30: the digests move with the key, so that nobody without it can make them', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const [one, other] = [await planWith(scene, '4711', 'k'.repeat(32)), await planWith(scene, '4711', 'l'.repeat(32))]
    expect(one.queries[0]?.digest).not.toBe(other.queries[0]?.digest)
    const flagsOf = ({ inputs }: typeof one) => inputs.find(({ kind }) => kind === 'flags')?.digest
    expect(flagsOf(one)).not.toBe(flagsOf(other))
  })

  it('threat 30: is not guessed from a preview, nor from an object that copies it', async () => {
    const copy = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: copy}\ndata: {url: "x://{{ .Values.secret.token }}@db"}\n`
    await using scene = await openScene(helm, { 'chart/templates/copy.yaml': copy, 'pin.yaml': valuesFile('000000') })
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', scene.folder, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args])
    git('init', '-q', '-b', 'main')
    git('add', '-A')
    git('commit', '-qm', 'start')
    const preview = async (pin: string) => {
      await scene.write({ 'pin.yaml': valuesFile(pin) })
      const inputs = scene.inputs({ baseline: 'git', gitBase: 'main', values: ['pin.yaml'], digestKey: null })
      const environment = environmentOf(helm, '/absent')
      const made = await plan(inputs, { checkout: scene.folder, environment, repository: null, progress: () => {} })
      return made.plan
    }
    const [one, two] = [await preview('471100'), await preview('081500')]
    expect(one.queries.map(({ object }) => object.kind).sort()).toEqual(['ConfigMap', 'Secret'])
    expect(one.digest).toBe(two.digest)
    expect(JSON.stringify(one)).not.toContain('471100')
  })
})
