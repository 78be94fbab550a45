import { expect, it } from '@jest/globals'
import { deadExports } from '../../tools/deadExports.mjs'
import { plantSources } from './plantSources.ts'

it('names what nothing imports, and only that', () => {
  using planted = plantSources({
    'src/a.ts': [
      'export const used = 1',
      'export const dead = 1',
      'export async function tested() {}',
      'export interface Shape {}',
      'export abstract class Gone {}',
      'const inner = 1',
      'export { inner as outer, inner as unwanted }',
    ].join('\n'),
    'src/whole.ts': 'export const one = 1\nexport const two = 2',
    'src/b.ts': `import { used as x, type Shape, outer } from './a.ts'\nimport * as whole from './whole.ts'`,
    'test/a.test.ts': `import { tested } from '../src/a.ts'`,
  })
  expect(deadExports(planted.root)).toEqual(['src/a.ts: dead', 'src/a.ts: Gone', 'src/a.ts: unwanted'])
})
