import { isSurface } from './isSurface.ts'
import { renderSurface } from './renderSurface.ts'
import { SURFACE_FORMAT } from './Surface.ts'
import type { Surface } from './Surface.ts'
import { decodeModel } from './surfaceModel.ts'

/** What the last line of a comment says of the surface that it belongs to. */
export type SurfacePart = {
  readonly format: number
  readonly planId: string
  readonly place: number
  readonly count: number
  readonly model: string
}

const MARK = /\n<!-- helm-query-gate:surface (\d+) ([0-9a-f]{32}) (\d+)\/(\d+) ([A-Za-z0-9+/=]*) -->$/

/** The part of a surface that a comment is, or null where it is none. */
export const parsePart = (body: string): SurfacePart | null => {
  const [, format, planId, place, count, model] = MARK.exec(body) ?? []
  if (planId === undefined || model === undefined) return null
  return { format: Number(format), planId, place: Number(place), count: Number(count), model }
}

/**
 * Reads a surface back from the bodies of its comments, in order. It counts only if rendering what they say gives
 * exactly these bodies again, byte for byte; otherwise null.
 */
export const parseSurface = (bodies: readonly string[]): Surface | null => {
  const parts = bodies.map((body) => parsePart(body))
  const model = parts.map((part) => part?.model ?? '').join('')
  const surface = decode(model)
  if (surface === null || surface.format !== SURFACE_FORMAT) return null
  const numbers = surface.queries.map(({ number }) => number)
  if (!numbers.every((number, index) => number === index + 1)) return null
  return sameTexts(render(surface), bodies) ? surface : null
}

const decode = (model: string): Surface | null => {
  try {
    const value = decodeModel(model)
    return isSurface(value) ? value : null
  } catch {
    // Not decodable is not a surface.
    return null
  }
}

// A model of the wrong shape cannot be rendered: then it is no surface of ours.
const render = (surface: Surface): readonly string[] => {
  try {
    return renderSurface(surface)
  } catch {
    return []
  }
}

const sameTexts = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((text, index) => text === right[index])
