import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import type { Author } from '../review/Remark.ts'
import { required } from './GitHub.ts'

/** A text of an answer that must be there. */
export const textOf = (value: Json | undefined, key: string): string => required(textAt(value, key), key)

/** A number of an answer that must be there. */
export const numberAt = (value: Json | undefined, key: string, what: string): number => {
  const found = at(value, key)
  return required(typeof found === 'number' ? found : undefined, what)
}

/** GraphQL calls a bot `github-actions`, REST `github-actions[bot]`. */
export const bareLogin = (login: string | undefined): string | undefined => login?.replace(/\[bot\]$/, '')

/** The author of a node; a deleted account is nobody. */
export const authorOf = (node: Json | undefined): Author => {
  const author = at(node, 'author')
  const id = at(author, 'databaseId')
  return {
    id: typeof id === 'number' ? id : null,
    login: textAt(author, 'login') ?? 'ghost',
    isPerson: textAt(author, '__typename') === 'User',
  }
}
