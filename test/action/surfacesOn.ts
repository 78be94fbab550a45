import { findSurfaces } from '../../src/review/findSurfaces.ts'
import type { FoundSurface } from '../../src/review/findSurfaces.ts'
import type { OwnComment } from '../../src/review/Remark.ts'
import type { Comment } from '../forge/state/Comment.ts'

/** The lists of queries among the comments of a pull request, as the gate finds them. */
export const surfacesOn = (comments: readonly Comment[]): readonly FoundSurface[] =>
  findSurfaces(comments.map((comment) => ownComment(comment)))

const ownComment = ({ id, body, createdAt }: Comment): OwnComment => ({
  id: String(id),
  databaseId: id,
  body,
  at: createdAt,
  edited: false,
  changedByOtherAt: null,
  minimized: false,
  url: '',
})
