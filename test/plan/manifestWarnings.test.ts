import { describe, expect, it } from '@jest/globals'
import { exchangeOf } from './exchangeOf.ts'
import { plansOf, recordOf, target } from './factsOf.ts'

const codes = (...args: Parameters<typeof plansOf>) => plansOf(...args).warnings.map(({ code }) => code)

const withDefinition = (text: string | null) =>
  recordOf([], {
    chart: {
      name: 'web',
      version: '1',
      definitions: new Map(text === null ? [] : [['crds/widgets.yaml', text]]),
      templates: new Map(),
    },
  })

describe('definitions in crds/', () => {
  it.each([
    ['changed', 'YQ==', 'Yg=='],
    ['added', null, 'YQ=='],
    ['removed', 'YQ==', null],
  ])('that are %s on an upgrade are said not to be applied, by name', (_what, was, will) => {
    const plan = plansOf([], { baseline: withDefinition(was), record: withDefinition(will) })
    expect(plan.warnings).toMatchObject([{ code: 'W_DEFINITIONS_NOT_APPLIED' }])
    expect(plan.warnings[0]?.message).toContain('crds/widgets.yaml')
  })

  it('that stay, or are installed for the first time, are not worth a word', () => {
    expect(codes([], { baseline: withDefinition('YQ=='), record: withDefinition('YQ==') })).toEqual([])
    expect(codes([], { baseline: null, newest: null, record: withDefinition('YQ==') })).toEqual([])
    const rollback = { ...target, operation: 'rollback' } as const
    expect(codes([], { target: rollback, baseline: withDefinition('YQ=='), record: withDefinition('Yg==') })).toEqual(
      [],
    )
  })
})

describe('a key that stands twice', () => {
  it('is said with the template that renders it', () => {
    const manifest =
      '---\n# Source: web/templates/a.yaml\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  x: "1"\n  x: "2"\n'
    const plan = plansOf([], { record: recordOf([], { manifest }) })
    expect(plan.warnings).toMatchObject([{ code: 'W_REPEATED_KEY' }])
    expect(plan.warnings[0]?.message).toContain('web/templates/a.yaml')
  })
})

describe('a manifest that is no YAML for Kubernetes', () => {
  it('ends the plan with a code that names the template', () => {
    const manifest = '---\n# Source: web/templates/a.yaml\nkind: !custom Map\n'
    expect(() => plansOf([exchangeOf({})], { record: recordOf([], { manifest }) })).toThrow(
      expect.objectContaining({ code: 'E_MANIFEST', message: expect.stringContaining('web/templates/a.yaml') }),
    )
  })
})
