const ACTOR = '__typename login ... on User { databaseId } ... on Bot { databaseId }'
const COMMENTS = `totalCount pageInfo { hasNextPage endCursor hasPreviousPage startCursor } nodes { id databaseId body createdAt
  lastEditedAt includesCreatedEdit isMinimized viewerDidAuthor url author { ${ACTOR} } editor { __typename login } createdViaEmail }`
const REVIEWS = `pageInfo { hasNextPage endCursor } nodes { id body state submittedAt lastEditedAt includesCreatedEdit createdViaEmail url author { ${ACTOR} } }`
const COMMITS = `totalCount pageInfo { hasNextPage endCursor } nodes { commit { oid authors(first: 20) { nodes { user { login databaseId } } }
  committer { user { login databaseId } } committedViaWeb } }`
const TIMELINE = `pageInfo { hasNextPage endCursor } nodes { __typename
  ... on CommentDeletedEvent { createdAt actor { login } deletedCommentAuthor { login } }
  ... on BaseRefChangedEvent { createdAt }
  ... on ReviewDismissedEvent { createdAt previousReviewState actor { login } review { id author { login } } } }`
const FILES = 'totalCount pageInfo { hasNextPage endCursor } nodes { path }'

/** The connections of a pull request that may have more than one page. */
const CONNECTIONS = {
  comments: { argument: '', fields: COMMENTS },
  reviews: { argument: '', fields: REVIEWS },
  commits: { argument: '', fields: COMMITS },
  timelineItems: {
    argument: ', itemTypes: [COMMENT_DELETED_EVENT, BASE_REF_CHANGED_EVENT, REVIEW_DISMISSED_EVENT]',
    fields: TIMELINE,
  },
  files: { argument: '', fields: FILES },
} as const

export type Connection = keyof typeof CONNECTIONS

const connection = (name: Connection, after: string): string =>
  `${name}(first: 100${after}${CONNECTIONS[name].argument}) { ${CONNECTIONS[name].fields} }`

const file = (alias: string, path: string): string =>
  `${alias}: file(path: "${path}") { object { oid ... on Blob { text isTruncated } } }`

/** Where GitHub looks for CODEOWNERS, in its order. */
export const OWNER_PATHS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const
export const CONFIG_PATH = '.github/helm-query-gate.yml'

/** The files of a commit that rules are read from. */
export const RULE_FILES = [
  file('config', CONFIG_PATH),
  ...OWNER_PATHS.map((path, index) => file(`owners${index}`, path)),
].join(' ')

const TIP = `target { oid ... on Commit { ${RULE_FILES} } }`

/** A pull request with the first page of everything, and the rules of its base and of the default branch. */
export const PULL_REQUEST = `query PullRequest($owner: String!, $repo: String!, $number: Int!) {
  viewer { login }
  repository(owner: $owner, name: $repo) { databaseId defaultBranchRef { name ${TIP} } pullRequest(number: $number) {
    id number state locked headRefOid headRefName headRepository { nameWithOwner } baseRefName baseRef { ${TIP} }
    mergeCommit { oid parents(first: 2) { totalCount } } author { ${ACTOR} }
    ${connection('comments', '')} ${connection('reviews', '')} ${connection('commits', '')}
    ${connection('timelineItems', '')} ${connection('files', '')}
  } } }`

/** The next page of one connection. */
export const MORE = (name: Connection): string =>
  `query More($owner: String!, $repo: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { ${connection(name, ', after: $after')} } } }`

/** The next hundred comments from the front, and as many from the back: half the calls for a long conversation. */
export const MORE_COMMENTS = `query MoreComments($owner: String!, $repo: String!, $number: Int!, $after: String!, $before: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) {
    front: ${connection('comments', ', after: $after')}
    back: comments(last: 100, before: $before) { ${COMMENTS} }
  } } }`

/** The rules of each of these commits, named as Git names them, as `rules0`, `rules1` and so on; such names need no quoting. */
export const rulesAtEach = (commits: readonly string[]): string => {
  const each = commits.map(
    (name, index) => `rules${index}: object(expression: "${name}") { oid ... on Commit { ${RULE_FILES} } }`,
  )
  return `query RulesAt($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${each.join(' ')} } }`
}
