import { at, textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'
import type { Author, OwnComment, Remark } from '../review/Remark.ts'
import { required } from './GitHub.ts'
import type { GitHub } from './GitHub.ts'
import type { Contributor, PullRequest } from './PullRequest.ts'

const ACTOR = '__typename login ... on User { databaseId } ... on Bot { databaseId }'
const COMMENTS = `totalCount pageInfo { hasNextPage endCursor } nodes { id databaseId body createdAt lastEditedAt includesCreatedEdit
  isMinimized viewerDidAuthor url author { ${ACTOR} } editor { login } }`
const REVIEWS = `pageInfo { hasNextPage endCursor } nodes { id body state submittedAt lastEditedAt includesCreatedEdit url author { ${ACTOR} } }`
const COMMITS = `pageInfo { hasNextPage endCursor } nodes { commit { authors(first: 20) { nodes { user { login databaseId } } } committer { user { login databaseId } name email } } }`
const DELETIONS = `pageInfo { hasNextPage endCursor } nodes { ... on CommentDeletedEvent { createdAt deletedCommentAuthor { login } } }`

const CONNECTIONS = {
  comments: { argument: '', fields: COMMENTS },
  reviews: { argument: '', fields: REVIEWS },
  commits: { argument: '', fields: COMMITS },
  timelineItems: { argument: ', itemTypes: [COMMENT_DELETED_EVENT]', fields: DELETIONS },
} as const

type Connection = keyof typeof CONNECTIONS

const connection = (name: Connection, after: string): string =>
  `${name}(first: 100${after}${CONNECTIONS[name].argument}) { ${CONNECTIONS[name].fields} }`

const FACTS = `query PullRequest($owner: String!, $repo: String!, $number: Int!) {
  viewer { login }
  repository(owner: $owner, name: $repo) { databaseId pullRequest(number: $number) {
    number state headRefOid baseRefOid baseRefName author { ${ACTOR} }
    ${connection('comments', '')} ${connection('reviews', '')} ${connection('commits', '')} ${connection('timelineItems', '')}
  } } }`

const more = (
  name: Connection,
): string => `query More($owner: String!, $repo: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { ${connection(name, ', after: $after')} } } }`

/** Reads a pull request: one query, and one more per further hundred of comments, reviews, commits or deletions. */
export const readPullRequest = async (github: GitHub, number: number): Promise<PullRequest> => {
  const [answer, viaApp] = await Promise.all([
    github.graphql(FACTS, `pull request ${number} was read`, { number }),
    commentsViaApp(github, number),
  ])
  const repository = at(answer, 'repository')
  const pull = required(at(repository, 'pullRequest') ?? undefined, `pull request ${number}`)
  const [comments, reviews, commits, deletions] = await Promise.all(
    (['comments', 'reviews', 'commits', 'timelineItems'] as const).map((name) => allNodes(github, number, name, pull)),
  )
  const own = (comments ?? []).filter((node) => at(node, 'viewerDidAuthor') === true)
  const ownLogins = new Set(
    [textAt(answer, 'viewer', 'login'), ...own.map((node) => textAt(node, 'author', 'login'))].map(bareLogin),
  )
  const others = (comments ?? []).filter((node) => at(node, 'viewerDidAuthor') !== true)
  const contributors = contributorsOf(pull, commits ?? [])
  const ownComments = own.map((node) => ownComment(node))
  return {
    number,
    repositoryId: numberAt(repository, 'databaseId', 'the repository id'),
    state: textOf(pull, 'state') as PullRequest['state'],
    head: textOf(pull, 'headRefOid'),
    base: textOf(pull, 'baseRefOid'),
    baseBranch: textOf(pull, 'baseRefName'),
    ...contributors,
    remarks: [
      ...others.map((node) => commentRemark(node, viaApp)),
      ...(reviews ?? []).flatMap((node) => reviewRemark(node)),
    ].sort(byTime),
    ownComments,
    tamperedAt: tamperedAt(ownComments, deletions ?? [], ownLogins),
  }
}

const allNodes = async (github: GitHub, number: number, name: Connection, pull: Json): Promise<Json[]> => {
  const nodes: Json[] = []
  for (let page: Json | undefined = at(pull, name); ;) {
    const found = at(page, 'nodes')
    if (Array.isArray(found)) nodes.push(...(found as Json[]))
    const after = textAt(page, 'pageInfo', 'endCursor')
    if (at(page, 'pageInfo', 'hasNextPage') !== true || after === undefined) return nodes
    const answer = await github.graphql(more(name), `further ${name} of pull request ${number} were read`, {
      number,
      after,
    })
    page = required(at(answer, 'repository', 'pullRequest', name), name)
  }
}

/** Node ids of comments that an app posted, also in a person's name: only REST tells. */
const commentsViaApp = async (github: GitHub, number: number): Promise<Set<string>> => {
  const found = new Set<string>()
  for (let page = 1; ; page += 1) {
    const list = await github.rest(
      'GET',
      `/issues/${number}/comments?per_page=100&page=${page}`,
      `the comments of pull request ${number} were read`,
    )
    const comments = Array.isArray(list) ? (list as Json[]) : []
    for (const comment of comments) {
      if ((at(comment, 'performed_via_github_app') ?? null) !== null) found.add(textOf(comment, 'node_id'))
    }
    if (comments.length < 100) return found
  }
}

const textOf = (value: Json | undefined, key: string): string => required(textAt(value, key), key)

const numberAt = (value: Json | undefined, key: string, what: string): number => {
  const found = at(value, key)
  return required(typeof found === 'number' ? found : undefined, what)
}

// GraphQL calls a bot `github-actions`, REST `github-actions[bot]`.
const bareLogin = (login: string | undefined): string | undefined => login?.replace(/\[bot\]$/, '')

const byTime = (a: Remark, b: Remark): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)

const authorOf = (node: Json | undefined): Author => {
  const author = at(node, 'author')
  const id = at(author, 'databaseId')
  return {
    id: typeof id === 'number' ? id : null,
    login: textAt(author, 'login') ?? 'ghost',
    isPerson: textAt(author, '__typename') === 'User',
  }
}

const wasEdited = (node: Json): boolean =>
  at(node, 'includesCreatedEdit') === true || textAt(node, 'lastEditedAt') !== undefined

const commentRemark = (node: Json, viaApp: ReadonlySet<string>): Remark => ({
  id: textOf(node, 'id'),
  kind: 'comment',
  author: authorOf(node),
  body: textOf(node, 'body'),
  at: textOf(node, 'createdAt'),
  edited: wasEdited(node),
  viaApp: viaApp.has(textOf(node, 'id')),
  url: textOf(node, 'url'),
  state: null,
})

const reviewRemark = (node: Json): Remark[] => {
  const submitted = textAt(node, 'submittedAt')
  if (submitted === undefined) return []
  return [
    {
      id: textOf(node, 'id'),
      kind: 'review',
      author: authorOf(node),
      body: textOf(node, 'body'),
      at: submitted,
      edited: wasEdited(node),
      viaApp: false,
      url: textOf(node, 'url'),
      state: textOf(node, 'state') as NonNullable<Remark['state']>,
    },
  ]
}

const ownComment = (node: Json): OwnComment => {
  const editor = textAt(node, 'editor', 'login')
  const changedByOther = editor !== undefined && bareLogin(editor) !== bareLogin(textAt(node, 'author', 'login'))
  return {
    id: textOf(node, 'id'),
    databaseId: numberAt(node, 'databaseId', 'the id of a comment'),
    body: textOf(node, 'body'),
    at: textOf(node, 'createdAt'),
    edited: wasEdited(node),
    changedByOtherAt: changedByOther ? (textAt(node, 'lastEditedAt') ?? textOf(node, 'createdAt')) : null,
    minimized: at(node, 'isMinimized') === true,
    url: textOf(node, 'url'),
  }
}

const contributorsOf = (
  pull: Json,
  commits: readonly Json[],
): Pick<PullRequest, 'contributors' | 'authorIsPerson' | 'unknownCommitters'> => {
  const contributors: Contributor[] = []
  const author = authorOf(pull)
  if (author.id !== null) contributors.push({ id: author.id, login: author.login, role: 'author' })
  let unknownCommitters = false
  for (const node of commits) {
    const authors = at(node, 'commit', 'authors', 'nodes')
    // The first author is the commit's own; the others stand in co-author lines, which anybody may write.
    const first = Array.isArray(authors) ? at((authors as Json[])[0], 'user') : undefined
    const committer = at(node, 'commit', 'committer', 'user')
    // Commits made on the web are committed by GitHub itself.
    const byWeb = textAt(node, 'commit', 'committer', 'email') === 'noreply@github.com'
    if ((first ?? null) === null || ((committer ?? null) === null && !byWeb)) unknownCommitters = true
    contributors.push(...[first, committer].flatMap((user) => contributor(user)))
  }
  return { contributors, authorIsPerson: author.isPerson, unknownCommitters }
}

const contributor = (user: Json | undefined): Contributor[] => {
  const [id, login] = [at(user, 'databaseId'), textAt(user, 'login')]
  return typeof id === 'number' && login !== undefined ? [{ id, login, role: 'committer' }] : []
}

const tamperedAt = (
  own: readonly OwnComment[],
  deletions: readonly Json[],
  ownLogins: ReadonlySet<string | undefined>,
): string | null => {
  const deleted = deletions
    .filter((node) => ownLogins.has(bareLogin(textAt(node, 'deletedCommentAuthor', 'login'))))
    .map((node) => textOf(node, 'createdAt'))
  const changed = own.flatMap(({ changedByOtherAt }) => changedByOtherAt ?? [])
  return [...deleted, ...changed].sort().at(-1) ?? null
}
