import { parsePart, parseSurface } from '../render/parseSurface.ts'
import type { SurfacePart } from '../render/parseSurface.ts'
import type { Surface } from '../render/Surface.ts'
import type { OwnComment } from './Remark.ts'

/** A set of comments that claims to be one surface. */
export type FoundSurface = {
  readonly planId: string
  readonly comments: readonly OwnComment[]
  /** When its last comment was posted: verdicts must be younger by their second. */
  readonly sealedAt: string
  /** What it shows; null where it is incomplete, edited, or does not render back to itself. */
  readonly surface: Surface | null
}

type Parted = { readonly comment: OwnComment; readonly part: SurfacePart }

/** The surfaces among the comments of the gate's account, oldest first, broken ones included. */
export const findSurfaces = (comments: readonly OwnComment[]): FoundSurface[] => {
  const sets: Parted[][] = []
  for (const comment of comments) {
    const part = parsePart(comment.body)
    if (part === null) continue
    const last = sets.at(-1)
    const before = last?.at(-1)?.part
    const goesOn =
      before !== undefined &&
      before.planId === part.planId &&
      before.count === part.count &&
      part.place === before.place + 1
    if (goesOn) last?.push({ comment, part })
    else sets.push([{ comment, part }])
  }
  return sets.map((set) => assemble(set))
}

const assemble = (set: readonly Parted[]): FoundSurface => {
  const comments = set.map(({ comment }) => comment)
  const planId = set[0]?.part.planId ?? ''
  const complete = set[0]?.part.place === 1 && set.length === set[0].part.count
  const untouched = comments.every(({ edited }) => !edited)
  const surface = complete && untouched ? parseSurface(comments.map(({ body }) => body)) : null
  const own = surface !== null && surface.digest.startsWith(`sha256:${planId}`) ? surface : null
  return { planId, comments, sealedAt: comments.at(-1)?.at ?? '', surface: own }
}
