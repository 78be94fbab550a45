import { PbfReader } from 'pbf'
import { isObject } from '../json/isObject.ts'
import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'
import { unwrapProtobuf } from '../exchange/unwrapProtobuf.ts'

/** The kind of objects that Helm keeps its release records in. */
export type RecordStore = 'secrets' | 'configmaps'

/** As much of such an object as a release record needs; `data` values are the decoded bytes as Latin-1 text. */
export type RecordObject = {
  readonly name: string
  /** What a Secret is for; a ConfigMap does not say. */
  readonly type: string | null
  readonly labels: Readonly<Record<string, string>>
  readonly data: Readonly<Record<string, string>>
}

/** A record's object as a client sent it, JSON or protobuf. Throws SyntaxError or Error where it is neither. */
export const decodeRecordObject = (store: RecordStore, contentType: string, body: Uint8Array): RecordObject =>
  contentType.includes('protobuf')
    ? fromProtobuf(store, body)
    : recordObjectFromJson(store, parseJson(new TextDecoder().decode(body)))

/** A record's object from its JSON form. */
export const recordObjectFromJson = (store: RecordStore, value: Json): RecordObject => {
  const data = Object.entries(texts(at(value, 'data')))
  const common = { name: textAt(value, 'metadata', 'name') ?? '', labels: texts(at(value, 'metadata', 'labels')) }
  if (store === 'configmaps') return { ...common, type: null, data: Object.fromEntries(data) }
  const plain = texts(at(value, 'stringData'))
  const decoded = Object.fromEntries(data.map(([key, text]) => [key, latin1(text)]))
  return { ...common, type: textAt(value, 'type') ?? 'Opaque', data: { ...decoded, ...plain } }
}

const latin1 = (base64: string): string => Buffer.from(base64, 'base64').toString('latin1')

const texts = (value: Json | undefined): Record<string, string> =>
  isObject(value)
    ? Object.fromEntries(
        Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
      )
    : {}

type Parts = { name: string; type: string | null; labels: Record<string, string>; data: Record<string, string> }

// Field numbers of core/v1 Secret, ConfigMap and meta/v1 ObjectMeta.
const fromProtobuf = (store: RecordStore, body: Uint8Array): RecordObject => {
  const raw = unwrapProtobuf(body)
  if (raw === null) throw new Error('not a Kubernetes protobuf object')
  return new PbfReader(raw).readFields<Parts>(
    (tag, found, pbf) => {
      if (tag === 1) pbf.readMessage(readMetadata, found)
      else if (tag === 2) Object.assign(found.data, Object.fromEntries([readEntry(pbf)]))
      else if (tag === 3 && store === 'secrets') found.type = pbf.readString()
    },
    { name: '', type: store === 'secrets' ? 'Opaque' : null, labels: {}, data: {} },
  )
}

const readMetadata = (tag: number, found: Parts, pbf: PbfReader): void => {
  if (tag === 1) found.name = pbf.readString()
  else if (tag === 11) Object.assign(found.labels, Object.fromEntries([readEntry(pbf)]))
}

const readEntry = (pbf: PbfReader): readonly [string, string] => {
  const entry = { key: '', value: '' }
  pbf.readMessage((tag, result: typeof entry, reader) => {
    if (tag === 1) result.key = reader.readString()
    else if (tag === 2) result.value = Buffer.from(reader.readBytes()).toString('latin1')
  }, entry)
  return [entry.key, entry.value]
}
