import { describe, expect, test } from '@jest/globals'
import { PbfWriter } from 'pbf'
import { deleteParameters } from '../../src/exchange/deleteOptions.ts'
import { unwrapProtobuf } from '../../src/exchange/unwrapProtobuf.ts'
import { envelope } from './envelope.ts'

const JSON_TYPE = 'application/json'
const PROTOBUF_TYPE = 'application/vnd.kubernetes.protobuf'

const fromJson = (value: unknown) => deleteParameters(JSON_TYPE, Buffer.from(JSON.stringify(value)))

const fromProtobuf = (write: (writer: PbfWriter) => void) => {
  const writer = new PbfWriter()
  write(writer)
  return deleteParameters(PROTOBUF_TYPE, envelope('v1', 'DeleteOptions', writer.finish()))
}

describe('options of a DELETE in JSON', () => {
  test.each([
    ['none', {}, []],
    ['only what it is', { kind: 'DeleteOptions', apiVersion: 'v1' }, []],
    ['the policy of Helm', { propagationPolicy: 'Background' }, [['propagationPolicy', 'Background']]],
    ['grace, and its own dry run dropped', { gracePeriodSeconds: 0, dryRun: ['All'] }, [['gracePeriodSeconds', '0']]],
    ['orphans', { orphanDependents: false }, [['orphanDependents', 'false']]],
    ['nulls', { preconditions: null, propagationPolicy: null }, []],
  ])('%s', (_what, options, parameters) => {
    expect(fromJson(options)).toEqual(parameters)
  })

  test.each([
    ['preconditions', { preconditions: { uid: 'x' } }],
    ['empty preconditions', { preconditions: {} }],
    ['an unknown option', { ignoreStoreReadErrorWithClusterBreakingPotential: true }],
    ['a policy that is no text', { propagationPolicy: ['Background'] }],
    ['another spelling', { PropagationPolicy: 'Orphan' }],
    ['a list', [{ propagationPolicy: 'Background' }]],
    ['a text', 'Background'],
    ['null', null],
  ])('cannot be moved for %s', (_what, options) => {
    expect(fromJson(options)).toBeNull()
  })

  test('cannot be read for what is no JSON', () => {
    expect(() => deleteParameters(JSON_TYPE, Buffer.from('propagationPolicy: Orphan'))).toThrow(SyntaxError)
    expect(() => deleteParameters(null, Buffer.from([0x6b, 0x38, 0x73, 0x00]))).toThrow(SyntaxError)
  })
})

describe('options of a DELETE in protobuf', () => {
  test('scalars move into the query', () => {
    const options = fromProtobuf((writer) => {
      writer.writeVarintField(1, 30)
      writer.writeBooleanField(3, true)
      writer.writeStringField(4, 'Foreground')
      writer.writeStringField(5, 'All')
    })
    expect(options).toEqual([
      ['gracePeriodSeconds', '30'],
      ['orphanDependents', 'true'],
      ['propagationPolicy', 'Foreground'],
    ])
  })

  test('empty options are none', () => {
    expect(fromProtobuf(() => {})).toEqual([])
    expect(deleteParameters(PROTOBUF_TYPE, new Uint8Array())).toEqual([])
  })

  test.each([
    ['preconditions', 2],
    ['a field of a later version', 6],
  ])('cannot be moved for %s', (_what, field) => {
    expect(fromProtobuf((writer) => writer.writeBytesField(field, Buffer.from([])))).toBeNull()
  })

  test.each([
    ['no magic', Buffer.from([1, 2, 3, 4])],
    ['only the magic', Buffer.from([0x6b, 0x38, 0x73, 0x00])],
    ['JSON under the wrong type', Buffer.from('{}')],
    ['half the magic', Buffer.from([0x6b, 0x38])],
  ])('cannot be moved for %s', (_what, bytes) => {
    expect(deleteParameters(PROTOBUF_TYPE, bytes)).toBeNull()
    expect(unwrapProtobuf(bytes)).toBeNull()
  })
})
