// Reviews as people meet them on the page of a pull request: who is needed, who counted, and what went wrong.
const ROLES = `schemaVersion: 1
roles:
  sre: { teams: [acme/sre] }
  web: { users: [bob, carol] }
requirement: { all: [sre, { count: 1, of: [web, sre] }] }
override: { by: web }
`
const PLAN = 'f'.repeat(32)

const object = (kind, name) => ({ group: 'apps', version: 'v1', kind, namespace: 'shop', name })

/** Three queries: a delete, an image, a hook. */
const queries = ({ queryOf, digestOf }) => [
  queryOf({
    digest: digestOf('a'),
    verb: 'delete',
    object: object('StatefulSet', 'redis'),
    risks: ['deletes a workload'],
    changes: [],
    diff: '',
  }),
  queryOf({
    digest: digestOf('b'),
    object: object('Deployment', 'web'),
    changes: [{ path: 'spec.replicas', op: 'replace', before: 3, after: 1 }],
    diff: '',
  }),
  queryOf({
    digest: digestOf('c'),
    verb: 'run',
    object: { ...object('Job', 'migrate'), group: 'batch' },
    changes: [],
    diff: '',
    hook: { events: ['pre-upgrade'], weight: 0, deletePolicies: [] },
  }),
]

export const reviews = [
  {
    name: 'review-pending',
    config: ROLES,
    remarks: [
      ['ada', `/approve all @${PLAN}`],
      ['alice', `/approve 1 2 @${PLAN}`],
      ['bob', `/approve 2 @${PLAN}`],
    ],
  },
  {
    name: 'review-rejected',
    config: ROLES,
    remarks: [
      ['alice', `/approve all @${PLAN}`],
      ['bob', `/reject 2 @${PLAN} one replica is too few`],
    ],
  },
  {
    name: 'review-override',
    config: ROLES,
    remarks: [['carol', `/gate override @${PLAN} the shop is down`]],
  },
  { name: 'review-broken', config: 'schemaVersion: 1\nroles:\n  sre: { team: [acme/sre] }\n', remarks: [] },
]

/** The page of a pull request on which these remarks were made, each with a run of the gate after it. */
export async function reviewPage(rooms, { config, remarks }) {
  const forge = await rooms.Forge.start()
  try {
    const repo = forge.repository('acme/shop')
    forge.team('acme', 'sre', ['alice'])
    for (const login of ['ada', 'alice', 'bob', 'carol']) repo.permit(login, 'write')
    repo.writeFile('main', '.github/helm-query-gate.yml', config)
    const commits = [{ oid: 'c'.repeat(40), author: 'ada', message: 'change' }]
    const number = repo.openPullRequest({
      author: 'ada',
      title: 'One replica',
      headRef: 'one',
      baseRef: 'main',
      commits,
    })
    const permissions = {
      contents: 'read',
      issues: 'write',
      pull_requests: 'write',
      statuses: 'write',
      members: 'read',
    }
    const token = repo.token({ as: 'acme-gate[bot]', permissions })
    await play(rooms, { forge, repo, number, token }, remarks)
    const page = await (await fetch(`${forge.url}/acme/shop/pull/${number}`)).text()
    return page.replaceAll('<details>', '<details open>')
  } finally {
    await forge.close()
  }
}

async function play(rooms, { forge, repo, number, token }, remarks) {
  const place = { token, apiUrl: forge.url, owner: 'acme', repo: 'shop', timeoutSeconds: 20 }
  const inputs = { ...place, pullRequest: number, requiredApprovals: 1, applyWhen: 'before-merge' }
  const github = new rooms.GitHub(place)
  await rooms.publish(github, inputs, rooms.planOf(queries(rooms)), { progress: () => undefined })
  try {
    await rooms.gate(github, inputs, null)
    for (const [login, body] of remarks) {
      repo.comment(number, login, body)
      await rooms.gate(github, inputs, null)
    }
  } catch (failure) {
    const raw = { release: 'web', environment: 'production', command: 'gate', 'github-token': token }
    const rest = { 'required-approvals': '1', 'apply-when': 'before-merge', inputs: 'named', 'pull-request': '' }
    const more = { 'check-run': 'off', wait: '', 'wait-interval': '30s', 'github-timeout-seconds': '20' }
    const where = { apiUrl: forge.url, repository: 'acme/shop', pullRequest: number }
    await rooms.showFailure({ inputs: { ...raw, ...rest, ...more }, place: where, failure, progress: console.error })
  }
}
