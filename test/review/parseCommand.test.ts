import { describe, expect, it, test } from '@jest/globals'
import fc from 'fast-check'
import { parseCommand } from '../../src/review/parseCommand.ts'

const ID = '0123456789abcdef0123456789abcdef'

const numbers = (kind: string, list: readonly number[], plan: string | null = ID, reason = '') => ({
  kind,
  selection: { kind: 'numbers', numbers: list },
  plan,
  reason,
})

const all = (kind: string, except: readonly number[], plan: string | null = ID, reason = '') => ({
  kind,
  selection: { kind: 'all', except },
  plan,
  reason,
})

describe('commands', () => {
  test.each<[string, object]>([
    [`/approve 1 @${ID}`, numbers('approve', [1])],
    [`/approve 1 3 5-7 @${ID}`, numbers('approve', [1, 3, 5, 6, 7])],
    [`/approve 3-3 @${ID}`, numbers('approve', [3])],
    [`/approve\t1\t2  @${ID}  `, numbers('approve', [1, 2])],
    [`/approve 1 @${ID}\r`, numbers('approve', [1])],
    [`/approve 1 @${ID}\r\nthanks\r\n/approve 2`, numbers('approve', [1])],
    ['/approve 1', numbers('approve', [1], null)],
    [`/approve all @${ID}`, all('approve', [])],
    [`/approve all except 4 6-7 @${ID}`, all('approve', [4, 6, 7])],
    [`/reject 2 @${ID} too few replicas`, numbers('reject', [2], ID, 'too few replicas')],
    [`/reject 2 @${ID} : 3 are needed`, numbers('reject', [2], ID, '3 are needed')],
    [`/reject 2 @${ID} 3 are needed`, numbers('reject', [2], ID, '3 are needed')],
    ['/reject 2 : 3 are needed', numbers('reject', [2], null, '3 are needed')],
    [`/reject 2 @${ID}: 3 are needed`, numbers('reject', [2], ID, '3 are needed')],
    ['/reject 2: 3 are needed', numbers('reject', [2], null, '3 are needed')],
    ['/reject all except 2: no', all('reject', [2], null, 'no')],
    ['/reject 2 too few', numbers('reject', [2], null, 'too few')],
    [`/reject all @${ID} no`, all('reject', [], ID, 'no')],
    [`/revoke 3 @${ID}`, numbers('revoke', [3])],
    ['/gate status', { kind: 'status' }],
    ['/gate  plan', { kind: 'plan' }],
    ['/gate help \r', { kind: 'help' }],
  ])('%j', (body, command) => {
    expect(parseCommand(body)).toEqual(command)
  })

  test.each([
    ['nothing', ''],
    ['prose', 'please /approve 1'],
    ['a blank before', ' /approve 1'],
    ['a tab before', '\t/approve 1'],
    ['a quote', '> /approve 1'],
    ['a fence', '```\n/approve 1\n```'],
    ['an indented block', '    /approve 1'],
    ['a code span', '`/approve 1`'],
    ['HTML', '<b>/approve 1</b>'],
    ['an HTML comment', '<!-- -->\n/approve 1'],
    ['the second line', 'looks good\n/approve 1'],
    ['an empty first line', '\n/approve 1'],
    ['a zero-width space before', '\u200b/approve 1'],
    ['a byte order mark before', '\ufeff/approve 1'],
    ['a slash of another width', '\uff0fapprove 1'],
    ['a path', '/etc/passwd'],
    ['another command', '/merge'],
    ['a list', '- /approve 1'],
  ])('are none in %s', (_what, body) => {
    expect(parseCommand(body)).toBeNull()
  })

  test.each([
    ['no number', '/approve'],
    ['no number before the plan', `/approve @${ID}`],
    ['the plan before the numbers', `/approve @${ID} 1`],
    ['a number twice', '/approve 1 1'],
    ['a number inside a range', '/approve 1-3 2'],
    ['one number in two spellings', '/approve 1 01'],
    ['zero', '/approve 0'],
    ['a range from zero', '/approve 0-3'],
    ['a negative number', '/approve -1'],
    ['a signed number', '/approve +1'],
    ['a range that goes down', '/approve 5-3'],
    ['a range without an end', '/approve 3-'],
    ['a range without a start', '/approve -3'],
    ['a double dash', '/approve 1--3'],
    ['a dash of another kind', '/approve 1\u20133'],
    ['blanks in a range', '/approve 1 - 3'],
    ['commas', '/approve 1,2'],
    ['a comma and a blank', '/approve 1, 2'],
    ['a hash', '/approve #1'],
    ['a fraction', '/approve 1.5'],
    ['an exponent', '/approve 1e1'],
    ['hexadecimal', '/approve 0x1'],
    ['digits of another script', '/approve \u0661'],
    ['wide digits', '/approve \uff11'],
    ['a huge number', '/approve 9999999'],
    ['a range beyond every plan', '/approve 1-100001'],
    ['a bomb of ranges', `/approve ${'1-100000 '.repeat(5000)}`],
    ['a short plan id', `/approve 1 @${ID.slice(0, 8)}`],
    ['a plan id that is a digit short', `/approve 1 @${ID.slice(1)}`],
    ['a plan id that is a digit long', `/approve 1 @${ID}0`],
    ['a whole digest', `/approve 1 @${ID}${ID}`],
    ['a plan id in capitals', `/approve 1 @${ID.toUpperCase()}`],
    ['a person for a plan', '/approve 1 @alice'],
    ['two plans', `/approve 1 @${ID} @${ID}`],
    ['words after an approval', `/approve 1 @${ID} looks good`],
    ['words without a plan', '/approve 1 looks good'],
    ['numbers after the plan', `/approve 1 @${ID} 2`],
    ['a reason after a revocation', `/revoke 1 @${ID} sorry`],
    ['all and a number', '/approve all 1'],
    ['a number and all', '/approve 1 all'],
    ['all in capitals', '/approve ALL'],
    ['except nothing', `/approve all except @${ID}`],
    ['except what is no number', '/approve all except web'],
    ['no reason', `/reject 2 @${ID}`],
    ['an empty reason', `/reject 2 @${ID} :`],
    ['a reason that starts with a digit', '/reject 2 3rd time'],
    ['capitals', '/Approve 1'],
    ['a missing blank', '/approve1'],
    ['another ending', '/approved 1'],
    ['a zero-width space', '/approve\u200b 1'],
    ['a zero-width space in a number', '/approve 1\u200b2'],
    ['a byte order mark for a blank', '/approve\ufeff1'],
    ['a no-break space for a blank', '/approve\u00a01'],
    ['a no-break space between numbers', '/approve 1\u00a02'],
    ['a right-to-left mark at the end', '/approve 1\u200f'],
    ['a lone carriage return and a second command', '/approve 1\r/approve 2'],
    ['a line separator and a second command', '/approve 1\u2028/approve 2'],
    ['gate alone', '/gate'],
    ['an unknown question', '/gate approve'],
    ['two questions', '/gate status plan'],
    ['a byte order mark in a question', '/gate\ufeffplan'],
    ['an override without a reason', `/gate override @${ID}`],
    ['an override without a plan', '/gate override the site is down'],
    ['an override of a short plan', `/gate override @${ID.slice(0, 12)} fire`],
    ['words after status', '/gate status please'],
  ])('are void as a whole with %s', (_what, body) => {
    expect(parseCommand(body)?.kind).toBe('malformed')
  })

  it('break the glass with the whole plan and a reason', () => {
    for (const body of [`/gate override @${ID} the site is down`, `/gate override @${ID}: the site is down`])
      expect(parseCommand(body)).toEqual({ kind: 'override', plan: ID, reason: 'the site is down' })
  })

  it('of many ranges cost no more than a moment', () => {
    expect(parseCommand(`/approve ${'1-99999 '.repeat(8000)}`)).toEqual({
      kind: 'malformed',
      fault: 'it names too many queries',
    })
  })

  it('are what was meant, for any numbers', () => {
    const chosen = fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(chosen, (list) => {
        expect(parseCommand(`/approve ${list.join(' ')} @${ID}`)).toEqual(numbers('approve', list))
      }),
    )
  })

  it('never throw, whatever is written, and name only what stands there in digits', () => {
    const word = fc.oneof(
      fc.constantFrom('/approve', '/reject', 'all', 'except', '1', '2-4', `@${ID}`, ':', 'x', '-1', '\u00a0', '\ufeff'),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.constantFrom(' ', '\t', '', '\n'), (words, glue) => {
        const command = parseCommand(words.join(glue))
        if (command === null || !('selection' in command)) return
        expect(words.join(glue)).toMatch(/^\/(approve|reject|revoke)[ \t]/)
        if (command.kind !== 'reject') expect(command.reason).toBe('')
      }),
      { numRuns: 2000 },
    )
  })
})
