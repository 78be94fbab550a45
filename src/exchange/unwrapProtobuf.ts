import { PbfReader } from 'pbf'

const MAGIC = [0x6b, 0x38, 0x73, 0x00]

/** The raw object inside Kubernetes' protobuf envelope (`k8s\0` and a runtime.Unknown), or null where there is none. */
export const unwrapProtobuf = (bytes: Uint8Array): Uint8Array | null => {
  if (!MAGIC.every((byte, index) => bytes[index] === byte)) return null
  const found: { raw: Uint8Array | null } = { raw: null }
  new PbfReader(bytes.subarray(MAGIC.length)).readFields((tag, result, pbf) => {
    if (tag === 2) result.raw = pbf.readBytes()
  }, found)
  return found.raw
}
