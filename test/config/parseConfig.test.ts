import { readFile } from 'node:fs/promises'
import { describe, expect, it, test } from '@jest/globals'
import { parseConfig } from '../../src/config/parseConfig.ts'
import { policyFor } from '../../src/config/policyFor.ts'
import { GateError } from '../../src/errors/GateError.ts'
import { fits } from '../../src/policy/fits.ts'

const NAME = '.github/helm-query-gate.yml at main'
const rules = { requiredApprovals: 3, applyWhen: 'before-merge', environment: 'production' } as const

const parse = (text: string) => parseConfig({ name: NAME, text })
const policy = (text: string, environment = 'production') =>
  policyFor(parse(text), NAME, { ...rules, environment }, 'trunk')

const errorOf = (text: string): GateError => {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof GateError) return error
    throw error
  }
  throw new Error('it was taken')
}

const WHOLE = `# yaml-language-server: $schema=../schemas/config.schema.json
schemaVersion: 1
bases: [main, release/*]
roles:
  sre: { teams: [acme/sre], users: [alice, 583231] }
  owners: { codeowners: true }
  admins: { permission: admin }
requirement: { all: [sre, { count: 2, of: [owners, writers] }] }
approvals: { expire: 7d, plain-reviews: approve-all }
authors: ["renovate[bot]"]
override: { by: sre }
apply: { refs: [refs/heads/main], workflows: [.github/workflows/apply.yml] }
environments:
  production:
    requirement: { any: [{ count: 2, of: sre, escalate: { after: 4h, to: admins } }, admins] }
    apply-when: after-merge
    approvals: { all: false }
targets:
  web: { release: web, chart: charts/web, values: [values/production.yaml], environment: production }
`

describe('the rules of an environment', () => {
  it('are its own, else those of the file', () => {
    const production = policy(WHOLE)
    expect(production).toMatchObject({
      source: NAME,
      bases: ['main', 'release/*'],
      requirement: {
        kind: 'any',
        of: [
          { kind: 'count', count: 2, of: ['sre'], escalate: { afterSeconds: 14_400, to: ['admins'] } },
          { kind: 'count', count: 1, of: ['admins'], escalate: null },
        ],
      },
      applyWhen: 'after-merge',
      approvals: { plainReviews: 'approve-all', expireSeconds: 604_800, all: false },
      authors: ['renovate[bot]'],
      override: ['sre'],
      apply: { refs: ['refs/heads/main'], workflows: ['.github/workflows/apply.yml'] },
    })
    expect(production.roles.get('sre')).toMatchObject({ users: ['alice', '#583231'], teams: ['acme/sre'] })
    expect(policy(WHOLE, 'staging')).toMatchObject({
      requirement: { kind: 'all', of: [{ of: ['sre'] }, { count: 2, of: ['owners', 'writers'] }] },
      applyWhen: 'before-merge',
      approvals: { all: true },
    })
  })

  it('are those of the workflow, and the default branch alone, where there is no file', () => {
    expect(policyFor(null, NAME, rules, 'trunk')).toMatchObject({
      bases: ['trunk'],
      requirement: { kind: 'count', count: 3, of: ['writers'] },
      override: [],
    })
    expect(policy('schemaVersion: 1')).toMatchObject({ bases: ['trunk'], requirement: { count: 3, of: ['writers'] } })
  })
})

test.each<[string, string, string]>([
  ['no YAML', 'roles: [a\nb: c', 'line 2, column 1: it is not YAML'],
  ['an empty file', '', 'line 1, column 1: '],
  ['a list', '- a', 'line 1, column 1: a value of type object belongs here'],
  ['no version', 'roles: {}', 'schemaVersion is missing'],
  ['another version', 'schemaVersion: 2', 'line 1, column 16: 1 belongs here'],
  [
    'a setting that there is not',
    'schemaVersion: 1\nrole: {}',
    'line 2, column 1: there is no setting called role here',
  ],
  [
    'a setting that there is not, deep down',
    'schemaVersion: 1\nroles:\n  sre: { team: [a/b] }',
    'line 3, column 10: there is no setting called team here',
  ],
  [
    'an unknown role',
    'schemaVersion: 1\nroles:\n  sre: { users: [a] }\nrequirement:\n  count: 1\n  of: sr',
    'line 6, column 7: there is no role called sr; there are writers, sre',
  ],
  [
    'an unknown role deep in a tree',
    'schemaVersion: 1\nrequirement: { all: [writers, { any: [writers, x] }] }',
    'line 2, column 48: there is no role called x',
  ],
  [
    'an unknown role that breaks the glass',
    'schemaVersion: 1\noverride: { by: [kings] }',
    'line 2, column 18: there is no role called kings',
  ],
  [
    'an unknown role in an environment',
    'schemaVersion: 1\nenvironments:\n  a/b:\n    requirement: x',
    'line 4, column 18: there is no role called x',
  ],
  [
    'a team without its organisation',
    'schemaVersion: 1\nroles: { sre: { teams: [sre] } }',
    'line 2, column 25: a team belongs here as organisation/slug',
  ],
  ['an empty role', 'schemaVersion: 1\nroles: { sre: {} }', 'line 2, column 15: '],
  [
    'a permission that GitHub does not have',
    'schemaVersion: 1\nroles: { sre: { permission: owner } }',
    'one of read, triage, write, maintain, admin belongs here',
  ],
  ['a count of none', 'schemaVersion: 1\nrequirement: { count: 0, of: writers }', 'line 2, column 23: '],
  [
    'a requirement of two kinds',
    'schemaVersion: 1\nrequirement: { all: [writers], any: [writers] }',
    'line 2, column 32: there is no setting called any here',
  ],
  ['nothing to choose from', 'schemaVersion: 1\nrequirement: { any: [] }', 'line 2, column 21: '],
  [
    'a requirement that is a number',
    'schemaVersion: 1\nrequirement: 2',
    'line 2, column 14: a value of type object belongs here',
  ],
  [
    'too many ways',
    `schemaVersion: 1\nrequirement: { all: [${Array.from({ length: 7 }, () => '{ any: [writers, writers] }').join(', ')}] }`,
    'more than 64 ways',
  ],
  [
    'a duration in words',
    'schemaVersion: 1\napprovals: { expire: a week }',
    'line 2, column 22: a duration belongs here',
  ],
  ['a key twice', 'schemaVersion: 1\nschemaVersion: 1', 'line 2, column '],
  ['a short ref', 'schemaVersion: 1\napply: { refs: [main] }', 'a full ref belongs here'],
  [
    'an alias bomb',
    `schemaVersion: 1\nbases: &a [x]\nauthors: [${Array.from({ length: 60 }, () => '*a').join(', ')}]`,
    'it is not YAML',
  ],
  ['too much text', `schemaVersion: 1\n#${'x'.repeat(200_001)}`, 'the file is too long'],
])('%s is refused, with its place', (_what, text, fault) => {
  const error = errorOf(text)
  expect(error.code).toBe('E_CONFIG')
  expect(error.message).toContain(`${NAME}, line `)
  expect(error.message).toContain(fault)
})

it('points at the place with a caret', () => {
  expect(errorOf('schemaVersion: 1\nroles:\n  sre: { team: [a/b] }').excerpt).toBe(
    '3 |   sre: { team: [a/b] }\n             ^',
  )
})

test.each([
  ['main', ['main'], true],
  ['main2', ['main'], false],
  ['release/1.2', ['main', 'release/*'], true],
  ['release/1/2', ['release/*'], false],
  ['mainx', ['ma.n'], false],
])('the branch %s fits %j: %s', (name, patterns, expected) => {
  expect(fits(name, patterns)).toBe(expected)
})

test.each(['simple', 'hardened'])('the configuration of the setup %s is understood', async (setup) => {
  const text = await readFile(new URL(`../../examples/${setup}/.github/helm-query-gate.yml`, import.meta.url), 'utf8')
  expect(policy(text)).toMatchObject({ bases: ['main'], source: NAME })
})
