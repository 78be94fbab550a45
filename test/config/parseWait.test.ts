import { expect, it } from '@jest/globals'
import { parseWait } from '../../src/config/parseWait.ts'

it.each([
  ['', 0],
  ['1s', 1],
  ['90s', 90],
  ['45m', 2700],
  ['6h', 21_600],
])('%j is %i seconds', (text, seconds) => {
  expect(parseWait(text, 'wait')).toBe(seconds)
})

it.each(['0s', '45', 'm', '1.5h', '1h30m', ' 5m', '5M', '361m', '7h', '999999999s', '٣m'])('%j is refused', (text) => {
  expect(() => parseWait(text, 'wait')).toThrow(expect.objectContaining({ code: 'E_INPUT' }))
})
