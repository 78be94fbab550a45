import { expect, test } from '@jest/globals'
import { acme } from './acme.ts'

const pull = '/repos/acme/shop/pulls/1'

test.each([403, 404, 422, 429, 500, 502])('an answer of %s, once', async (status) => {
  await using shop = await acme()
  shop.forge.faults.add({ path: pull, status, headers: { 'retry-after': '1' } })
  const spoiled = await shop.visit('GET', pull)
  expect([spoiled.status, spoiled.headers.get('retry-after')]).toEqual([status, '1'])
  expect((await shop.visit('GET', pull)).status).toBe(200)
  expect(shop.forge.transcript).toEqual([
    `GET /repos/{owner}/{repo}/pulls/{pull_number} ${status}`,
    'GET /repos/{owner}/{repo}/pulls/{pull_number} 200',
  ])
  expect(shop.forge.problems).toEqual([])
})

test('after some hits, for some hits, by method, template or pattern', async () => {
  await using shop = await acme()
  shop.forge.faults.add({
    method: 'GET',
    path: '/repos/{owner}/{repo}/pulls/{pull_number}',
    after: 1,
    times: 2,
    status: 500,
  })
  shop.forge.faults.add({ method: 'POST', path: /comments$/, status: 502, body: '<html>' })
  const seen = []
  for (let count = 0; count < 4; count += 1) seen.push((await shop.visit('GET', pull)).status)
  expect(seen).toEqual([200, 500, 500, 200])
  expect(shop.forge.faults.pending).toBe(1)
  expect((await shop.visit('GET', '/repos/acme/shop/issues/1/comments')).status).toBe(200)
  expect((await shop.visit('POST', '/repos/acme/shop/issues/1/comments', { body: 'x' })).status).toBe(502)
  expect(shop.forge.faults.pending).toBe(0)
})

test('a spoiled write has not happened', async () => {
  await using shop = await acme()
  shop.forge.faults.add({ path: /comments/, status: 500 })
  await shop.visit('POST', '/repos/acme/shop/issues/1/comments', { body: 'x' })
  expect(shop.repo.comments(1)).toEqual([])
})

test('a write whose answer is lost has happened', async () => {
  await using shop = await acme()
  shop.forge.faults.add({ path: /comments/, reset: true })
  await expect(shop.visit('POST', '/repos/acme/shop/issues/1/comments', { body: 'x' })).rejects.toThrow('fetch failed')
  expect(shop.repo.comments(1)).toHaveLength(1)
  expect(shop.forge.transcript).toEqual(['POST /repos/{owner}/{repo}/issues/{issue_number}/comments reset'])
})

test('half a body', async () => {
  await using shop = await acme()
  shop.forge.faults.add({ path: pull, halfBody: true })
  await expect(shop.visit('GET', pull)).rejects.toThrow('terminated')
})

test('no answer at all; closing lets go of it', async () => {
  const shop = await acme()
  shop.forge.faults.add({ path: pull, hang: true })
  const signal = AbortSignal.timeout(100)
  await expect(fetch(shop.forge.url + pull, { signal })).rejects.toThrow('timeout')
  await shop.forge.close()
  expect(shop.forge.transcript).toEqual(['GET /repos/{owner}/{repo}/pulls/{pull_number} hang'])
})

test('a late answer is still ours', async () => {
  await using shop = await acme()
  shop.forge.faults.add({ path: pull, delayMs: 60 })
  const start = performance.now()
  expect((await shop.visit('GET', pull)).status).toBe(200)
  expect(performance.now() - start).toBeGreaterThan(55)
})

test('the head moves between two calls', async () => {
  await using shop = await acme()
  const before = () => shop.repo.push(1, [{ oid: '5'.repeat(40), author: 'ada' }])
  shop.forge.faults.add({ path: pull, after: 1, before })
  const heads = [await shop.visit('GET', pull), await shop.visit('GET', pull)].map(({ body }) => JSON.stringify(body))
  expect(heads.map((text) => text.includes('5'.repeat(40)))).toEqual([false, true])
})

test('a GraphQL operation by its name', async () => {
  await using shop = await acme()
  shop.forge.faults.add({ path: '/graphql', operation: 'Second', status: 502 })
  const ask = async (name: string) =>
    (await shop.visit('POST', '/graphql', { query: `query ${name} { viewer { login } }` })).status
  expect([await ask('First'), await ask('Second'), await ask('Second')]).toEqual([200, 502, 200])
  expect(shop.forge.transcript).toEqual(['GraphQL First 200', 'GraphQL Second 502', 'GraphQL Second 200'])
})
