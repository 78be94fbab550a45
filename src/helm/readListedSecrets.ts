import type { JsonObject } from '../json/Json.ts'
import { answerObject } from '../wire/answerObject.ts'
import type { Upstream } from '../wire/Upstream.ts'
import { secretPlace } from './releaseScope.ts'

/**
 * The Secrets that a chart may look up, as far as they are there and may be read: an earlier revision may have copied
 * them even if this operation looks nothing up.
 */
export const readListedSecrets = async (
  upstream: Upstream,
  names: readonly string[],
  namespace: string,
): Promise<JsonObject[]> => {
  const answers = names.map(async (listed) => {
    const [place, name] = secretPlace(listed, namespace).split('/').map(encodeURIComponent)
    return await upstream.readJson(`/api/v1/namespaces/${place}/secrets/${name}`)
  })
  return (await Promise.all(answers)).flatMap((answer) => (answer.status === 200 ? [answerObject(answer)] : []))
}
