import { describe, expect, it, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { readableValue } from '../../src/plan/readableValue.ts'
import { core, exchangeOf } from './exchangeOf.ts'
import { queriesOf } from './factsOf.ts'

const long = '{"name":"web","ports":[80,443],"empty":{},"none":[],"text":"a, b: {c}"}'

describe('a value for readers', () => {
  test('JSON on one line gets a line for each member', () => {
    expect(readableValue(long, '')).toBe(
      '{\n  "name": "web",\n  "ports": [\n    80,\n    443\n  ],\n  "empty": {},\n  "none": [],\n  "text": "a, b: {c}"\n}',
    )
  })

  test('no character of it is lost but blanks between tokens, also where a key stands twice or a number is long', () => {
    for (const text of [`${long.slice(0, -1)},"name":"hidden"}`, `[${long},12345678901234567890,1.0,1e3]`]) {
      const shown = readableValue(text, '')
      expect(typeof shown === 'string' ? shown.replaceAll(/\s/g, '') : '').toBe(text.replaceAll(/\s/g, ''))
    }
    fc.assert(
      fc.property(fc.json(), (text) => {
        const shown = readableValue(text, '')
        expect(JSON.parse(typeof shown === 'string' ? shown : '')).toEqual(JSON.parse(text))
      }),
    )
  })

  test.each(['short {}', '{"a":1}', `${long}\nmore`, `{not json at all, but quite long, and in braces as if it were}`])(
    '%j stays as it is',
    (text) => {
      expect(readableValue(text, '')).toBe(text)
    },
  )

  test('binary data is its size and digest', () => {
    expect(readableValue({ binaryData: { 'a.bin': 'AAEC' } }, '')).toEqual({
      binaryData: { 'a.bin': '(3 bytes, sha256:ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc)' },
    })
  })

  test('a certificate says whose it is and how long it is valid', () => {
    const pem = execFileSync(
      'openssl',
      'req -x509 -newkey rsa:2048 -nodes -keyout /dev/null -days 30 -subj /O=acme/CN=web.example.com'.split(' '),
      { stdio: ['ignore', 'pipe', 'ignore'] },
    ).toString()
    const shown = readableValue({ ca: pem }, 'data')
    expect(JSON.stringify(shown)).toMatch(/\(certificate of O=acme, CN=web\.example\.com, valid from .+ to .+\)/)
    expect(JSON.stringify(shown)).toContain('BEGIN CERTIFICATE')
    expect(readableValue('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', '')).toMatch(/cannot be read/)
  })
})

describe('the diff of a query', () => {
  const patched = (before: string, after: string) =>
    queriesOf([
      exchangeOf({
        ...core('ConfigMap', 'web'),
        body: { data: { 'app.json': after } },
        before: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { 'app.json': before } },
        after: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { 'app.json': after } },
      }),
    ])[0]?.diff ?? ''

  it('shows of one line of JSON what changes in it', () => {
    const changed = patched(long, long.replace('443', '8443')).split('\n')
    expect(changed.filter((line) => /^[-+]/.test(line))).toEqual(['-        443', '+        8443'])
  })

  it('shows the texts themselves where only blanks between tokens differ', () => {
    expect(patched(long, long.replace(',', ', '))).toContain('"name":"web", "ports"')
  })
})
