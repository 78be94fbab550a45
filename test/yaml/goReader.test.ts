// Our reader of YAML beside the one that Helm and Kubernetes have: the real helm reads every scalar of this test.
import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canonicalJson } from '../../src/json/canonicalJson.ts'
import type { Json } from '../../src/json/Json.ts'
import { parseJson } from '../../src/json/parseJson.ts'
import { parseManifest } from '../../src/yaml/parseManifest.ts'
import { runHelm, helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'

const template = `kind: ConfigMap
data:
  out: |
{{- range .Files.Lines "scalars.txt" }}
    {{ printf "k: %s" . | fromYaml | toJson }}
{{- end }}
`

/** What Helm reads in \`k: <scalar>\`, for each of these, as JSON. */
const asHelmReads = async (helm: Helm, scalars: readonly string[]): Promise<string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'helm-query-gate-yaml-'))
  mkdirSync(join(folder, 'templates'))
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: read\nversion: 1.0.0\n')
  writeFileSync(join(folder, 'scalars.txt'), scalars.join('\n'))
  writeFileSync(join(folder, 'templates/out.yaml'), template)
  const { stdout, stderr, code } = await runHelm(helm, ['template', 'read', folder])
  rmSync(folder, { recursive: true })
  expect({ code, stderr }).toMatchObject({ code: 0 })
  const lines = stdout.slice(stdout.indexOf('out: |\n') + 'out: |\n'.length).split('\n')
  return lines.filter((line) => line.startsWith('    ')).map((line) => line.trim())
}

const KNOWN = [
  ...'on off y n yes no YES No true True false null Null ~ 0 -0 +1 0777 0o777 0O17 1_000 0b101 0b1_0 08 09.5 0x1F 0xf_f 12:30:45 1:2'.split(
    ' ',
  ),
  ...'2026-11-21 2026-11-21T10:00:00Z 1e3 1E+3 .5 5. .inf -.INF .nan 9007199254740993 -9223372036854775808 18446744073709551615'.split(
    ' ',
  ),
  ...'18446744073709551616 1. _1 1_ 1__0 +.5 -.5 0_7 0x 0b 0o8 00 007 +0x1 -0b1 1e 1_0.5 1_0e1 =  << "a" nUll yEs oN Y N'.split(
    ' ',
  ),
].filter((scalar) => scalar !== '')

const random = fc.sample(
  fc.array(fc.constantFrom(...'0123456789_.-+eExXoObB:abfFnNyYtTiI~'.split('')), { minLength: 1, maxLength: 7 }),
  { numRuns: 4000, seed: 20 },
)

const rounded = (value: Json): Json => {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rounded(member ?? null)]))
}

it('is the same reader, scalar by scalar', async () => {
  const scalars = [...new Set([...KNOWN, ...random.map((letters) => letters.join(''))])].filter(
    (scalar) => !/^[-:]|[-:]$|: /.test(scalar),
  )
  const [helm] = helms
  if (helm === undefined) throw new Error('no helm')
  const theirs = await asHelmReads(helm, scalars)
  expect(theirs).toHaveLength(scalars.length)
  const different = scalars.flatMap((scalar, index) => {
    const their = theirs[index] ?? ''
    if (their.startsWith('{"Error"')) return []
    const [ours] = parseManifest(`k: ${scalar}`)
    // Helm's own function rounds what Kubernetes reads exactly; parseManifest.test.ts looks at those.
    const [left, right] = [canonicalJson(rounded(ours ?? null)), canonicalJson(rounded(parseJson(their)))]
    return left === right ? [] : [`${scalar}: Helm reads ${right}, we read ${left}`]
  })
  expect(different).toEqual([])
})
