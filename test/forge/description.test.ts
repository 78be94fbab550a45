import { expect, test } from '@jest/globals'
import { Forge } from './Forge.ts'
import { Description } from './description/Description.ts'
import { RestApi } from './rest/RestApi.ts'
import { visitor } from './visitor.ts'

const description = new Description()

test('every route is described by GitHub, and every description is served', () => {
  expect(RestApi.operations.toSorted()).toEqual(description.operations.toSorted())
})

test('an answer GitHub would not give is a problem and a 599', async () => {
  const routes = {
    'GET /repos/{owner}/{repo}/pulls/{pull_number}': {
      needs: [],
      answer: () => ({ status: 200, body: { number: 'one' } }),
    },
    'GET /repos/{owner}/{repo}': { needs: [], answer: () => ({ status: 201, body: {} }) },
  }
  await using forge = await Forge.start({ routes })
  const visit = visitor(forge, forge.repository('acme/shop').token())
  expect((await visit('GET', '/repos/acme/shop/pulls/1')).status).toBe(599)
  expect((await visit('GET', '/repos/acme/shop')).status).toBe(599)
  expect(forge.problems).toEqual([
    expect.stringContaining(
      "GET /repos/{owner}/{repo}/pulls/{pull_number} 200: the body must have required property '_links'",
    ),
    'GET /repos/{owner}/{repo} 201: GitHub never answers GET /repos/{owner}/{repo} with 201.',
  ])
})

test('a handler that breaks is a problem and a 599', async () => {
  const broken = () => {
    throw new Error('the forge is broken')
  }
  await using forge = await Forge.start({ routes: { 'GET /user': { needs: [], answer: broken } } })
  const visit = visitor(forge, forge.repository('acme/shop').token())
  expect((await visit('GET', '/user')).status).toBe(599)
  expect(forge.problems).toEqual([expect.stringContaining('the forge is broken')])
})

test('a body where none belongs', () => {
  const remove = 'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}'
  expect(description.wrongAnswer(remove, 204, {})).toBe('a body where none belongs')
  expect(description.wrongAnswer(remove, 204, undefined)).toBeUndefined()
})

test('an operation or schema nobody pruned is named', () => {
  expect(() => description.wrongAnswer('GET /zen', 200, 'x')).toThrow('GET /zen')
  expect(() => description.empty('zen')).toThrow('zen')
})
