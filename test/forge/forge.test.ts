import { expect, test } from '@jest/globals'
import { getOctokit } from '@actions/github'
import { acme, baseOid, headOid } from './acme.ts'
import { Clock } from './Clock.ts'
import { Forge } from './Forge.ts'

test('the client of @actions/github works against it', async () => {
  await using shop = await acme()
  const { rest, graphql, paginate } = getOctokit(shop.token, { baseUrl: shop.forge.url })
  const here = { owner: 'acme', repo: 'shop' }
  const pull = await rest.pulls.get({ ...here, pull_number: 1 })
  expect(pull.data.head.sha).toBe(headOid)
  const created = await rest.issues.createComment({ ...here, issue_number: 1, body: 'a plan' })
  await rest.issues.createComment({ ...here, issue_number: 1, body: 'a seal' })
  await rest.reactions.createForIssueComment({ ...here, comment_id: created.data.id, content: 'eyes' })
  const all = await paginate(rest.issues.listComments, { ...here, issue_number: 1, per_page: 1 })
  expect(all.map(({ body }) => body)).toEqual(['a plan', 'a seal'])
  await rest.repos.createCommitStatus({ ...here, sha: headOid, state: 'success', context: 'gate' })
  expect(await graphql('query Who { viewer { login databaseId } }')).toEqual({
    viewer: { login: 'github-actions[bot]', databaseId: 41898282 },
  })
  expect(shop.forge.transcript).toEqual([
    'GET /repos/{owner}/{repo}/pulls/{pull_number} 200',
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments 201',
    'POST /repos/{owner}/{repo}/issues/{issue_number}/comments 201',
    'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions 201',
    'GET /repos/{owner}/{repo}/issues/{issue_number}/comments 200',
    'GET /repos/{owner}/{repo}/issues/{issue_number}/comments 200',
    'POST /repos/{owner}/{repo}/statuses/{sha} 201',
    'GraphQL Who 200',
  ])
  expect(shop.forge.problems).toEqual([])
})

test('stamps are whole seconds, each later than the one before', () => {
  const clock = new Clock('2026-01-01T00:00:00.700Z')
  expect([clock.stamp(), clock.stamp()]).toEqual(['2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z'])
  clock.advance(60)
  expect(clock.stamp()).toBe('2026-01-01T00:01:01Z')
  const same = clock.sameSecond(() => [clock.stamp(), clock.stamp()])
  expect(same).toEqual(['2026-01-01T00:01:02Z', '2026-01-01T00:01:02Z'])
  expect(clock.stamp()).toBe('2026-01-01T00:01:03Z')
})

test('a clock without a start follows the real time', () => {
  const clock = new Clock()
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000)
  const stamps = [clock.stamp(), clock.stamp(), clock.stamp()]
  expect(new Set(stamps).size).toBe(3)
  expect(clock.now()).toBeGreaterThan(Date.now())
})

test('a push moves head, its ref and the test merge, and says who pushed', async () => {
  await using shop = await acme()
  const { repo, number } = shop
  const merge = repo.oid(`refs/pull/${number}/merge`)
  repo.push(number, [{ oid: 'c'.repeat(40), author: 'ada' }], { by: 'carol' })
  expect(repo.oid('scale')).toBe('c'.repeat(40))
  expect(repo.oid('refs/pull/1/head')).toBe('c'.repeat(40))
  expect(repo.oid('refs/pull/1/merge')).not.toBe(merge)
  expect(repo.pullRequest(number).commits).toEqual([headOid, 'c'.repeat(40)])
  const { body } = await shop.visit('GET', '/repos/acme/shop/activity?ref=scale&per_page=1')
  expect(body).toMatchObject([
    { activity_type: 'push', before: headOid, after: 'c'.repeat(40), actor: { login: 'carol' } },
  ])
})

test('a forced push replaces the commits and shows as such', async () => {
  await using shop = await acme()
  shop.repo.push(shop.number, [{ oid: 'd'.repeat(40), author: 'ada' }], { force: true })
  expect(shop.repo.pullRequest(shop.number).commits).toEqual(['d'.repeat(40)])
  const { body } = await shop.visit('GET', '/repos/acme/shop/activity?activity_type=force_push')
  expect(body).toMatchObject([{ before: headOid, after: 'd'.repeat(40) }])
})

test('base.sha stays what it was when the base branch moves', async () => {
  await using shop = await acme()
  shop.repo.pushBranch('main', [{ oid: 'e'.repeat(40), author: 'bob' }], 'bob')
  const { body } = await shop.visit('GET', '/repos/acme/shop/pulls/1')
  expect(body).toMatchObject({ base: { sha: baseOid } })
  expect(shop.repo.oid('main')).toBe('e'.repeat(40))
  shop.repo.push(1, [{ oid: 'f'.repeat(40), author: 'ada' }])
  expect(shop.repo.pullRequest(1).baseOid).toBe('e'.repeat(40))
})

test('a merge moves the base branch to a commit whose first parent is the old base', async () => {
  await using shop = await acme()
  shop.repo.writeFile('main', 'policy.yaml', 'old')
  shop.repo.writeFile(headOid, 'chart/values.yaml', 'replicas: 3')
  const oid = shop.repo.merge(1, 'bob')
  expect(shop.repo.git.commits.get(oid)?.parents).toEqual([baseOid, headOid])
  expect(Object.fromEntries(shop.repo.git.files(oid))).toEqual({
    'policy.yaml': 'old',
    'chart/values.yaml': 'replicas: 3',
  })
  const { body } = await shop.visit('GET', '/repos/acme/shop/pulls/1')
  expect(body).toMatchObject({ merged: true, state: 'closed', merge_commit_sha: oid, merged_by: { login: 'bob' } })
  expect((await shop.visit('GET', `/repos/acme/shop/commits/${oid}/pulls`)).body).toMatchObject([{ number: 1 }])
})

test('the merge ref holds base and head together', async () => {
  await using shop = await acme()
  shop.repo.writeFile('main', 'policy.yaml', 'rules')
  shop.repo.writeFile('scale', 'values.yaml', 'replicas: 3')
  expect([...shop.repo.git.files(shop.repo.oid('refs/pull/1/merge')).keys()].sort()).toEqual([
    'policy.yaml',
    'values.yaml',
  ])
})

test('a conflict has no merge ref, a fork its own repository', async () => {
  await using shop = await acme()
  const fork = { headRepository: 'eve/shop', author: 'eve', headRef: 'evil', mergeOid: null }
  const number = shop.repo.openPullRequest({
    title: 'x',
    baseRef: 'main',
    ...fork,
    commits: [{ oid: '9'.repeat(40), author: 'eve' }],
  })
  const { body } = await shop.visit('GET', `/repos/acme/shop/pulls/${number}`)
  expect(body).toMatchObject({
    merge_commit_sha: null,
    mergeable: false,
    mergeable_state: 'dirty',
    head: { repo: { full_name: 'eve/shop' } },
  })
  expect(shop.repo.git.refs.has(`refs/pull/${number}/merge`)).toBe(false)
  expect(shop.forge.problems).toEqual([])
})

test('events are what a workflow finds in GITHUB_EVENT_PATH', async () => {
  await using shop = await acme()
  const { repo, number } = shop
  const id = repo.comment(number, 'bob', '/approve 1')
  expect(repo.event(number, 'issue_comment', 'created')).toMatchObject({
    action: 'created',
    issue: { number, pull_request: {} },
    comment: { id, body: '/approve 1', user: { login: 'bob', type: 'User' }, performed_via_github_app: null },
    repository: { full_name: 'acme/shop', name: 'shop', owner: { login: 'acme' }, default_branch: 'main', id: repo.id },
    sender: { login: 'bob' },
  })
  repo.deleteComment(id, 'carol')
  expect(repo.event(number, 'issue_comment', 'deleted', { comment: id, sender: 'carol' })).toMatchObject({
    comment: { body: '/approve 1' },
    sender: { login: 'carol' },
  })
  repo.push(number, [{ oid: '7'.repeat(40), author: 'ada' }])
  expect(repo.event(number, 'pull_request', 'synchronize', { headBefore: headOid })).toMatchObject({
    number,
    before: headOid,
    after: '7'.repeat(40),
    pull_request: { head: { sha: '7'.repeat(40), ref: 'scale' }, base: { ref: 'main' }, merged: false, state: 'open' },
  })
  repo.review(number, 'bob', { state: 'CHANGES_REQUESTED', body: 'no' })
  expect(repo.event(number, 'pull_request_review', 'submitted')).toMatchObject({
    review: { state: 'changes_requested', body: 'no' },
  })
})

test('mistakes of a test say so', async () => {
  await using shop = await acme()
  expect(() => shop.repo.push(9, [])).toThrow('There is no pull request 9.')
  expect(() => shop.repo.editComment(9, 'bob', 'x')).toThrow('There is no comment 9.')
  expect(() => shop.repo.dismissReview(1, 9)).toThrow('Pull request 1 has no review 9.')
  expect(() => shop.repo.oid('nowhere')).toThrow('acme/shop has no nowhere.')
  expect(() => shop.forge.repository('shop')).toThrow('owner/name')
})

test('closing twice is nothing', async () => {
  const forge = await Forge.start()
  await forge.close()
  await forge.close()
})
