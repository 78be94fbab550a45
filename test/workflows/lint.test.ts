import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from '@jest/globals'
import { cluster } from '../real/cluster.ts'
import { runProgram } from '../real/runProgram.ts'

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))
const workflows = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.includes('.github/workflows/') || path.startsWith('simple/after-merge/'),
)

// Without programs that happen to be installed or not: every machine must say the same.
const lint = async (...args: readonly string[]): Promise<{ code: number; stdout: string }> =>
  await runProgram(cluster.parts.actionlint, ['-shellcheck=', '-pyflakes=', ...args], { cwd: examples, env: {} })

it.each(workflows)('%s is a workflow that actionlint finds nothing in', async (path) => {
  expect(await lint(join(examples, path))).toMatchObject({ code: 0, stdout: '' })
})

it('looks at every workflow of both setups', () => {
  expect(workflows.toSorted()).toEqual([
    'hardened/.github/workflows/apply.yml',
    'hardened/.github/workflows/gate.yml',
    'hardened/.github/workflows/plan.yml',
    'hardened/.github/workflows/pr-signal.yml',
    'hardened/.github/workflows/sweep.yml',
    'simple/.github/workflows/deploy-web.yml',
    'simple/after-merge/deploy-web.yml',
  ])
})
