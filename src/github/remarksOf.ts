import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import type { OwnComment, Remark } from '../review/Remark.ts'
import { authorOf, bareLogin, numberAt, textOf } from './fields.ts'

const wasEdited = (node: Json): boolean =>
  at(node, 'includesCreatedEdit') === true || textAt(node, 'lastEditedAt') !== undefined

/** A comment as GraphQL tells it. */
export const commentRemark = (node: Json): Remark => ({
  id: textOf(node, 'id'),
  kind: 'comment',
  author: authorOf(node),
  body: textOf(node, 'body'),
  at: textOf(node, 'createdAt'),
  edited: wasEdited(node),
  emailed: at(node, 'createdViaEmail') === true,
  url: textOf(node, 'url'),
  state: null,
})

/** A review that was submitted; a "Request changes" that somebody else dismissed is still its author's word. */
export const reviewRemark = (node: Json, dismissedByOthers: ReadonlySet<string>): Remark[] => {
  const submitted = textAt(node, 'submittedAt')
  if (submitted === undefined) return []
  const id = textOf(node, 'id')
  const state = textOf(node, 'state') as NonNullable<Remark['state']>
  return [
    {
      id,
      kind: 'review',
      author: authorOf(node),
      body: textOf(node, 'body'),
      at: submitted,
      edited: wasEdited(node),
      emailed: at(node, 'createdViaEmail') === true,
      url: textOf(node, 'url'),
      state: state === 'DISMISSED' && dismissedByOthers.has(id) ? 'CHANGES_REQUESTED' : state,
    },
  ]
}

/** A person may have the login that GraphQL gives a bot. */
const isSameAccount = (one: Json, other: Json | undefined): boolean =>
  bareLogin(textAt(one, 'login')) === bareLogin(textAt(other, 'login')) &&
  textAt(one, '__typename') === textAt(other, '__typename')

/** A comment of the gate's own account. */
export const ownComment = (node: Json): OwnComment => {
  const editor = at(node, 'editor') ?? null
  const changedByOther = editor !== null && !isSameAccount(editor, at(node, 'author'))
  return {
    id: textOf(node, 'id'),
    databaseId: numberAt(node, 'databaseId', 'the id of a comment'),
    body: textOf(node, 'body'),
    at: textOf(node, 'createdAt'),
    edited: wasEdited(node),
    changedByOtherAt: changedByOther ? (textAt(node, 'lastEditedAt') ?? textOf(node, 'createdAt')) : null,
    minimized: at(node, 'isMinimized') === true,
    url: textOf(node, 'url'),
  }
}
