import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);

// src/github/pullRequestQuery.ts
var ACTOR = "__typename login ... on User { databaseId } ... on Bot { databaseId }";
var COMMENTS = `totalCount pageInfo { hasNextPage endCursor hasPreviousPage startCursor } nodes { id databaseId body createdAt
  lastEditedAt includesCreatedEdit isMinimized viewerDidAuthor url author { ${ACTOR} } editor { __typename login } createdViaEmail }`;
var REVIEWS = `pageInfo { hasNextPage endCursor } nodes { id body state submittedAt lastEditedAt includesCreatedEdit createdViaEmail url author { ${ACTOR} } }`;
var COMMITS = `totalCount pageInfo { hasNextPage endCursor } nodes { commit { oid authors(first: 20) { nodes { user { login databaseId } } }
  committer { user { login databaseId } } committedViaWeb } }`;
var TIMELINE = `pageInfo { hasNextPage endCursor } nodes { __typename
  ... on CommentDeletedEvent { createdAt actor { login } deletedCommentAuthor { login } }
  ... on BaseRefChangedEvent { createdAt }
  ... on ReviewDismissedEvent { createdAt previousReviewState actor { login } review { id author { login } } } }`;
var FILES = "totalCount pageInfo { hasNextPage endCursor } nodes { path }";
var CONNECTIONS = {
  comments: { argument: "", fields: COMMENTS },
  reviews: { argument: "", fields: REVIEWS },
  commits: { argument: "", fields: COMMITS },
  timelineItems: {
    argument: ", itemTypes: [COMMENT_DELETED_EVENT, BASE_REF_CHANGED_EVENT, REVIEW_DISMISSED_EVENT]",
    fields: TIMELINE
  },
  files: { argument: "", fields: FILES }
};
var connection = (name, after) => `${name}(first: 100${after}${CONNECTIONS[name].argument}) { ${CONNECTIONS[name].fields} }`;
var file = (alias, path) => `${alias}: file(path: "${path}") { object { oid ... on Blob { text isTruncated } } }`;
var OWNER_PATHS = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
var CONFIG_PATH = ".github/helm-query-gate.yml";
var RULE_FILES = [
  file("config", CONFIG_PATH),
  ...OWNER_PATHS.map((path, index) => file(`owners${index}`, path))
].join(" ");
var TIP = `target { oid ... on Commit { ${RULE_FILES} } }`;
var PULL_REQUEST = `query PullRequest($owner: String!, $repo: String!, $number: Int!) {
  viewer { login }
  repository(owner: $owner, name: $repo) { databaseId defaultBranchRef { name ${TIP} } pullRequest(number: $number) {
    id number state locked headRefOid headRefName headRepository { nameWithOwner } baseRefName baseRef { ${TIP} }
    mergeCommit { oid parents(first: 2) { totalCount } } author { ${ACTOR} }
    ${connection("comments", "")} ${connection("reviews", "")} ${connection("commits", "")}
    ${connection("timelineItems", "")} ${connection("files", "")}
  } } }`;
var MORE = (name) => `query More($owner: String!, $repo: String!, $number: Int!, $after: String!) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { ${connection(name, ", after: $after")} } } }`;
var MORE_COMMENTS = `query MoreComments($owner: String!, $repo: String!, $number: Int!, $after: String!, $before: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) {
    front: ${connection("comments", ", after: $after")}
    back: comments(last: 100, before: $before) { ${COMMENTS} }
  } } }`;
var rulesAtEach = (commits) => {
  const each = commits.map(
    (name, index) => `rules${index}: object(expression: "${name}") { oid ... on Commit { ${RULE_FILES} } }`
  );
  return `query RulesAt($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { ${each.join(" ")} } }`;
};

// src/config/parseDuration.ts
var SECONDS = { s: 1, m: 60, h: 3600, d: 86400 };
var parseDuration = (text) => {
  const [, count, unit = ""] = /^([1-9]\d{0,4})([smhd])$/.exec(text) ?? [];
  return count === void 0 ? null : Number(count) * (SECONDS[unit] ?? 0);
};

export {
  parseDuration,
  OWNER_PATHS,
  CONFIG_PATH,
  RULE_FILES,
  PULL_REQUEST,
  MORE,
  MORE_COMMENTS,
  rulesAtEach
};
