// The oracle: what the API server itself says was written.
import { open } from 'node:fs/promises'

/** A place in the audit log, and the cluster's revision there. */
export interface AuditMark {
  offset: number
  revision: bigint
}

export interface AuditedWrite {
  verb: string
  /** As sent; the API server's verbs are create, update, patch, delete, deletecollection. */
  method: string
  uri: string
  /** The impersonated one, if any. */
  user: string
  /** With group and subresource: `deployments.apps`, `deployments.apps/scale`, `configmaps`. */
  resource: string
  namespace: string | undefined
  name: string | undefined
  code: number
  /** False when the answer carries a resource version that existed before: the write changed nothing. */
  changed: boolean
  body: unknown
  /** The object as the API server answered. */
  after: unknown
}

export interface WriteFilter {
  namespace?: string
  user?: string
}

export interface AuditEvent {
  stage: string
  verb: string
  requestURI: string
  user: { username: string }
  impersonatedUser?: { username: string }
  objectRef?: { resource?: string; subresource?: string; namespace?: string; name?: string; apiGroup?: string }
  responseStatus?: { code?: number }
  requestObject?: { dryRun?: string[]; deleteOptions?: { dryRun?: string[] } }
  responseObject?: { metadata?: { resourceVersion?: string; uid?: string; name?: string } }
}

const methods: Record<string, string> = {
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  deletecollection: 'DELETE',
}

/** The whole lines from a place on; the API server may be in the middle of one there, or at the end. */
export async function readAudit(path: string, offset: number): Promise<{ events: AuditEvent[]; end: number }> {
  await using file = await open(path)
  const { size } = await file.stat()
  const from = Math.max(0, offset - 1)
  const buffer = Buffer.alloc(Math.max(0, size - from))
  await file.read(buffer, 0, buffer.length, from)
  const start = offset === 0 ? 0 : buffer.indexOf(10) + 1
  const length = buffer.lastIndexOf(10) + 1
  if (length <= start) return { events: [], end: offset }
  const lines = buffer.toString('utf8', start, length).split('\n').filter(Boolean)
  return { events: lines.map((line): AuditEvent => JSON.parse(line)), end: from + length }
}

/** Only what stayed: accepted, not a dry run, not the cluster's own doing, not a question put as a POST. */
export function persistedWrites(events: AuditEvent[], since: AuditMark, filter: WriteFilter): AuditedWrite[] {
  const seen = new Set<string>()
  return events
    .filter((event) => event.stage === 'ResponseComplete' && event.verb in methods && isAccepted(event))
    .filter((event) => !isOwn(userOf(event)) && !isQuestion(event) && !isDryRun(event))
    .map((event) => toWrite(event, since.revision, seen))
    .filter(({ namespace }) => filter.namespace === undefined || namespace === filter.namespace)
    .filter(({ user }) => filter.user === undefined || user === filter.user)
}

const isAccepted = ({ responseStatus }: AuditEvent): boolean => (responseStatus?.code ?? 500) < 300

const userOf = ({ user, impersonatedUser }: AuditEvent): string => impersonatedUser?.username ?? user.username

function isOwn(user: string): boolean {
  if (user.startsWith('system:serviceaccount:')) return user.startsWith('system:serviceaccount:kube-system:')
  return user.startsWith('system:') && user !== 'system:anonymous'
}

/** Reviews and token requests answer; nothing of them is stored. */
function isQuestion({ objectRef }: AuditEvent): boolean {
  if (objectRef?.subresource === 'token') return true
  return objectRef?.apiGroup === 'authorization.k8s.io' || objectRef?.apiGroup === 'authentication.k8s.io'
}

/** A deletion with a body obeys the body alone: the API server then passes over `?dryRun=All`. */
export function isDryRun({ verb, requestURI, requestObject, objectRef }: AuditEvent): boolean {
  const inUri = new URL(requestURI, 'https://cluster').searchParams.getAll('dryRun').includes('All')
  if (verb === 'delete' || verb === 'deletecollection') {
    return requestObject === undefined ? inUri : requestObject.dryRun?.includes('All') === true
  }
  return inUri || (objectRef?.subresource === 'eviction' && requestObject?.deleteOptions?.dryRun?.[0] === 'All')
}

function toWrite(event: AuditEvent, revision: bigint, seen: Set<string>): AuditedWrite {
  const { resource = '', subresource, apiGroup, namespace, name } = event.objectRef ?? {}
  return {
    verb: event.verb,
    method: methods[event.verb] ?? '',
    uri: event.requestURI,
    user: userOf(event),
    resource: `${resource}${apiGroup ? `.${apiGroup}` : ''}${subresource ? `/${subresource}` : ''}`,
    namespace,
    name: name ?? event.responseObject?.metadata?.name,
    code: event.responseStatus?.code ?? 0,
    changed: isChange(event, revision, seen),
    body: event.requestObject,
    after: event.responseObject,
  }
}

/** Resource versions are revisions of the whole cluster: one that is not newer than the mark was there before it. */
function isChange({ verb, responseObject }: AuditEvent, revision: bigint, seen: Set<string>): boolean {
  const { resourceVersion, uid } = responseObject?.metadata ?? {}
  if (verb.startsWith('delete') || !resourceVersion) return true
  const version = `${uid} ${resourceVersion}`
  if (seen.has(version) || BigInt(resourceVersion) <= revision) return false
  seen.add(version)
  return true
}
