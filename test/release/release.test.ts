import { gzipSync } from 'node:zlib'
import { describe, expect, it, test } from '@jest/globals'
import { PbfWriter } from 'pbf'
import { decodeRecord, releaseFromJson } from '../../src/release/decodeRecord.ts'
import { decodeRecordObject, recordObjectFromJson } from '../../src/release/recordObject.ts'
import { recordName, recordRevision } from '../../src/release/recordName.ts'
import { envelope } from '../exchange/envelope.ts'

const stored = {
  name: 'web',
  namespace: 'shop',
  version: 7,
  info: { status: 'deployed', last_deployed: '2026-01-02T03:04:05Z' },
  manifest: '---\nkind: A\n',
  apply_method: 'ssa',
  config: { replicas: 3 },
  chart: { metadata: { name: 'web', version: '1.2.3' }, templates: [] },
  hooks: [
    {
      name: 'web-migrate',
      kind: 'Job',
      path: 'web/templates/job.yaml',
      manifest: 'kind: Job\n',
      events: ['pre-upgrade'],
      weight: -5,
      delete_policies: ['hook-succeeded'],
      last_run: { phase: 'Succeeded' },
    },
    { name: 'bare' },
  ],
}

const release = {
  name: 'web',
  namespace: 'shop',
  revision: 7,
  status: 'deployed',
  deployedAt: '2026-01-02T03:04:05Z',
  manifest: '---\nkind: A\n',
  hooks: [
    {
      name: 'web-migrate',
      kind: 'Job',
      path: 'web/templates/job.yaml',
      manifest: 'kind: Job\n',
      events: ['pre-upgrade'],
      weight: -5,
      deletePolicies: ['hook-succeeded'],
    },
    { name: 'bare', kind: '', path: '', manifest: '', events: [], weight: 0, deletePolicies: [] },
  ],
  chart: { name: 'web', version: '1.2.3', definitions: new Map(), templates: new Map() },
  applyMethod: 'ssa',
  values: { replicas: 3 },
}

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64')

describe('a record', () => {
  it('is read zipped, as Helm stores it', () => {
    expect(decodeRecord(base64(gzipSync(JSON.stringify(stored))))).toEqual(release)
  })

  it('is read plain, as very old Helms stored it', () => {
    expect(decodeRecord(base64(JSON.stringify(stored)))).toEqual(release)
  })

  it('keeps long integers of its values', () => {
    const text = '{"name":"web","version":1,"config":{"id":9007199254740993}}'
    expect(decodeRecord(base64(text)).values).toEqual({ id: 9007199254740993n })
  })

  it('of Helm 3 names no apply method, and lacks what it lacks', () => {
    expect(releaseFromJson({ name: 'web', version: 1 })).toEqual({
      name: 'web',
      namespace: 'default',
      revision: 1,
      status: 'unknown',
      deployedAt: null,
      manifest: '',
      hooks: [],
      chart: { name: '', version: '', definitions: new Map(), templates: new Map() },
      applyMethod: null,
      values: {},
    })
  })

  it('that inflates a hundredfold beyond its limit is refused', () => {
    const bomb = base64(gzipSync(Buffer.alloc(129 * 1024 * 1024)))
    expect(() => decodeRecord(bomb)).toThrow(expect.objectContaining({ code: 'ERR_BUFFER_TOO_LARGE' }))
  })

  test.each([
    ['nothing', ''],
    ['no JSON', base64('not json')],
    ['half a zip', base64(gzipSync('{}').subarray(0, 12))],
    ['a release without a name', base64('{"version":1}')],
    ['a release without a revision', base64('{"name":"web"}')],
    ['a revision that is text', base64('{"name":"web","version":"1"}')],
    ['a list', base64('[]')],
  ])('is not read from %s', (_what, text) => {
    expect(() => decodeRecord(text)).toThrow(/JSON|end of file|not a Helm release/)
  })
})

describe('the Secret of a record', () => {
  const secret = {
    kind: 'Secret',
    metadata: { name: 'sh.helm.release.v1.web.v7', labels: { owner: 'helm', status: 'deployed' } },
    type: 'helm.sh/release.v1',
    data: { release: base64('payload \u00e9'), empty: '' },
  }

  const protobuf = (): Buffer => {
    const message = new PbfWriter()
    message.writeMessage(1, writeMetadata, secret.metadata)
    message.writeMessage(2, writeEntry, ['release', Buffer.from('payload \u00e9')] as const)
    message.writeMessage(2, writeEntry, ['empty', Buffer.from('')] as const)
    message.writeStringField(3, secret.type)
    message.writeBooleanField(5, true)
    return envelope('v1', 'Secret', message.finish())
  }

  const writeMetadata = ({ name, labels }: typeof secret.metadata, pbf: PbfWriter): void => {
    pbf.writeStringField(1, name)
    pbf.writeStringField(3, 'shop')
    for (const [key, value] of Object.entries(labels)) pbf.writeMessage(11, writeEntry, [key, Buffer.from(value)])
  }

  const writeEntry = ([key, value]: readonly [string, Uint8Array], pbf: PbfWriter): void => {
    pbf.writeStringField(1, key)
    pbf.writeBytesField(2, value)
  }

  it('says the same in JSON and in protobuf', () => {
    const expected = {
      name: 'sh.helm.release.v1.web.v7',
      type: 'helm.sh/release.v1',
      labels: { owner: 'helm', status: 'deployed' },
      data: { release: Buffer.from('payload \u00e9').toString('latin1'), empty: '' },
    }
    expect(decodeRecordObject('secrets', 'application/json', Buffer.from(JSON.stringify(secret)))).toEqual(expected)
    expect(decodeRecordObject('secrets', 'application/vnd.kubernetes.protobuf', protobuf())).toEqual(expected)
  })

  it('that is a ConfigMap holds its texts as they are', () => {
    const data = { release: 'H4sI', empty: '' }
    const configMap = { metadata: { name: 'sh.helm.release.v1.web.v7', labels: { owner: 'helm' } }, data }
    expect(recordObjectFromJson('configmaps', configMap)).toEqual({
      name: 'sh.helm.release.v1.web.v7',
      type: null,
      labels: { owner: 'helm' },
      data,
    })
  })

  it('has its plain texts win over its encoded ones', () => {
    expect(
      recordObjectFromJson('secrets', { data: { a: base64('old'), b: base64('b') }, stringData: { a: 'new' } }).data,
    ).toEqual({
      a: 'new',
      b: 'b',
    })
    expect(recordObjectFromJson('secrets', {}).type).toBe('Opaque')
  })

  it('is not read from what is no protobuf', () => {
    const type = 'application/vnd.kubernetes.protobuf'
    expect(() => decodeRecordObject('secrets', type, Buffer.from('{}'))).toThrow('not a Kubernetes protobuf object')
    expect(() => decodeRecordObject('secrets', 'application/json', protobuf())).toThrow(SyntaxError)
  })
})

describe('names of records', () => {
  it('are built and read back', () => {
    expect(recordName('web', 12)).toBe('sh.helm.release.v1.web.v12')
    expect(recordRevision('web', 'sh.helm.release.v1.web.v12')).toBe(12)
  })

  test.each([
    ['of another release', 'web', 'sh.helm.release.v1.api.v1'],
    ['of a release whose name starts the same', 'web', 'sh.helm.release.v1.web.v1.v2'],
    ['of a longer name', 'web', 'sh.helm.release.v1.web-2.v1'],
    ['without a number', 'web', 'sh.helm.release.v1.web.v'],
    ['with zero', 'web', 'sh.helm.release.v1.web.v0'],
    ['with a leading zero', 'web', 'sh.helm.release.v1.web.v01'],
    ['with something behind', 'web', 'sh.helm.release.v1.web.v1\n'],
    ['of another driver', 'web', 'sh.helm.release.v2.web.v1'],
    ['negative', 'web', 'sh.helm.release.v1.web.v-1'],
  ])('%s are no record', (_what, name, secret) => {
    expect(recordRevision(name, secret)).toBeNull()
  })
})
