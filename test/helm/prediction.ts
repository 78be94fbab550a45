// The two sides of a plan's measure, as sorted lines: what it foresees, and what the API server's own audit log says happened.
import type { RehearsedTarget } from '../../src/commands/rehearseTarget.ts'
import { foreseen, happened as written, inOneLine } from '../corpus/writesOf.ts'
import type { AuditedWrite } from '../real/audit.ts'

export const predicted = (target: RehearsedTarget): string[] => foreseen(target).map(inOneLine).sort()

export const happened = (writes: readonly AuditedWrite[]): string[] => written(writes, []).map(inOneLine).sort()
