import { stringifyJson } from '../json/stringifyJson.ts'
import type { Json } from '../json/Json.ts'
import type { TerminalRun } from './runTerminal.ts'

/** Prints a document at a terminal: as JSON where that was asked for, else in words. */
export const printDocument = ({ output, print }: TerminalRun, value: unknown, text: string): void =>
  print(output === 'json' ? `${stringifyJson(value as Json, 2)}\n` : `${text}\n`)
