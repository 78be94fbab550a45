import { expect, test } from '@jest/globals'
import type { Json } from '../../src/json/Json.ts'
import { repeatsItem } from '../../src/plan/repeatsItem.ts'

test.each<[string, boolean, Json]>([
  ['a variable twice', true, { env: [{ name: 'A', value: '1' }, { name: 'B' }, { name: 'A', value: '2' }] }],
  ['a variable twice, deep inside', true, [{ spec: { containers: [{ env: [{ name: 'A' }, { name: 'A' }] }] } }]],
  ['variables of one name in two containers', false, [{ env: [{ name: 'A' }] }, { env: [{ name: 'A' }] }]],
  ['a port of a container twice', true, { ports: [{ containerPort: 80 }, { containerPort: 80, protocol: 'TCP' }] }],
  [
    'a port of a Service twice',
    true,
    {
      ports: [
        { port: 53, name: 'a' },
        { port: 53, name: 'b' },
      ],
    },
  ],
  ['one port for two protocols', false, { ports: [{ port: 53 }, { port: 53, protocol: 'UDP' }] }],
  ['ports of another kind of list', false, { ports: [{ number: 80 }, { number: 81 }] }],
  ['a list of no variables', false, { args: [{ name: 'A' }, { name: 'A' }] }],
])('%s: %j', (_what, repeats, value) => {
  expect(repeatsItem(undefined, value)).toBe(repeats)
})

test('a list that is itself the change is known by its field', () => {
  const twins = [{ name: 'A' }, { name: 'A' }]
  expect([repeatsItem('env', twins), repeatsItem('volumes', twins)]).toEqual([true, false])
})
