import { expect, test } from '@jest/globals'
import { acme, headOid, type Acme } from './acme.ts'
import { visitor } from './visitor.ts'

const author = 'author { __typename login ... on User { databaseId } ... on Bot { databaseId } }'
const edits = 'createdAt lastEditedAt includesCreatedEdit editor { __typename login }'
const comments = `comments(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor }
  nodes { id databaseId body createdViaEmail isMinimized viewerDidAuthor url ${edits} ${author} } }`
const reviews = `reviews(first: 100) { nodes { id databaseId body state submittedAt ${edits} ${author} commit { oid } } pageInfo { hasNextPage endCursor } }`
const commits = `commits(first: 100) { totalCount pageInfo { endCursor } nodes { commit { oid author { user { login databaseId } }
  committer { user { login databaseId } } authors(first: 10) { nodes { user { login databaseId } } } } } }`
const timeline = `timelineItems(first: 100, itemTypes: [COMMENT_DELETED_EVENT, BASE_REF_CHANGED_EVENT]) { pageInfo { endCursor } nodes { __typename
  ... on CommentDeletedEvent { id createdAt actor { login } deletedCommentAuthor { login } } ... on BaseRefChangedEvent { createdAt } } }`
const heads = `id number state merged isDraft title headRefOid headRefName baseRefName baseRefOid mergeCommit { oid } ${author}`

async function ask(shop: Acme, fields: string, variables: Record<string, unknown> = { first: 100 }): Promise<unknown> {
  const declared = fields.includes('$first') ? '($first: Int, $after: String)' : ''
  const pull = `databaseId nameWithOwner pullRequest(number: 1) { ${fields} }`
  const query = `query Pull${declared} { repository(owner: "acme", name: "shop") { ${pull} } }`
  return (await shop.visit('POST', '/graphql', { query, variables, operationName: 'Pull' })).body
}

test('a pull request, its people and its heads', async () => {
  await using shop = await acme()
  const before = await ask(shop, heads)
  expect(before).toMatchObject({
    data: {
      repository: {
        nameWithOwner: 'acme/shop',
        pullRequest: {
          state: 'OPEN',
          merged: false,
          headRefOid: headOid,
          mergeCommit: null,
          author: { __typename: 'User', login: 'ada' },
        },
      },
    },
  })
  const oid = shop.repo.merge(1, 'bob')
  expect(await ask(shop, heads)).toMatchObject({
    data: { repository: { pullRequest: { state: 'MERGED', merged: true, mergeCommit: { oid } } } },
  })
  expect(shop.forge.problems).toEqual([])
})

test('comments show author, edits, minimising and whose they are', async () => {
  await using shop = await acme()
  const { repo, visit } = shop
  const id = repo.comment(1, 'bob', '/approve 1', { byEmail: true })
  repo.editComment(id, 'carol', '/approve all')
  await visit('POST', '/repos/acme/shop/issues/1/comments', { body: 'plan' })
  repo.minimizeComment(repo.comments(1)[1]?.id ?? 0)
  expect(await ask(shop, comments)).toMatchObject({
    data: {
      repository: {
        pullRequest: {
          comments: {
            totalCount: 2,
            pageInfo: { hasNextPage: false },
            nodes: [
              {
                databaseId: id,
                body: '/approve all',
                includesCreatedEdit: true,
                editor: { __typename: 'User', login: 'carol' },
                author: { __typename: 'User', login: 'bob' },
                viewerDidAuthor: false,
                createdViaEmail: true,
                isMinimized: false,
              },
              {
                body: 'plan',
                lastEditedAt: null,
                includesCreatedEdit: false,
                editor: null,
                author: { __typename: 'Bot', login: 'github-actions', databaseId: 41898282 },
                viewerDidAuthor: true,
                isMinimized: true,
              },
            ],
          },
        },
      },
    },
  })
  expect(shop.forge.problems).toEqual([])
})

test('comments come in pages', async () => {
  await using shop = await acme()
  for (const body of ['one', 'two', 'three']) shop.repo.comment(1, 'bob', body)
  const first = JSON.stringify(await ask(shop, comments, { first: 2 }))
  expect(first).toContain('"hasNextPage":true')
  const after = /"endCursor":"([^"]+)"/.exec(first)?.[1]
  expect(await ask(shop, comments, { first: 2, after })).toMatchObject({
    data: {
      repository: { pullRequest: { comments: { nodes: [{ body: 'three' }], pageInfo: { hasNextPage: false } } } },
    },
  })
})

test('reviews show state, edits and the commit they saw', async () => {
  await using shop = await acme()
  const { repo } = shop
  const first = repo.review(1, 'bob', { state: 'APPROVED', body: '/approve all' })
  const second = repo.review(1, 'carol', { state: 'CHANGES_REQUESTED' })
  repo.editReview(1, first, 'bob', 'never mind')
  repo.dismissReview(1, second)
  expect(await ask(shop, reviews)).toMatchObject({
    data: {
      repository: {
        pullRequest: {
          reviews: {
            nodes: [
              {
                state: 'APPROVED',
                body: 'never mind',
                includesCreatedEdit: true,
                commit: { oid: headOid },
                editor: { login: 'bob' },
              },
              { state: 'DISMISSED', body: '', lastEditedAt: null, author: { login: 'carol' } },
            ],
          },
        },
      },
    },
  })
})

test('commits show every author, and nobody for an unknown address', async () => {
  await using shop = await acme()
  const oid = '3'.repeat(40)
  shop.repo.push(1, [{ oid, author: null, committer: 'renovate[bot]', coAuthors: ['carol'] }], { by: 'ada' })
  expect(await ask(shop, commits)).toMatchObject({
    data: {
      repository: {
        pullRequest: {
          commits: {
            totalCount: 2,
            nodes: [
              { commit: { oid: headOid, author: { user: { login: 'ada' } } } },
              {
                commit: {
                  oid,
                  author: { user: null },
                  committer: { user: { login: 'renovate[bot]' } },
                  authors: { nodes: [{ user: null }, { user: { login: 'carol' } }] },
                },
              },
            ],
          },
        },
      },
    },
  })
})

test('a commit made in the browser is committed by GitHub itself', async () => {
  await using shop = await acme()
  shop.repo.push(1, [{ oid: '4'.repeat(40), author: 'ada', onWeb: true }])
  const committer = { name: 'GitHub', email: 'noreply@github.com', user: null }
  const fields = 'commits(last: 1) { nodes { commit { committedViaWeb committer { name email user { login } } } } }'
  expect(await ask(shop, fields)).toMatchObject({
    data: { repository: { pullRequest: { commits: { nodes: [{ commit: { committedViaWeb: true, committer } }] } } } },
  })
  expect(shop.forge.problems).toEqual([])
})

test('a deletion and a new base show in the timeline', async () => {
  await using shop = await acme()
  const id = shop.repo.comment(1, 'bob', '/reject 1 no')
  shop.repo.deleteComment(id, 'ada')
  shop.repo.retarget(1, 'release', 'ada')
  expect(await ask(shop, timeline)).toMatchObject({
    data: {
      repository: {
        pullRequest: {
          timelineItems: {
            nodes: [
              { __typename: 'CommentDeletedEvent', actor: { login: 'ada' }, deletedCommentAuthor: { login: 'bob' } },
              { __typename: 'BaseRefChangedEvent' },
            ],
          },
        },
      },
    },
  })
})

test('a comment is minimised by those who may write', async () => {
  await using shop = await acme()
  const id = shop.repo.comment(1, 'bob', 'old')
  const query =
    'mutation Hide($subject: ID!) { minimizeComment(input: { subjectId: $subject, classifier: OUTDATED }) { minimizedComment { isMinimized } } }'
  const reader = visitor(shop.forge, shop.repo.token({ permissions: { pull_requests: 'read' } }))
  const refused = await reader('POST', '/graphql', { query, variables: { subject: `IC_${id}` } })
  expect(refused.body).toMatchObject({
    errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }],
  })
  const done = await shop.visit('POST', '/graphql', { query, variables: { subject: `IC_${id}` } })
  expect(done.body).toEqual({ data: { minimizeComment: { minimizedComment: { isMinimized: true } } } })
  const shown = await shop.visit('GET', `/repos/acme/shop/issues/comments/${id}`)
  expect(shown.body).toMatchObject({ minimized: { reason: 'outdated' } })
  expect(shop.forge.transcript).toContain('GraphQL Hide 200')
  expect(shop.forge.problems).toEqual([])
})

test('a branch grows only from the head it was read at', async () => {
  await using shop = await acme()
  const query = `mutation Append($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }`
  const append = async (expectedHeadOid: string) => {
    const fileChanges = { additions: [{ path: 'ledger/1.json', contents: Buffer.from('{}').toString('base64') }] }
    const branch = { repositoryNameWithOwner: 'acme/shop', branchName: 'main' }
    const input = { branch, expectedHeadOid, message: { headline: 'entry' }, fileChanges }
    return (await shop.visit('POST', '/graphql', { query, variables: { input } })).body
  }
  const before = shop.repo.oid('main')
  await append(before)
  expect(shop.repo.git.files(shop.repo.oid('main')).get('ledger/1.json')).toBe('{}')
  expect(await append(before)).toMatchObject({ errors: [{ type: 'STALE_DATA' }] })
})

test.each([
  ['an unknown field', '{ viewer { shoeSize } }', 'Cannot query field'],
  ['a broken query', '{ viewer {', 'Syntax Error'],
  [
    'no page size',
    '{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) { comments { totalCount } } } }',
    'You must provide a `first`',
  ],
  [
    'too big a page',
    '{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) { comments(first: 101) { totalCount } } } }',
    'exceeds',
  ],
  [
    'no such pull request',
    '{ repository(owner: "acme", name: "shop") { pullRequest(number: 9) { id } } }',
    'Could not resolve to a PullRequest',
  ],
  ['no such repository', '{ repository(owner: "acme", name: "none") { id } }', 'Could not resolve to a Repository'],
])('%s is an error with status 200', async (_, query, message) => {
  await using shop = await acme()
  const { status, body } = await shop.visit('POST', '/graphql', { query })
  expect(status).toBe(200)
  expect(body).toMatchObject({ errors: [{ message: expect.stringContaining(message) }] })
  expect(shop.forge.problems).toEqual([])
})

test('a pull request is not for a token without pull_requests', async () => {
  await using shop = await acme()
  const visit = visitor(shop.forge, shop.repo.token({ permissions: { contents: 'read' } }))
  const { body } = await visit('POST', '/graphql', {
    query: '{ repository(owner: "acme", name: "shop") { pullRequest(number: 1) { id } } }',
  })
  expect(body).toMatchObject({ data: { repository: { pullRequest: null } }, errors: [{ type: 'FORBIDDEN' }] })
  expect((await visitor(shop.forge)('POST', '/graphql', { query: '{ viewer { login } }' })).status).toBe(401)
})

test('a field of GitHub that the forge does not know is its own problem', async () => {
  await using shop = await acme()
  await shop.visit('POST', '/graphql', { query: '{ viewer { bio } }' })
  expect(shop.forge.problems).toEqual(['GraphQL User.bio: the forge does not know this field.'])
})
