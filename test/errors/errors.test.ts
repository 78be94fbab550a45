import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { asGateError } from '../../src/errors/asGateError.ts'
import { errorCodes } from '../../src/errors/errorCodes.ts'
import { GateError } from '../../src/errors/GateError.ts'

const source = join(import.meta.dirname, '../../src')

/** Every code in the sources, the table left out. */
const codesInUse = (): Set<string> => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('errorCodes.ts'),
  )
  return new Set(files.flatMap((file) => readFileSync(join(source, file), 'utf8').match(/\bE_[A-Z_]+\b/g) ?? []))
}

describe('the table of error codes', () => {
  it('holds every code that is used', () => {
    expect([...codesInUse()].filter((code) => !Object.hasOwn(errorCodes, code))).toEqual([])
  })

  it('holds no code that nothing uses', () => {
    const used = codesInUse()
    expect(Object.keys(errorCodes).filter((code) => !used.has(code))).toEqual([])
  })

  it('is in order, and says one sentence of each', () => {
    expect(Object.keys(errorCodes)).toEqual(Object.keys(errorCodes).toSorted())
    for (const sentence of Object.values(errorCodes)) expect(sentence).toMatch(/^[A-Zkh][^\n]+\.$/)
  })
})

describe('an error', () => {
  it('says what happened, what to do, and its code last', () => {
    const error = new GateError('E_INPUT', 'The input chart is missing.', 'Set it.')
    expect(error.message).toBe('The input chart is missing. Set it. [E_INPUT]')
    expect([error.name, error.code, error.sentence, error.next]).toEqual([
      'GateError',
      'E_INPUT',
      'The input chart is missing.',
      'Set it.',
    ])
  })

  it('stays what it is', () => {
    const error = new GateError('E_INPUT', 'A.', 'B.')
    expect(asGateError(error)).toBe(error)
  })

  it('that nobody foresaw keeps its own words to itself: they may hold secrets', () => {
    const cause = new TypeError('cannot read hunter2-hunter2')
    const error = asGateError(cause)
    expect(error.code).toBe('E_UNEXPECTED')
    expect(error.message).toContain('TypeError')
    expect(error.message).not.toContain('hunter2')
    expect(error.cause).toBe(cause)
    expect(asGateError('hunter2').message).toContain('(string)')
    expect(asGateError(null).code).toBe('E_UNEXPECTED')
  })
})
