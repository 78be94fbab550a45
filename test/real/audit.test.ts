import { afterAll, expect, test } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readAudit } from './audit.ts'

const folder = mkdtempSync(join(tmpdir(), 'helm-query-gate-audit-'))
const log = join(folder, 'audit.log')
afterAll(() => rmSync(folder, { recursive: true }))

const line = (verb: string): string => `${JSON.stringify({ verb })}\n`
const verbs = async (offset: number) => (await readAudit(log, offset)).events.map(({ verb }) => verb)

test('an audit log is read from whole line to whole line, wherever the reading starts and the writing is', async () => {
  const [first, second] = [line('create'), line('update')]
  writeFileSync(log, `${first}${second}{"verb":"pat`)
  expect(await verbs(0)).toEqual(['create', 'update'])
  expect(await verbs(first.length)).toEqual(['update'])
  expect(await verbs(3)).toEqual(['update'])
  expect(await readAudit(log, first.length + second.length)).toEqual({ events: [], end: first.length + second.length })
  expect(await readAudit(log, first.length + second.length + 4)).toMatchObject({ events: [] })
  expect((await readAudit(log, 0)).end).toBe(first.length + second.length)
})
