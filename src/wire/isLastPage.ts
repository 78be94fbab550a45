import { textAt } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'

/** Whether nothing follows a list that was asked for in pieces: what this run made comes once, at the end. */
export const isLastPage = (list: JsonObject): boolean => (textAt(list, 'metadata', 'continue') ?? '') === ''
