import { Clock } from './Clock.ts'
import { Forge } from './Forge.ts'
import type { Repository } from './state/Repository.ts'
import { visitor, type Visitor } from './visitor.ts'

export const headOid = 'a'.repeat(40)
export const baseOid = 'b'.repeat(40)

export interface Acme extends AsyncDisposable {
  readonly forge: Forge
  readonly repo: Repository
  readonly number: number
  readonly token: string
  /** As GITHUB_TOKEN would. */
  readonly visit: Visitor
}

/** acme/shop with one pull request by ada, on a clock that starts in 2026. */
export async function acme(): Promise<Acme> {
  const forge = await Forge.start({ clock: new Clock('2026-01-01T00:00:00Z') })
  const repo = forge.repository('acme/shop')
  const commits = [{ oid: headOid, author: 'ada', message: 'More replicas' }]
  const number = repo.openPullRequest({
    author: 'ada',
    title: 'Scale',
    headRef: 'scale',
    baseRef: 'main',
    baseOid,
    commits,
  })
  const token = repo.token()
  const visit = visitor(forge, token)
  return { forge, repo, number, token, visit, [Symbol.asyncDispose]: () => forge.close() }
}
