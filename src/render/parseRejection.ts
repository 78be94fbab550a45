import type { Json, JsonObject } from '../json/Json.ts'
import type { KeptRejection } from '../review/Decision.ts'
import type { OwnComment } from '../review/Remark.ts'
import { decodeModel } from './surfaceModel.ts'

const MARK = /\n<!-- helm-query-gate:rejection ([A-Za-z0-9+/=]*) -->$/

/** The rejections that comments of the gate keep. Edited comments keep nothing: that they were edited voids approvals. */
export const keptRejectionsIn = (comments: readonly OwnComment[]): KeptRejection[] =>
  comments.filter(({ edited }) => !edited).flatMap(({ body }) => parseRejection(body) ?? [])

/** The rejection that a comment keeps, or null where it is no such comment. */
const parseRejection = (body: string): KeptRejection | null => {
  const encoded = MARK.exec(body)?.[1]
  if (encoded === undefined) return null
  try {
    const value = decodeModel(encoded)
    return isRejection(value) ? value : null
  } catch {
    // What cannot be read keeps nothing.
    return null
  }
}

const TEXTS = ['login', 'remark', 'url', 'at', 'reason']

const isRejection = (value: Json | KeptRejection): value is KeptRejection => {
  const { id, subjects, ...texts }: Readonly<Record<string, unknown>> = { ...(value as JsonObject) }
  return (
    typeof id === 'number' &&
    TEXTS.every((name) => typeof texts[name] === 'string') &&
    Array.isArray(subjects) &&
    subjects.every((subject) => typeof subject === 'string')
  )
}
