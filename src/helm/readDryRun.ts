import { GateError } from '../errors/GateError.ts'
import { parseJson } from '../json/parseJson.ts'
import { releaseFromJson } from '../release/decodeRecord.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'

/**
 * The release that `helm upgrade --dry-run=server --output json` printed; whatever stands before the JSON is passed over.
 *
 * @throws GateError E_HELM_OUTPUT where there is no release in it.
 */
export const readDryRun = (stdout: string): ReleaseRecord => {
  try {
    return releaseFromJson(parseJson(stdout.slice(Math.max(0, stdout.indexOf('{"')))))
  } catch (cause) {
    throw new GateError(
      'E_HELM_OUTPUT',
      'The dry run of Helm printed no release.',
      'Run again; if it stays, report the version of Helm.',
      { cause },
    )
  }
}
