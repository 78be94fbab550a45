import { textAt } from '../json/at.ts'
import type { JsonObject } from '../json/Json.ts'

/** Those of some objects that a read with `fieldSelector=metadata.name=…` asks for; all of them where it names none. */
export const named = (query: URLSearchParams, objects: readonly JsonObject[]): readonly JsonObject[] => {
  const wanted = /(?:^|,)metadata\.name=([^,]+)/.exec(query.get('fieldSelector') ?? '')?.[1]
  return wanted === undefined ? objects : objects.filter((object) => textAt(object, 'metadata', 'name') === wanted)
}
