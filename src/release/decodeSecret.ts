import { PbfReader } from 'pbf'
import { isObject } from '../json/isObject.ts'
import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'
import { unwrapProtobuf } from '../exchange/unwrapProtobuf.ts'

/** As much of a Secret as a release record needs; `data` values are the decoded bytes as Latin-1 text. */
export type RecordSecret = {
  readonly name: string
  readonly type: string
  readonly labels: Readonly<Record<string, string>>
  readonly data: Readonly<Record<string, string>>
}

/** A Secret as a client sent it, JSON or protobuf. Throws SyntaxError or Error where it is neither. */
export const decodeSecret = (contentType: string, body: Uint8Array): RecordSecret =>
  contentType.includes('protobuf') ? fromProtobuf(body) : secretFromJson(parseJson(new TextDecoder().decode(body)))

/** A Secret from its JSON form. */
export const secretFromJson = (value: Json): RecordSecret => {
  const plain = texts(at(value, 'stringData'))
  const encoded = Object.entries(texts(at(value, 'data'))).map(([key, text]) => [key, latin1(text)] as const)
  return {
    name: textAt(value, 'metadata', 'name') ?? '',
    type: textAt(value, 'type') ?? 'Opaque',
    labels: texts(at(value, 'metadata', 'labels')),
    data: { ...Object.fromEntries(encoded), ...plain },
  }
}

const latin1 = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1')

const texts = (value: Json | undefined): Record<string, string> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {}

type Parts = { name: string; type: string; labels: Record<string, string>; data: Record<string, string> }

// Field numbers of core/v1 Secret and meta/v1 ObjectMeta.
const fromProtobuf = (body: Uint8Array): RecordSecret => {
  const raw = unwrapProtobuf(body)
  if (raw === null) throw new Error('not a Kubernetes protobuf object')
  return new PbfReader(raw).readFields<Parts>(
    (tag, secret, pbf) => {
      if (tag === 1) pbf.readMessage(readMetadata, secret)
      else if (tag === 2) Object.assign(secret.data, Object.fromEntries([readEntry(pbf)]))
      else if (tag === 3) secret.type = pbf.readString()
    },
    { name: '', type: 'Opaque', labels: {}, data: {} },
  )
}

const readMetadata = (tag: number, secret: Parts, pbf: PbfReader): void => {
  if (tag === 1) secret.name = pbf.readString()
  else if (tag === 11) Object.assign(secret.labels, Object.fromEntries([readEntry(pbf)]))
}

const readEntry = (pbf: PbfReader): readonly [string, string] => {
  const entry = { key: '', value: '' }
  pbf.readMessage((tag, result: typeof entry, reader) => {
    if (tag === 1) result.key = reader.readString()
    else if (tag === 2) result.value = Buffer.from(reader.readBytes()).toString('latin1')
  }, entry)
  return [entry.key, entry.value]
}
