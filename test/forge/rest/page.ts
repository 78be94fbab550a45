import type { Answer } from './Answer.ts'
import type { Call } from './Call.ts'

/** One page of a list by `per_page` (30, at most 100) and `page`, with GitHub's Link header. */
export function page<T>(
  call: Call,
  all: readonly T[],
  present: (item: T) => unknown,
  wrap?: (items: unknown[]) => unknown,
): Answer {
  const size = Math.min(100, positive(call.query.get('per_page'), 30))
  const number = positive(call.query.get('page'), 1)
  const last = Math.max(1, Math.ceil(all.length / size))
  const items = all.slice((number - 1) * size, number * size).map(present)
  const to = (page: number, rel: string) => `<${linkTo(call, page)}>; rel="${rel}"`
  const back = number > 1 ? [to(number - 1, 'prev'), to(1, 'first')] : []
  const links = [...back, ...(number < last ? [to(number + 1, 'next'), to(last, 'last')] : [])]
  return { status: 200, body: wrap ? wrap(items) : items, headers: links.length > 0 ? { link: links.join(', ') } : {} }
}

function positive(text: string | null, fallback: number): number {
  const number = Number(text ?? fallback)
  return Number.isInteger(number) && number > 0 ? number : fallback
}

function linkTo(call: Call, page: number): string {
  const url = new URL(call.url)
  url.searchParams.set('page', String(page))
  return url.href
}
