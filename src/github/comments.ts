import { GateError } from '../errors/GateError.ts'
import { at, textAt } from '../json/at.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'

export type PostedComment = { readonly databaseId: number; readonly url: string }

/**
 * Posts a comment and reads back what GitHub stored.
 *
 * @throws GateError E_GITHUB_ALTERED where GitHub stored another text than was sent.
 */
export const postComment = async (github: GitHub, pull: number, body: string): Promise<PostedComment> => {
  const answer = await github.rest('POST', `/issues/${pull}/comments`, `a comment was posted on pull request ${pull}`, {
    body,
  })
  if (textAt(answer, 'body') !== body) {
    throw new GateError(
      'E_GITHUB_ALTERED',
      'GitHub stored another text than was posted.',
      'Report this as a bug; the list does not count.',
    )
  }
  const id = at(answer, 'id')
  return {
    databaseId: required(typeof id === 'number' ? id : undefined, 'the id of a comment'),
    url: textAt(answer, 'html_url') ?? '',
  }
}

/** Replaces the text of one of the gate's own comments. */
export const updateComment = async (github: GitHub, databaseId: number, body: string): Promise<void> => {
  await github.rest('PATCH', `/issues/comments/${databaseId}`, 'a comment was updated', { body })
}

/** Folds a comment as outdated. */
export const minimizeComment = async (github: GitHub, id: string): Promise<void> => {
  const mutation = `mutation Minimize($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }`
  await github.graphql(mutation, 'an older list was folded', { id })
}

/** Adds a reaction to a comment. */
export const addReaction = async (github: GitHub, databaseId: number, content: 'eyes' | '+1'): Promise<void> => {
  await github.rest('POST', `/issues/comments/${databaseId}/reactions`, 'a reaction was added', { content })
}
