import { describe, expect, it } from '@jest/globals'
import { missedLookups } from '../../src/plan/missedLookups.ts'

const asks = (text: string, path = 'web/templates/web.yaml'): boolean =>
  missedLookups(new Map([[path, text]])).length === 1

describe('a text asks the cluster', () => {
  it.each([
    '{{ lookup "v1" "Secret" "" "" }}',
    '{{lookup "v1" "Secret" "" ""}}',
    '{{- $secret := lookup "v1" "Secret" "" "" -}}',
    '{{ $secret :=lookup "v1" "Secret" "" "" }}',
    '{{ if (lookup "v1" "Secret" "" "").data }}a{{ end }}',
    '{{ if and .Values.a (not (lookup\n "v1" "Secret" "" "")) }}a{{ end }}',
    '{{ "" | lookup "v1" "Secret" "" }}',
    'it\'s "so" {{ print "\\" }}" `}` (lookup "v1" "Secret" "" "") }}',
    '{{/* a */}}{{ lookup "v1" "Secret" "" "" }}',
  ])('%s', (text) => expect(asks(text)).toBe(true))

  it.each([
    '',
    'lookup "v1" "Secret"',
    '{{/* lookup "v1" "Secret" "" "" */}}',
    '{{- /* }} lookup */ -}}',
    '{{ .Values.lookup }}',
    '{{ $lookup }}',
    '{{ include "lookup" . }}',
    '{{ include "web.lookup " . }}',
    '{{ `lookup ` }}',
    '{{ .Values.a }} lookup it {{ .Values.b }}',
    '{{ lookups "a" }}',
  ])('not: %s', (text) => expect(asks(text)).toBe(false))

  it('not where it only speaks to its user', () => {
    expect(asks('{{ lookup "v1" "Secret" "" "" }}', 'web/templates/NOTES.txt')).toBe(false)
    expect(asks('{{ lookup "v1" "Secret" "" "" }}', 'web/charts/sub/templates/NOTES.txt')).toBe(false)
  })

  it('all of them are named once, in order', () => {
    const text = '{{ lookup "v1" "Secret" "" "" }}{{ lookup "v1" "Secret" "" "" }}'
    const [warning, ...more] = missedLookups(
      new Map([
        ['b', text],
        ['c', ''],
        ['a', text],
      ]),
    )
    expect(warning).toMatchObject({ code: 'W_PREVIEW_LOOKUP', message: expect.stringContaining('nothing in a, b: ') })
    expect(more).toEqual([])
  })

  it('in no more time than it takes to read it', () => {
    const texts = ['{{ "'.repeat(50_000), '{{ `'.repeat(50_000), '{{/*'.repeat(50_000), `{{${'"'.repeat(200_000)}`]
    expect(missedLookups(new Map(texts.map((text, index) => [`${index}`, text])))).toEqual([])
  })
})
