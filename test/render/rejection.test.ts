import { expect, it } from '@jest/globals'
import { keptRejectionsIn } from '../../src/render/parseRejection.ts'
import { renderRejection } from '../../src/render/renderRejection.ts'
import { verdictOf } from '../review/decisionOf.ts'
import { own } from '../review/scene.ts'

const rejection = (count: number) => ({
  ...verdictOf('bob', { reason: 'too few <b> @acme `x`' }),
  subjects: Array.from({ length: count }, (_, index) => `update|apps|Deployment|shop|an-object-with-a-name-${index}`),
})

it.each([1, 20, 21, 5000])('a rejection of %i queries fits into a comment and is read back', (count) => {
  const body = renderRejection(rejection(count))
  expect(body.length).toBeLessThanOrEqual(65_536)
  expect(keptRejectionsIn([own(body, 1)])).toEqual([rejection(count)])
  expect(keptRejectionsIn([own(body, 1, { edited: true })])).toEqual([])
})

it.each([
  ['another comment', 'hello'],
  ['a quoted one', `> ${renderRejection(rejection(1))}`.replaceAll('\n', '\n> ')],
  ['rubbish', '\n<!-- helm-query-gate:rejection AAAA -->'],
  ['another shape', `\n<!-- helm-query-gate:rejection ${Buffer.from('{}').toString('base64')} -->`],
])('%s keeps nothing', (_what, body) => {
  expect(keptRejectionsIn([own(body, 1)])).toEqual([])
})
