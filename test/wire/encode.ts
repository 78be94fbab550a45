// Bodies as client-go sends them.
import { gzipSync } from 'node:zlib'
import { PbfWriter } from 'pbf'

const envelope = (kind: string, raw: Uint8Array): Buffer => {
  const unknown = new PbfWriter()
  unknown.writeMessage(
    1,
    (_: null, type) => {
      type.writeStringField(1, 'v1')
      type.writeStringField(2, kind)
    },
    null,
  )
  unknown.writeBytesField(2, raw)
  return Buffer.concat([Buffer.from([0x6b, 0x38, 0x73, 0x00]), unknown.finish()])
}

export interface DeletionOptions {
  readonly gracePeriodSeconds?: number
  readonly propagationPolicy?: string
  readonly dryRun?: readonly string[]
  readonly uid?: string
}

/** DeleteOptions in the protobuf form of typed clients. */
export const deleteOptionsProtobuf = ({
  gracePeriodSeconds,
  propagationPolicy,
  dryRun = [],
  uid,
}: DeletionOptions): Buffer => {
  const writer = new PbfWriter()
  if (gracePeriodSeconds !== undefined) writer.writeVarintField(1, gracePeriodSeconds)
  if (uid !== undefined)
    writer.writeMessage(2, (_: null, preconditions) => preconditions.writeStringField(1, uid), null)
  if (propagationPolicy !== undefined) writer.writeStringField(4, propagationPolicy)
  for (const value of dryRun) writer.writeStringField(5, value)
  return envelope('DeleteOptions', writer.finish())
}

/** The `release` member of a release record. */
export const encodeRelease = (release: object): string =>
  gzipSync(Buffer.from(JSON.stringify(release))).toString('base64')

export interface RecordFacts {
  readonly release: string
  readonly namespace: string
  readonly revision: number
  readonly manifest?: string
  readonly hooks?: readonly object[]
  readonly status?: string
}

const releaseOf = ({
  release,
  namespace,
  revision,
  manifest = '',
  hooks = [],
  status = 'pending-upgrade',
}: RecordFacts) => ({
  name: release,
  namespace,
  version: revision,
  info: { status },
  chart: { metadata: { name: 'web', version: '1.0.0' } },
  manifest,
  hooks,
})

/** A release record as a Secret in JSON. */
export const recordJson = (facts: RecordFacts): Buffer =>
  Buffer.from(
    JSON.stringify({
      kind: 'Secret',
      apiVersion: 'v1',
      metadata: { name: `sh.helm.release.v1.${facts.release}.v${facts.revision}`, labels: { owner: 'helm' } },
      type: 'helm.sh/release.v1',
      data: { release: Buffer.from(encodeRelease(releaseOf(facts))).toString('base64') },
    }),
  )

/** A release record as Helm sends it: a Secret in protobuf. */
export const recordProtobuf = (facts: RecordFacts): Buffer => {
  const writer = new PbfWriter()
  const name = `sh.helm.release.v1.${facts.release}.v${facts.revision}`
  writer.writeMessage(1, (_: null, metadata) => metadata.writeStringField(1, name), null)
  writer.writeMessage(
    2,
    (_: null, entry) => {
      entry.writeStringField(1, 'release')
      entry.writeBytesField(2, Buffer.from(encodeRelease(releaseOf(facts))))
    },
    null,
  )
  writer.writeStringField(3, 'helm.sh/release.v1')
  return envelope('Secret', writer.finish())
}
