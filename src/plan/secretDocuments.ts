import type { JsonObject } from '../json/Json.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { indexManifest } from './manifestIndex.ts'

/** The Secrets of a release as its templates render them, hooks included. */
export const secretDocuments = (record: ReleaseRecord): JsonObject[] =>
  [...indexManifest(record).documents.values()].map(({ object }) => object).filter(({ kind }) => kind === 'Secret')
