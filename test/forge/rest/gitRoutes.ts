import { blobSha } from '../state/Git.ts'
import { madeUpOid } from '../state/PullRequests.ts'
import { validated } from '../description/validated.ts'
import type { Answer } from './Answer.ts'
import type { Call, Routes } from './Call.ts'
import { contents } from './contents.ts'
import { Refusal } from './Refusal.ts'

const read = ['contents:read']
const write = ['contents:write']

interface TreeEntry {
  readonly path?: string
  readonly sha?: string | null
  readonly content?: string
}

export const gitRoutes: Routes = {
  'GET /repos/{owner}/{repo}/contents/{path}': { needs: read, answer: contents },
  'GET /repos/{owner}/{repo}/compare/{basehead}': { needs: read, answer: compare },
  'GET /repos/{owner}/{repo}/git/ref/{ref}': {
    needs: read,
    answer: (call) => {
      const ref = `refs/${call.parameters['ref']}`
      const oid = call.repository.git.refs.get(ref)
      if (oid === undefined) throw Refusal.notFound()
      return { status: 200, body: call.present.ref(call.repository, ref, oid) }
    },
  },
  'GET /repos/{owner}/{repo}/git/commits/{commit_sha}': {
    needs: read,
    answer: (call) => {
      const commit = call.repository.git.commits.get(call.parameters['commit_sha'] ?? '')
      if (!commit) throw Refusal.notFound()
      return { status: 200, body: call.present.gitCommit(call.repository, commit) }
    },
  },
  'POST /repos/{owner}/{repo}/git/refs': { needs: write, answer: createRef },
  'PATCH /repos/{owner}/{repo}/git/refs/{ref}': { needs: write, answer: updateRef },
  'POST /repos/{owner}/{repo}/git/blobs': {
    needs: write,
    answer: (call) => {
      const { content, encoding = 'utf-8' } = validated<{ content: string; encoding?: string }>(call.body)
      const text = encoding === 'base64' ? Buffer.from(content, 'base64').toString() : content
      const sha = call.repository.git.keepBlob(text)
      return { status: 201, body: { sha, url: apiUrl(call, `git/blobs/${sha}`) } }
    },
  },
  'POST /repos/{owner}/{repo}/git/trees': { needs: write, answer: createTree },
  'POST /repos/{owner}/{repo}/git/commits': { needs: write, answer: createCommit },
}

function apiUrl(call: Call, rest: string): string {
  return `${call.world.url}/repos/${call.repository.fullName}/${rest}`
}

function createRef(call: Call): Answer {
  const { ref, sha } = validated<{ ref: string; sha: string }>(call.body)
  const { git } = call.repository
  if (!/^refs\/[^/]+\/./.test(ref))
    throw new Refusal(422, `Reference name must start with 'refs/' and have two slashes.`)
  if (git.refs.has(ref)) throw new Refusal(422, 'Reference already exists')
  return { status: 201, body: moved(call, ref, sha) }
}

function updateRef(call: Call): Answer {
  const { sha, force = false } = validated<{ sha: string; force?: boolean }>(call.body)
  const ref = `refs/${call.parameters['ref']}`
  const { git } = call.repository
  const before = git.refs.get(ref)
  if (before === undefined) throw new Refusal(422, 'Reference does not exist')
  if (git.commits.has(sha) && !force && !git.isAncestor(before, sha))
    throw new Refusal(422, 'Update is not a fast forward')
  return { status: 200, body: moved(call, ref, sha) }
}

function moved(call: Call, ref: string, sha: string): unknown {
  const { repository, world, token } = call
  if (!repository.git.commits.has(sha)) throw new Refusal(422, 'Object does not exist')
  repository.git.move(ref, sha, { id: world.nextId(), actor: token.user, at: world.clock.stamp() })
  return call.present.ref(repository, ref, sha)
}

function createTree(call: Call): Answer {
  const { tree, base_tree } = validated<{ tree: TreeEntry[]; base_tree?: string }>(call.body)
  const { git } = call.repository
  const base = base_tree === undefined ? new Map<string, string>() : filesOf(call, base_tree)
  for (const { path = '', sha, content } of tree) {
    if (sha === null) base.delete(path)
    else base.set(path, content ?? blobOf(call, sha))
  }
  const sha = git.keepTree(base)
  const entries = [...base].map(([path, text]) => ({ path, mode: '100644', type: 'blob', sha: blobSha(text) }))
  return { status: 201, body: { sha, url: apiUrl(call, `git/trees/${sha}`), tree: entries, truncated: false } }
}

function filesOf(call: Call, treeOrCommit: string): Map<string, string> {
  const { git } = call.repository
  if (git.commits.has(treeOrCommit)) return git.files(treeOrCommit)
  const tree = git.trees.get(treeOrCommit)
  if (!tree) throw new Refusal(422, 'Tree SHA does not exist')
  return new Map(tree)
}

function blobOf(call: Call, sha: string | undefined): string {
  const text = sha === undefined ? undefined : call.repository.git.blobs.get(sha)
  if (text === undefined) throw new Refusal(422, 'tree.sha is not a valid blob')
  return text
}

function createCommit(call: Call): Answer {
  const { message, tree, parents = [] } = validated<{ message: string; tree: string; parents?: string[] }>(call.body)
  const { repository, world, token } = call
  const files = filesOf(call, tree)
  if (parents.some((parent) => !repository.git.commits.has(parent))) throw new Refusal(422, 'Parent SHA does not exist')
  const at = world.clock.stamp()
  const oid = madeUpOid('commit', message, tree, ...parents, at)
  const people = { author: token.user, committer: token.user }
  const commit = repository.git.add({ oid, at, message, parents, ...people, files: new Map(files), whole: true })
  return { status: 201, body: call.present.gitCommit(repository, commit) }
}

function compare(call: Call): Answer {
  const { git } = call.repository
  const [base, head] = (call.parameters['basehead'] ?? '').split('...').map((name) => git.resolve(name))
  const [from, to] = [base && git.commits.get(base), head && git.commits.get(head)]
  if (!from || !to) throw Refusal.notFound()
  const [old, young] = [new Set(git.ancestors(from.oid)), new Set(git.ancestors(to.oid))]
  const ahead = [...young].filter((oid) => !old.has(oid)).reverse()
  const behind = [...old].filter((oid) => !young.has(oid))
  const common = git.commits.get([...young].find((oid) => old.has(oid)) ?? '')
  if (!common) throw new Refusal(404, `No common ancestor between ${from.oid} and ${to.oid}.`)
  const status =
    ahead.length === 0 ? (behind.length === 0 ? 'identical' : 'behind') : behind.length === 0 ? 'ahead' : 'diverged'
  const url = apiUrl(call, `compare/${call.parameters['basehead']}`)
  const urls = { url, html_url: url, permalink_url: url, diff_url: url, patch_url: url }
  const show = (commit: typeof from) => call.present.commit(call.repository, commit)
  const counts = { ahead_by: ahead.length, behind_by: behind.length, total_commits: ahead.length }
  const commits = ahead.flatMap((oid) => git.commits.get(oid) ?? []).map(show)
  return {
    status: 200,
    body: { ...urls, status, ...counts, base_commit: show(from), merge_base_commit: show(common), commits },
  }
}
