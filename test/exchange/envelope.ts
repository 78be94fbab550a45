import { PbfWriter } from 'pbf'

/** A message in the envelope of Kubernetes: the magic, then a runtime.Unknown with its type and the raw bytes. */
export const envelope = (apiVersion: string, kind: string, raw: Uint8Array): Buffer => {
  const type = new PbfWriter()
  type.writeStringField(1, apiVersion)
  type.writeStringField(2, kind)
  const unknown = new PbfWriter()
  unknown.writeBytesField(1, type.finish())
  unknown.writeBytesField(2, raw)
  return Buffer.concat([Buffer.from([0x6b, 0x38, 0x73, 0x00]), unknown.finish()])
}
