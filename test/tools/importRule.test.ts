import { expect, it, test } from '@jest/globals'
import { importRule } from '../../tools/importRule.mjs'
import { plantSources } from './plantSources.ts'

function violations(files: Record<string, string>): string[] {
  using planted = plantSources(files)
  return importRule(planted.root)
}

test.each([
  ['a pure room, an edge', 'plan/a.ts', `import { b } from '../wire/b.ts'`, 'plan must not import wire'],
  ['only a type of it', 'render/a.ts', `import type { B } from '../github/b.ts'`, 'render must not import github'],
  ['over several lines', 'plan/a.ts', `import {\n  b,\n  c,\n} from '../helm/b.ts'`, 'plan must not import helm'],
  ['when it runs', 'review/a.ts', `const b = await import('../notify/b.ts')`, 'review must not import notify'],
  ['and passes it on', 'policy/a.ts', `export { b } from '../kubectl/b.ts'`, 'policy must not import kubectl'],
  ['an edge, another edge', 'github/a.ts', `import { b } from '../helm/b.ts'`, 'github must not import helm'],
  ['the wire, what is put on it', 'wire/a.ts', `import { b } from '../helm/b.ts'`, 'wire must not import helm'],
  ['a room, the commands', 'config/a.ts', `import { b } from '../commands/b.ts'`, 'config must not import commands'],
  ['config, an edge', 'config/a.ts', `import { b } from '../wire/b.ts'`, 'config must not import wire'],
  ['a command, an entry', 'commands/a.ts', `import { b } from '../cli.ts'`, 'commands must not import cli.ts'],
  ['a new room', 'utils/a.ts', `export const b = 1`, 'the room utils is unknown'],
  [
    'a pure room, files',
    'ledger/a.ts',
    `import { readFile } from 'node:fs/promises'`,
    'must not import node:fs/promises',
  ],
  ['a pure room, the toolkit', 'json/a.ts', `import { info } from '@actions/core'`, 'must not import @actions/core'],
  ['octokit', 'commands/a.ts', `import { x } from '@octokit/core'`, 'only src/github/ may import @octokit/core'],
  ['programs', 'helm/a.ts', `import { spawn } from 'node:child_process'`, 'only src/process/ may import'],
  ['a module without node:', 'process/a.ts', `import fs from 'fs'`, 'call it node:fs'],
])('imports: %s', (_what, file, text, sentence) => {
  expect(violations({ [`src/${file}`]: text })).toEqual([expect.stringContaining(sentence)])
})

test.each([
  ['the clock', 'const now = Date.now()', 'Date.now'],
  ['today', 'const now = new Date()', 'new Date()'],
  ['chance', 'const x = Math.random()', 'Math.random'],
  ['a random id', 'const x = randomUUID()', 'randomUUID'],
  ['the process', 'const x = process.platform', 'process.'],
  ['the network', `const x = await fetch('a')`, 'fetch('],
])('a pure room does not use %s', (_what, text, used) => {
  expect(violations({ 'src/plan/a.ts': `\n${text}` })).toEqual([`src/plan/a.ts:2: a pure room must not use ${used}`])
})

it('allows what the architecture draws', () => {
  const files = {
    'src/action.ts': `import { info } from '@actions/core'\nimport { b } from './commands/b.ts'\nprocess.env.A`,
    'src/cli.ts': `import { b } from './commands/b.ts'\nprocess.env.A`,
    'src/commands/b.ts': `import { a } from '../wire/a.ts'\nimport { c } from '../plan/a.ts'`,
    'src/helm/a.ts': `import { a } from '../wire/a.ts'\nimport { c } from '../process/a.ts'`,
    'src/plan/a.ts': `import { c } from '../json/a.ts'\n// Date.now() is banned\nconst a = 'process.env' + new Date(0)`,
    'src/process/a.ts': `import { spawn } from 'node:child_process'`,
  }
  expect(violations(files)).toEqual([])
})

it('counts the files that read the environment and those that use the toolkit', () => {
  const env = { 'src/action.ts': 'process.env.A', 'src/cli.ts': 'process.env.A', 'src/process/a.ts': 'process.env.A' }
  expect(violations(env)).toEqual([expect.stringContaining('3 files where at most 2 read process.env')])
  expect(violations({ 'src/helm/a.ts': 'process.env.A' })).toEqual([expect.stringContaining('only src/process/')])
  const core = `import { info } from '@actions/core'`
  expect(violations({ 'src/config/a.ts': core, 'src/commands/b.ts': core })).toEqual([
    expect.stringContaining('2 files where at most 1 import @actions/core'),
  ])
})
