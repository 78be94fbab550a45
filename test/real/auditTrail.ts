import { randomUUID } from 'node:crypto'
import { statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiRequest } from './apiRequest.mjs'
import { persistedWrites, readAudit } from './audit.ts'
import type { AuditedWrite, AuditEvent, AuditMark, WriteFilter } from './audit.ts'

export interface AuditTrail {
  readonly mark: () => Promise<AuditMark>
  /** What was written and stayed since the mark. */
  readonly writesSince: (mark: AuditMark, filter?: WriteFilter) => Promise<AuditedWrite[]>
}

/** The audit log of one cluster, read up to the moment of asking. */
export function auditTrail(request: ApiRequest, auditLog: string): AuditTrail {
  return {
    async mark() {
      const { end, revision } = await readUntilNow(request, auditLog, statSync(auditLog).size)
      return { offset: end, revision }
    },
    async writesSince(mark, filter = {}) {
      const { events } = await readUntilNow(request, auditLog, mark.offset)
      return persistedWrites(events, mark, filter)
    },
  }
}

/**
 * Makes a read that can be told from all others and waits until it stands in the audit log: so does everything then
 * that was answered before it. Its answer carries the cluster's revision.
 */
async function readUntilNow(
  request: ApiRequest,
  auditLog: string,
  from: number,
): Promise<{ revision: bigint; events: AuditEvent[]; end: number }> {
  const id = randomUUID()
  const { body } = await request('GET', `/api/v1/namespaces?limit=1&barrier=${id}`)
  const revision = revisionOf(body)
  for (;;) {
    const { events, end } = await readAudit(auditLog, from)
    if (events.some(({ requestURI }) => requestURI.endsWith(id))) return { revision, events, end }
    await sleep(10)
  }
}

function revisionOf(list: unknown): bigint {
  const version = /"metadata":\{"resourceVersion":"(\d+)"/.exec(JSON.stringify(list))?.[1]
  if (!version) throw new Error(`no list with a resource version: ${JSON.stringify(list)}`)
  return BigInt(version)
}
