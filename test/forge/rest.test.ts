import { expect, test } from '@jest/globals'
import { acme, baseOid, headOid } from './acme.ts'
import { visitor } from './visitor.ts'

const shopUrl = '/repos/acme/shop'

test.each([
  ['GET', ''],
  ['GET', '/activity'],
  ['GET', '/collaborators/ada/permission'],
  ['GET', `/commits/${headOid}/pulls`],
  ['GET', '/commits/scale/status'],
  ['GET', '/compare/main...scale'],
  ['GET', '/contents/values.yaml'],
  ['GET', '/contents/charts?ref=scale'],
  ['GET', `/git/commits/${headOid}`],
  ['GET', '/git/ref/heads/main'],
  ['GET', '/git/ref/heads%2Fmain'],
  ['GET', '/git/ref/pull/1/merge'],
  ['GET', '/issues/1/comments'],
  ['GET', '/pulls'],
  ['GET', '/pulls?state=all&head=acme:scale&base=main'],
  ['GET', '/pulls/1'],
  ['GET', '/pulls/1/commits'],
  ['GET', '/pulls/1/reviews'],
  ['POST', '/issues', { title: 'Override', body: 'why', labels: ['gate'] }],
  ['POST', '/issues/1/comments', { body: 'hello' }],
  ['POST', '/git/blobs', { content: 'eA==', encoding: 'base64' }],
  ['POST', '/git/trees', { tree: [{ path: 'a', mode: '100644', type: 'blob', content: 'x' }] }],
  ['POST', '/git/refs', { ref: 'refs/heads/ledger', sha: headOid }],
  [
    'POST',
    `/statuses/${headOid}`,
    { state: 'pending', context: 'gate', description: 'waiting', target_url: 'https://x.y/z' },
  ],
])('%s %s answers as GitHub describes', async (method, path, ...[body]) => {
  await using shop = await acme()
  shop.repo.writeFile('main', 'values.yaml', 'replicas: 2')
  shop.repo.writeFile('scale', 'charts/shop/Chart.yaml', 'name: shop')
  shop.repo.review(1, 'bob', { state: 'APPROVED' })
  shop.repo.comment(1, 'bob', 'hi')
  const { status } = await shop.visit(method, shopUrl + path, body)
  expect(status).toBe(method === 'GET' ? 200 : 201)
  expect(shop.forge.problems).toEqual([])
})

test('a comment is created, read, edited, reacted to and deleted', async () => {
  await using shop = await acme()
  const { visit, repo } = shop
  await visit('POST', `${shopUrl}/issues/1/comments`, { body: 'first  ' })
  const [comment] = repo.comments(1)
  const path = `${shopUrl}/issues/comments/${comment?.id}`
  expect((await visit('GET', path)).body).toMatchObject({
    body: 'first  ',
    user: { login: 'github-actions[bot]', type: 'Bot', id: 41898282 },
    performed_via_github_app: { slug: 'github-actions', id: 15368 },
  })
  expect((await visit('PATCH', path, { body: 'second' })).body).toMatchObject({ body: 'second' })
  expect(comment).toMatchObject({ history: ['first  '], editor: { login: 'github-actions[bot]' } })
  expect((await visit('POST', `${path}/reactions`, { content: 'eyes' })).status).toBe(201)
  expect((await visit('POST', `${path}/reactions`, { content: 'eyes' })).status).toBe(200)
  expect((await visit('GET', `${path}/reactions?content=eyes`)).body).toMatchObject([{ content: 'eyes' }])
  expect(repo.reactions(comment?.id ?? 0)).toHaveLength(1)
  expect((await visit('DELETE', path)).status).toBe(204)
  expect((await visit('GET', path)).status).toBe(404)
  expect(shop.forge.problems).toEqual([])
})

test.each([
  ['an empty body', { body: ' \n' }, 'Body cannot be blank'],
  ['a body too long', { body: 'x'.repeat(65_537) }, 'maximum is 65536 characters'],
  ['an unknown key', { body: 'x', silent: true }, 'silent is no property'],
  ['a wrong type', { body: 5 }, 'must be string'],
  ['a missing key', {}, 'body'],
])('a comment with %s is refused', async (_, body, message) => {
  await using shop = await acme()
  const answer = await shop.visit('POST', `${shopUrl}/issues/1/comments`, body)
  expect(answer.status).toBe(422)
  expect(JSON.stringify(answer.body)).toContain(message)
  expect(shop.repo.comments(1)).toEqual([])
  expect(shop.forge.problems).toEqual([])
})

test('65,536 characters still fit, counted as characters', async () => {
  await using shop = await acme()
  const { status } = await shop.visit('POST', `${shopUrl}/issues/1/comments`, { body: '🙂'.repeat(65_536) })
  expect(status).toBe(201)
})

test('lists come in pages with links', async () => {
  await using shop = await acme()
  for (let count = 0; count < 5; count += 1) shop.repo.comment(1, 'bob', `comment ${count}`)
  const first = await shop.visit('GET', `${shopUrl}/issues/1/comments?per_page=2`)
  expect(first.headers.get('link')).toBe(
    `<${shop.forge.url}${shopUrl}/issues/1/comments?per_page=2&page=2>; rel="next", ` +
      `<${shop.forge.url}${shopUrl}/issues/1/comments?per_page=2&page=3>; rel="last"`,
  )
  const last = await shop.visit('GET', `${shopUrl}/issues/1/comments?per_page=2&page=3`)
  expect(last.body).toMatchObject([{ body: 'comment 4' }])
  expect(last.headers.get('link')).toContain('rel="prev"')
  expect((await shop.visit('GET', `${shopUrl}/issues/1/comments`)).headers.get('link')).toBeNull()
})

test('activity pages by cursor', async () => {
  await using shop = await acme()
  shop.repo.push(1, [{ oid: '1'.repeat(40), author: 'ada' }])
  const first = await shop.visit('GET', `${shopUrl}/activity?ref=refs/heads/scale&per_page=1`)
  const next = /<http:\/\/[^/]+([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
  expect(first.body).toMatchObject([{ after: '1'.repeat(40) }])
  expect((await shop.visit('GET', next)).body).toMatchObject([{ after: headOid, activity_type: 'branch_creation' }])
})

test('an unchanged answer is a free 304', async () => {
  await using shop = await acme()
  const first = await shop.visit('GET', `${shopUrl}/pulls/1`)
  const etag = first.headers.get('etag') ?? ''
  const again = await shop.visit('GET', `${shopUrl}/pulls/1`, undefined, { 'if-none-match': etag })
  expect([again.status, again.body]).toEqual([304, ''])
  expect(again.headers.get('x-ratelimit-used')).toBe(first.headers.get('x-ratelimit-used'))
  shop.repo.push(1, [{ oid: '2'.repeat(40), author: 'ada' }])
  expect((await shop.visit('GET', `${shopUrl}/pulls/1`, undefined, { 'if-none-match': etag })).status).toBe(200)
})

test.each([
  ['maintain', 'write'],
  ['triage', 'read'],
  ['admin', 'admin'],
  ['write', 'write'],
  ['none', 'none'],
] as const)('permission folds %s to %s', async (role, folded) => {
  await using shop = await acme()
  shop.repo.permit('bob', role)
  const { body } = await shop.visit('GET', `${shopUrl}/collaborators/bob/permission`)
  expect(body).toMatchObject({ permission: folded, role_name: role, user: { login: 'bob' } })
})

test('nobody in particular reads what is public and nothing else; an unknown name is 404', async () => {
  await using shop = await acme()
  shop.forge.user('stranger')
  expect((await shop.visit('GET', `${shopUrl}/collaborators/stranger/permission`)).body).toMatchObject({
    permission: 'read',
  })
  const vault = shop.forge.repository('acme/vault', { private: true })
  const inside = visitor(shop.forge, vault.token())
  expect((await inside('GET', '/repos/acme/vault/collaborators/stranger/permission')).body).toMatchObject({
    permission: 'none',
  })
  expect((await shop.visit('GET', `${shopUrl}/collaborators/nobody/permission`)).status).toBe(404)
})

test('a token is needed, a known one, and one that may', async () => {
  await using shop = await acme()
  expect((await visitor(shop.forge)('GET', `${shopUrl}/pulls/1`)).status).toBe(401)
  expect((await visitor(shop.forge, 'ghs_wrong')('GET', `${shopUrl}/pulls/1`)).status).toBe(401)
  const reader = visitor(shop.forge, shop.repo.token({ permissions: { pull_requests: 'read' } }))
  expect((await reader('GET', `${shopUrl}/pulls/1`)).status).toBe(200)
  const refused = await reader('POST', `${shopUrl}/issues/1/comments`, { body: 'x' })
  expect([refused.status, refused.body]).toMatchObject([403, { message: 'Resource not accessible by integration' }])
  expect((await reader('GET', `${shopUrl}/git/ref/heads/main`)).status).toBe(403)
  shop.repo.revoke(shop.token)
  expect((await shop.visit('GET', `${shopUrl}/pulls/1`)).status).toBe(401)
  expect(shop.forge.problems).toEqual([])
})

test('a bot has no /user, a person has', async () => {
  await using shop = await acme()
  expect((await shop.visit('GET', '/user')).status).toBe(403)
  const person = visitor(shop.forge, shop.repo.token({ as: 'bob', permissions: {} }))
  expect((await person('GET', '/user')).body).toMatchObject({ login: 'bob', type: 'User' })
  expect(shop.forge.problems).toEqual([])
})

test('a token sees other repositories only where they are public, and only reads there', async () => {
  await using shop = await acme()
  shop.forge.repository('acme/vault', { private: true })
  shop.forge.repository('eve/shop')
  expect((await shop.visit('GET', '/repos/acme/vault')).status).toBe(404)
  expect((await shop.visit('GET', '/repos/eve/shop')).status).toBe(200)
  expect((await shop.visit('POST', '/repos/eve/shop/issues', { title: 'x' })).status).toBe(403)
})

test('a team is seen only with members: read', async () => {
  await using shop = await acme()
  shop.forge.team('acme', 'sre', ['bob'])
  const path = '/orgs/acme/teams/sre/memberships/bob'
  expect((await shop.visit('GET', path)).status).toBe(404)
  const app = visitor(shop.forge, shop.repo.token({ as: 'gate[bot]', permissions: { members: 'read' } }))
  expect((await app('GET', path)).body).toMatchObject({ role: 'member', state: 'active' })
  expect((await app('GET', '/orgs/acme/teams/sre/memberships/ada')).status).toBe(404)
  expect(shop.forge.problems).toEqual([])
})

test('the hourly limit runs out and comes back', async () => {
  await using shop = await acme()
  const visit = visitor(shop.forge, shop.repo.token({ rateLimit: 2 }))
  await visit('GET', shopUrl)
  expect((await visit('GET', shopUrl)).headers.get('x-ratelimit-remaining')).toBe('0')
  expect((await visit('GET', shopUrl)).status).toBe(403)
  shop.forge.clock.advance(3601)
  const after = await visit('GET', '/rate_limit')
  expect(after.body).toMatchObject({ rate: { limit: 2, used: 1, remaining: 1 } })
})

test('refs move forward only, unless forced', async () => {
  await using shop = await acme()
  const { visit, repo } = shop
  expect((await visit('PATCH', `${shopUrl}/git/refs/heads/main`, { sha: headOid })).status).toBe(200)
  const back = await visit('PATCH', `${shopUrl}/git/refs/heads/main`, { sha: baseOid })
  expect([back.status, back.body]).toMatchObject([422, { message: 'Update is not a fast forward' }])
  expect((await visit('PATCH', `${shopUrl}/git/refs/heads/main`, { sha: baseOid, force: true })).status).toBe(200)
  expect(repo.oid('main')).toBe(baseOid)
  const again = await visit('POST', `${shopUrl}/git/refs`, { ref: 'refs/heads/main', sha: baseOid })
  expect(again.body).toMatchObject({ message: 'Reference already exists' })
  const nothing = await visit('POST', `${shopUrl}/git/refs`, { ref: 'refs/heads/new', sha: '0'.repeat(40) })
  expect(nothing.body).toMatchObject({ message: 'Object does not exist' })
  expect((await visit('PATCH', `${shopUrl}/git/refs/heads/none`, { sha: baseOid })).status).toBe(422)
})

test('a branch grows by blob, tree and commit', async () => {
  await using shop = await acme()
  const { visit, repo } = shop
  const made = async (kind: string, body: unknown): Promise<string> => {
    const answer = await visit('POST', `${shopUrl}/git/${kind}`, body)
    expect(answer.status).toBe(201)
    return /"sha":"(\w+)"/.exec(JSON.stringify(answer.body))?.[1] ?? ''
  }
  repo.writeFile('main', 'kept.txt', 'kept')
  const blob = await made('blobs', { content: 'entry' })
  const entry = { path: 'ledger/1.json', mode: '100644', type: 'blob', sha: blob }
  const tree = await made('trees', { base_tree: baseOid, tree: [entry] })
  const commit = await made('commits', { message: 'entry 1', tree, parents: [baseOid] })
  await visit('PATCH', `${shopUrl}/git/refs/heads/main`, { sha: commit })
  expect(Object.fromEntries(repo.git.files(repo.oid('main')))).toEqual({ 'kept.txt': 'kept', 'ledger/1.json': 'entry' })
  expect((await visit('GET', `${shopUrl}/compare/${baseOid}...main`)).body).toMatchObject({
    status: 'ahead',
    ahead_by: 1,
  })
  expect(shop.forge.problems).toEqual([])
})

test('a file is base64, or raw when asked; later commits inherit it', async () => {
  await using shop = await acme()
  const text = 'rules:\n'.repeat(20)
  shop.repo.writeFile('main', '.github/gate.yaml', text)
  const path = `${shopUrl}/contents/.github/gate.yaml`
  const { body } = await shop.visit('GET', `${path}?ref=${headOid}`)
  const content = /"content":"([^"]*)"/.exec(JSON.stringify(body))?.[1]?.replaceAll('\\n', '') ?? ''
  expect(Buffer.from(content, 'base64').toString()).toBe(text)
  expect((await shop.visit('GET', path, undefined, { accept: 'application/vnd.github.raw+json' })).body).toBe(text)
  expect((await shop.visit('GET', `${path}?ref=nowhere`)).status).toBe(404)
  expect((await shop.visit('GET', `${shopUrl}/contents/none.yaml`)).status).toBe(404)
})

test('statuses combine by context, newest first to count', async () => {
  await using shop = await acme()
  const { visit } = shop
  const set = (context: string, state: string) => visit('POST', `${shopUrl}/statuses/${headOid}`, { context, state })
  await set('gate', 'failure')
  await set('lint', 'success')
  expect((await visit('GET', `${shopUrl}/commits/${headOid}/status`)).body).toMatchObject({
    state: 'failure',
    total_count: 2,
  })
  await set('gate', 'success')
  expect((await visit('GET', `${shopUrl}/commits/scale/status`)).body).toMatchObject({
    state: 'success',
    total_count: 2,
  })
  expect(shop.repo.statuses(headOid).map(({ context, state }) => `${context} ${state}`)).toEqual([
    'gate failure',
    'lint success',
    'gate success',
  ])
})

test.each([
  ['an unknown commit', '0'.repeat(40), { state: 'success' }, 'No commit found for SHA'],
  ['a long description', headOid, { state: 'success', description: 'x'.repeat(141) }, 'too long'],
  ['a strange target', headOid, { state: 'success', target_url: 'javascript:x' }, 'http(s)'],
  ['a strange state', headOid, { state: 'neutral' }, 'allowed values'],
])('a status with %s is refused', async (_, sha, body, message) => {
  await using shop = await acme()
  const answer = await shop.visit('POST', `${shopUrl}/statuses/${sha}`, body)
  expect([answer.status, JSON.stringify(answer.body)]).toEqual([422, expect.stringContaining(message)])
})

test('unknown routes, misspelt queries, broken JSON', async () => {
  await using shop = await acme()
  expect((await shop.visit('GET', `${shopUrl}/labels`)).status).toBe(404)
  expect((await shop.visit('PUT', `${shopUrl}/pulls/1`, {})).status).toBe(404)
  expect((await shop.visit('GET', `${shopUrl}/pulls?stat=open`)).status).toBe(422)
  expect((await shop.visit('POST', `${shopUrl}/issues/1/comments`, '{')).status).toBe(400)
  expect((await shop.visit('GET', `${shopUrl}/pulls/7`)).status).toBe(404)
  expect((await shop.visit('GET', `${shopUrl}/issues/7/comments`)).status).toBe(404)
  expect(shop.forge.transcript[0]).toBe('GET /repos/acme/shop/labels 404')
  shop.forge.clearTranscript()
  expect(shop.forge.transcript).toEqual([])
})
