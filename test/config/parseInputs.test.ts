import { describe, expect, it, test } from '@jest/globals'
import { actionInputs } from '../../src/config/actionInputs.ts'
import type { RawInputs } from '../../src/config/actionInputs.ts'
import { parseCommandName, parseGateInputs, parsePlanInputs } from '../../src/config/parseInputs.ts'
import type { Place } from '../../src/config/parseInputs.ts'

const raw = (parts: Partial<RawInputs> = {}): RawInputs => ({
  ...actionInputs,
  release: 'web',
  chart: 'charts/web',
  'github-token': 'token',
  ...parts,
})

const place: Place = { apiUrl: 'https://api.github.com', repository: 'acme/shop', pullRequest: 5 }

const withCode = (code: string, words = '') =>
  expect.objectContaining({ code, message: expect.stringContaining(words) as unknown })

describe('inputs of a target', () => {
  it('have the defaults of the action', () => {
    expect(parsePlanInputs(raw())).toEqual({
      operation: 'upgrade',
      revision: null,
      release: 'web',
      namespace: 'default',
      chart: 'charts/web',
      chartVersion: '',
      chartRepository: '',
      values: [],
      helmArgs: '',
      environment: 'default',
      baseline: 'cluster',
      gitBase: '',
      helm: 'helm',
      kubectl: 'kubectl',
      kubeContext: null,
      digestKey: null,
      lookupSecrets: [],
      unstable: new Map(),
      witness: 'on',
      helmDiffSource: 'https://github.com/databus23/helm-diff/releases/download',
      timeoutSeconds: 900,
    })
  })

  it('take one file a line, blanks and empty lines dropped, the order kept', () => {
    expect(parsePlanInputs(raw({ values: '\n a.yaml\r\n\n\tb c.yaml \n' })).values).toEqual(['a.yaml', 'b c.yaml'])
    expect(parsePlanInputs(raw({ 'lookup-secrets': 'db\nshop/api' })).lookupSecrets).toEqual(['db', 'shop/api'])
  })

  it('take paths that every render makes anew, by object', () => {
    const text = 'Secret/web: data.password, data["a.b"]\n\nSecret/web: data.key\n Deployment/web: metadata.labels.x'
    expect([...parsePlanInputs(raw({ unstable: text })).unstable]).toEqual([
      ['Secret/web', ['data.password', 'data["a.b"]', 'data.key']],
      ['Deployment/web', ['metadata.labels.x']],
    ])
  })

  it('take a key of 32 characters', () => {
    expect(parsePlanInputs(raw({ 'digest-key': 'k'.repeat(32) })).digestKey).toBe('k'.repeat(32))
  })

  it('of a rollback name a revision, or mean the one before the newest; of an uninstall neither chart nor values', () => {
    const rollback = { operation: 'rollback', chart: '' }
    expect(parsePlanInputs(raw(rollback))).toMatchObject({ operation: 'rollback', revision: -1, chart: '' })
    expect(parsePlanInputs(raw({ ...rollback, revision: '7' }))).toMatchObject({ revision: 7 })
    expect(parsePlanInputs(raw({ operation: 'uninstall', chart: '' }))).toMatchObject({ revision: null, values: [] })
  })

  test.each<[string, Partial<RawInputs>, string]>([
    ['an unknown operation', { operation: 'install' }, 'operation'],
    ['a revision of an upgrade', { revision: '3' }, 'revision'],
    ['revision 0', { operation: 'rollback', chart: '', revision: '0' }, 'revision'],
    ['a chart for a rollback', { operation: 'rollback' }, 'chart'],
    ['values for an uninstall', { operation: 'uninstall', chart: '', values: 'a.yaml' }, 'values'],
    ['no release', { release: '' }, 'release'],
    ['no namespace', { namespace: '' }, 'namespace'],
    ['no chart', { chart: '' }, 'chart'],
    ['no helm', { helm: '' }, 'helm'],
    ['no kubectl', { kubectl: '' }, 'kubectl'],
    ['an unstable path without an object', { unstable: 'data.password' }, 'unstable'],
    ['an unstable path that is none', { unstable: 'Secret/web: data..password' }, 'unstable'],
    ['a short key', { 'digest-key': 'k'.repeat(31) }, 'digest-key'],
    ['an unknown witness', { witness: 'yes' }, 'witness'],
    ['a witness in capitals', { witness: 'Strict' }, 'witness'],
    ['no time', { 'timeout-seconds': '0' }, 'timeout-seconds'],
    ['endless time', { 'timeout-seconds': '21601' }, 'timeout-seconds'],
    ['a fraction', { 'timeout-seconds': '1.5' }, 'timeout-seconds'],
    ['a sign', { 'timeout-seconds': '+1' }, 'timeout-seconds'],
    ['hexadecimal', { 'timeout-seconds': '0x10' }, 'timeout-seconds'],
    ['a unit', { 'timeout-seconds': '15m' }, 'timeout-seconds'],
    ['digits of another script', { 'timeout-seconds': '\u0661\u0662' }, 'timeout-seconds'],
    ['no number', { 'timeout-seconds': '' }, 'timeout-seconds'],
  ])('are refused with %s', (_what, parts, input) => {
    expect(() => parsePlanInputs(raw(parts))).toThrow(withCode('E_INPUT', input))
  })

  it('never repeat a key that is refused', () => {
    expect(() => parsePlanInputs(raw({ 'digest-key': 'hunter2' }))).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') as unknown }),
    )
  })
})

describe('inputs of what speaks to GitHub', () => {
  it('take the pull request of the event', () => {
    expect(parseGateInputs(raw(), place)).toEqual({
      token: 'token',
      apiUrl: 'https://api.github.com',
      owner: 'acme',
      repo: 'shop',
      pullRequest: 5,
      requiredApprovals: 1,
      strictInputs: false,
      checkRun: false,
      applyWhen: 'before-merge',
      waitSeconds: 0,
      waitInterval: 30,
      timeoutSeconds: 20,
    })
  })

  it('let an input name the pull request', () => {
    expect(parseGateInputs(raw({ 'pull-request': '7' }), { ...place, pullRequest: null }).pullRequest).toBe(7)
    expect(parseGateInputs(raw({ 'pull-request': '7' }), place).pullRequest).toBe(7)
  })

  test.each<[string, Partial<RawInputs>, Partial<Place>, string]>([
    ['no pull request', {}, { pullRequest: null }, 'E_NO_PULL_REQUEST'],
    ['pull request zero', { 'pull-request': '0' }, {}, 'E_INPUT'],
    ['a pull request that is no number', { 'pull-request': '5a' }, {}, 'E_INPUT'],
    ['no repository', {}, { repository: '' }, 'E_INPUT'],
    ['no owner', {}, { repository: '/shop' }, 'E_INPUT'],
    ['no name', {}, { repository: 'acme/' }, 'E_INPUT'],
    ['one word for a repository', {}, { repository: 'shop' }, 'E_INPUT'],
    ['no token', { 'github-token': '' }, {}, 'E_INPUT'],
    ['no approvals at all', { 'required-approvals': '0' }, {}, 'E_INPUT'],
    ['fewer than none', { 'required-approvals': '-1' }, {}, 'E_INPUT'],
    ['more than anybody has', { 'required-approvals': '101' }, {}, 'E_INPUT'],
    ['an unknown time to apply', { 'apply-when': 'always' }, {}, 'E_INPUT'],
    ['no time for a call', { 'github-timeout-seconds': '0' }, {}, 'E_INPUT'],
  ])('are refused with %s', (_what, parts, where, code) => {
    expect(() => parseGateInputs(raw(parts), { ...place, ...where })).toThrow(withCode(code))
  })
})

test('a command is one of five', () => {
  expect(['auto', 'plan', 'publish', 'gate', 'apply'].map((name) => parseCommandName(name))).toHaveLength(5)
  for (const name of ['', 'Plan', 'apply ', 'rollback', 'toString']) {
    expect(() => parseCommandName(name)).toThrow(withCode('E_INPUT', 'command'))
  }
})
