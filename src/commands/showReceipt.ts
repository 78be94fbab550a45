import { postComment, updateComment } from '../github/comments.ts'
import type { PostedComment } from '../github/comments.ts'
import type { GitHub } from '../github/GitHub.ts'
import { receiptComments } from '../render/renderReceipt.ts'
import type { Receipt } from '../review/Receipt.ts'

/** Where a receipt stands; `first` is the comment that tells what was done. */
export type ShownReceipt = {
  readonly first: PostedComment
  readonly comments: readonly PostedComment[]
  readonly opened: Receipt
}

/** Posts a receipt that is about to begin: whatever happens to this runner, its approvals are used up. */
export const postReceipt = async (github: GitHub, pull: number, opened: Receipt): Promise<ShownReceipt> => {
  const [body = '', ...more] = receiptComments(opened)
  // Those that only say what is used up come first: the one that tells of an apply stands for all of them.
  const others: PostedComment[] = []
  for (const each of more) others.push(await postComment(github, pull, each))
  const first = await postComment(github, pull, body)
  return { first, comments: [first, ...others], opened }
}

/** Replaces a receipt by what has become of it. */
export const updateReceipt = async (
  github: GitHub,
  { comments, opened }: ShownReceipt,
  finished: Receipt,
): Promise<void> => {
  const before = receiptComments(opened)
  for (const [index, body] of receiptComments(finished, opened.spent).entries()) {
    const comment = comments[index]
    if (comment !== undefined && body !== before[index]) await updateComment(github, comment.databaseId, body)
  }
}
