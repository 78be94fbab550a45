import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { runProgram } from '../../src/process/runProgram.ts'
import { cluster } from '../real/cluster.ts'
import { runProgram as run } from '../real/runProgram.ts'
import { runBundle } from './runBundle.ts'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const NOBODY = 'http://127.0.0.1:1'
const inputs = { release: 'web', chart: 'charts/web', 'github-token': 't', 'pull-request': '1' }

describe('refusals before anything is asked', () => {
  it('an event that auto does not know', async () => {
    const event = { name: 'push', payload: {} }
    const end = await runBundle({ inputs, event, apiUrl: NOBODY, checkout: cluster.folder })
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_EVENT' })
    expect(end.code).toBe(1)
  })

  it.each(['no JSON', '{}', '{"schemaVersion":1,"surprise":true}'])('a plan document that is %j', async (text) => {
    const plan = join(cluster.folder, 'bad-plan.json')
    await writeFile(plan, text)
    const event = { name: 'push', payload: {} }
    const bad = { ...inputs, command: 'publish', plan }
    const end = await runBundle({ inputs: bad, event, apiUrl: NOBODY, checkout: cluster.folder })
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_PLAN_DOCUMENT' })
    expect(end.code).toBe(1)
  })

  it.each([['plan', '--nonsense'], ['plan', 'gate'], ['plan', '--output', 'xml'], ['auto']])(
    'the flags %s %s at a terminal',
    async (...args) => {
      const { code, stderr, stdout } = await run(process.execPath, [cli, ...args], { cwd: cluster.folder })
      expect(stderr).toContain('[E_USAGE]')
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    },
  )

  it('a program that is not there', async () => {
    const program = { command: '/nowhere/helm', args: [], env: {}, cwd: cluster.folder, timeoutSeconds: 5 }
    await expect(runProgram(program)).rejects.toMatchObject({ code: 'E_PROGRAM_MISSING' })
  })
})
