import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import type { RuleFiles } from './PullRequest.ts'
import { CONFIG_PATH, OWNER_PATHS } from './pullRequestQuery.ts'

/** The rules of a commit that was asked for RULE_FILES; null where there is no such commit. */
export const ruleFiles = (commit: Json | undefined, place: string): RuleFiles | null => {
  const oid = textAt(commit, 'oid')
  if (oid === undefined) return null
  const owners = OWNER_PATHS.map((path, index) => fileAt(commit, `owners${index}`, path))
  const config = fileAt(commit, 'config', CONFIG_PATH)
  const decisive = owners.find((each) => each !== null) ?? null
  return {
    place,
    commit: oid,
    config: config?.text ?? null,
    owners: decisive?.text ?? null,
    unreadable: [config, decisive].flatMap((file) => (file !== null && file.text === null ? [file.path] : [])),
    identity: `${config?.oid ?? ''} ${decisive?.oid ?? ''}`,
  }
}

type File = { readonly path: string; readonly oid: string; readonly text: string | null }

/** A folder, a link out of the repository, bytes that are no text, or a text that GitHub cuts: none of them is read. */
const fileAt = (commit: Json | undefined, alias: string, path: string): File | null => {
  const object = at(commit, alias, 'object')
  if (object === undefined || object === null) return null
  const isWhole = at(object, 'isTruncated') === false
  return { path, oid: textAt(object, 'oid') ?? '', text: isWhole ? (textAt(object, 'text') ?? null) : null }
}
