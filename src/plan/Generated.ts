import { maskAt } from '../exchange/maskAt.ts'
import { parsePathText } from '../exchange/parsePathText.ts'
import { pathText } from '../exchange/Segment.ts'
import type { Segment } from '../exchange/Segment.ts'
import type { Json } from '../json/Json.ts'

/** What stands for a value that every render of the chart makes anew. */
export const GENERATED = '(generated)'

/** Values that a chart makes anew in every render and whose content nobody needs to approve, by `Kind/name`. */
export class Generated {
  readonly #paths: ReadonlyMap<string, readonly string[]>

  constructor(paths: ReadonlyMap<string, readonly string[]>) {
    // A path has several spellings; changes have one.
    this.#paths = new Map([...paths].map(([object, own]) => [object, own.map((path) => spelled(path))]))
  }

  /** Whether a path of an object, or what contains it, is one of them. */
  covers(kind: string, name: string, path: string): boolean {
    return this.#of(kind, name).some((own) => path === own || path.startsWith(`${own}.`) || path.startsWith(`${own}[`))
  }

  /** The paths of an object, as segments; a Secret says its data in either of two members. */
  segments(kind: string, name: string): readonly (readonly Segment[])[] {
    return this.#of(kind, name).flatMap((path) => {
      const segments = parsePathText(path)
      if (segments === null) return []
      const [first, ...rest] = segments
      return kind === 'Secret' && first === 'data' ? [segments, ['stringData', ...rest]] : [segments]
    })
  }

  /** A body or object with each of these values replaced by one word. */
  mask(kind: string, name: string, value: Json): Json {
    return this.segments(kind, name).reduce<Json>((masked, segments) => maskAt(masked, segments, GENERATED), value)
  }

  get isEmpty(): boolean {
    return this.#paths.size === 0
  }

  #of(kind: string, name: string): readonly string[] {
    return this.#paths.get(`${kind}/${name}`) ?? []
  }
}

const spelled = (path: string): string => pathText(parsePathText(path) ?? [path])
