import { GateError } from '../errors/GateError.ts'
import { isObject } from '../json/isObject.ts'
import type { Json, JsonObject } from '../json/Json.ts'
import { parseJson } from '../json/parseJson.ts'
import type { Answer } from './kubernetesStatus.ts'

/**
 * The object in a good answer of the API server; each of them says its kind.
 *
 * @throws GateError E_CLUSTER_ANSWER where it is something else, such as the page of a proxy or half an object.
 */
export const answerObject = (answer: Answer, member = 'kind'): JsonObject => {
  const object = parsed(answer.body)
  if (isObject(object) && object[member] !== undefined) return object
  throw new GateError(
    'E_CLUSTER_ANSWER',
    `An answer with status ${answer.status} came that no API server gives (${answer.body.length} bytes).`,
    'Look at what stands between this job and the API server, then run again.',
  )
}

const parsed = (body: Buffer): Json | undefined => {
  try {
    return parseJson(body.toString('utf8'))
  } catch {
    // Said by the caller, without a word of the body: it may hold anything.
    return undefined
  }
}
