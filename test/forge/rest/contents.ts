import { blobSha } from '../state/Git.ts'
import type { Answer } from './Answer.ts'
import type { Call } from './Call.ts'
import { Refusal } from './Refusal.ts'

/** A file as base64 (or raw when asked), a folder as its entries. */
export function contents(call: Call): Answer {
  const { git, defaultBranch } = call.repository
  const ref = call.query.get('ref') ?? defaultBranch
  const path = call.parameters['path'] ?? ''
  const oid = git.resolve(ref)
  if (oid === undefined) throw new Refusal(404, `No commit found for the ref ${ref}`)
  const files = git.files(oid)
  const text = files.get(path)
  if (text === undefined) return { status: 200, body: folder(call, ref, path, files) }
  if (String(call.headers['accept'] ?? '').includes('raw')) return { status: 200, body: Buffer.from(text) }
  const content = `${Buffer.from(text).toString('base64').replaceAll(/.{60}/g, '$&\n')}\n`
  return { status: 200, body: { ...entry(call, ref, path, text), content, encoding: 'base64' } }
}

function folder(call: Call, ref: string, path: string, files: ReadonlyMap<string, string>): unknown[] {
  const inside = [...files].filter(([name]) => name.startsWith(`${path}/`))
  if (inside.length === 0) throw Refusal.notFound()
  const children = new Map<string, string | null>()
  for (const [name, text] of inside) {
    const [child = '', ...rest] = name.slice(path.length + 1).split('/')
    children.set(`${path}/${child}`, rest.length === 0 ? text : null)
  }
  return [...children].map(([name, text]) => entry(call, ref, name, text))
}

function entry(call: Call, ref: string, path: string, text: string | null): Record<string, unknown> {
  const sha = blobSha(text ?? path)
  const url = `${call.world.url}/repos/${call.repository.fullName}/contents/${path}?ref=${ref}`
  const links = { url, git_url: url, html_url: url, download_url: text === null ? null : url }
  const named = { name: path.split('/').at(-1), path, sha, size: Buffer.byteLength(text ?? '') }
  return { type: text === null ? 'dir' : 'file', ...named, ...links, _links: { self: url, git: url, html: url } }
}
