import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Users whose names start with `system:` are the cluster's own: the audit oracle passes over what they write. */
const users = {
  admin: ['system:masters'],
  planner: ['planners'],
  reader: ['readers'],
  nobody: [],
  'system:kube-controller-manager': ['system:masters'],
  'system:kwok': ['system:masters'],
  'system:binder': ['system:masters'],
}

const isOwn = (user) => user.startsWith('system:')

const auditPolicy = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived', 'ResponseStarted', 'Panic'],
  rules: [
    { level: 'None', resources: [{ group: 'coordination.k8s.io', resources: ['leases'] }] },
    { level: 'None', users: Object.keys(users).filter(isOwn), verbs: ['get', 'list', 'watch'] },
    { level: 'RequestResponse', verbs: ['create', 'update', 'patch', 'delete', 'deletecollection'] },
    { level: 'Metadata' },
  ],
}

/**
 * Writes what the API server reads at start into `folder`; answers with the token of every user.
 * @param {string} folder
 * @param {Record<string, string[]>} moreUsers name → groups
 */
export function writeClusterFiles(folder, moreUsers) {
  const tokens = {}
  const lines = Object.entries({ ...users, ...moreUsers }).map(([user, groups]) => {
    tokens[user] = randomBytes(16).toString('hex')
    return `${tokens[user]},${user},${user},"${groups.join(',')}"\n`
  })
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const file = (name, text) => writeFileSync(join(folder, name), text, { mode: 0o600 })
  file('tokens.csv', lines.join(''))
  file('service-accounts.key', privateKey)
  file('audit-policy.json', JSON.stringify(auditPolicy))
  mkdirSync(join(folder, 'certificates'))
  return tokens
}
