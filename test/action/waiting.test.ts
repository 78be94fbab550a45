// A run that waits for its decision, instead of ending and leaving the rest to the next event.
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from '@jest/globals'
import { runProgram } from '../real/runProgram.ts'
import { openDesk } from './openDesk.ts'
import type { Desk } from './openDesk.ts'
import type { BundleEnd } from './runBundle.ts'

const PATIENT = { command: 'gate', wait: '1m', 'wait-interval': '1s' }
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const HEAD = 'c'.repeat(40)
const MORE = [{ oid: 'e'.repeat(40), author: 'ada', message: 'more' }]

/** How often the pull request was looked at with the answer that nothing changed. */
const unchanged = ({ forge }: Desk): number =>
  forge.transcript.filter((line) => line === 'GET /repos/{owner}/{repo}/pulls/{pull_number} 304').length

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await sleep(20)
}

/** Runs the action until it has looked twice for nothing, then lets something happen, and returns how it ended. */
const whileWaiting = async (desk: Desk, happen: (pid: number) => unknown, inputs = PATIENT): Promise<BundleEnd> => {
  let pid = 0
  const run = desk.run(inputs, undefined, (started) => {
    pid = started
  })
  await until(() => unchanged(desk) >= 2)
  await happen(pid)
  return await run
}

describe('a run that waits', () => {
  it.concurrent('ends at once with an approval by comment', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const end = await whileWaiting(desk, () => desk.repo.comment(desk.number, 'alice', `/approve all @${desk.planId}`))
    expect(end.outputs).toMatchObject({ approved: 'true', decision: 'approved', environment: 'production' })
    expect(desk.repo.statuses(HEAD).at(-1)?.state).toBe('success')
    expect(desk.forge.problems).toEqual([])
  })

  it.concurrent('ends at once with a rejection by review', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const body = `/reject 1 @${desk.planId} too blue`
    const end = await whileWaiting(desk, () => desk.repo.review(desk.number, 'alice', { state: 'COMMENTED', body }))
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'rejected', rejected: '[1]' })
  })

  it.concurrent('ends pending with a push: what was pushed needs a plan of its own', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const end = await whileWaiting(desk, () => desk.repo.push(desk.number, MORE))
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'pending', 'reason-code': 'HEAD_MOVED' })
    expect(end.code).toBe(0)
    // What was pushed has a run of its own, which says how it stands.
    expect(desk.repo.statuses('e'.repeat(40))).toEqual([])
  })

  it.concurrent('approves nothing where a push comes between the look and the decision', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const end = await whileWaiting(desk, () => {
      const push = (): void => desk.repo.push(desk.number, MORE)
      desk.forge.faults.add({ path: '/graphql', operation: 'PullRequest', before: push })
      desk.repo.comment(desk.number, 'alice', `/approve all @${desk.planId}`)
    })
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'pending', 'reason-code': 'HEAD_MOVED' })
  })

  it.concurrent('goes on after remarks that decide nothing, and says each state once', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const end = await whileWaiting(desk, () => desk.repo.comment(desk.number, 'alice', 'looks good to me'), {
      ...PATIENT,
      wait: '7s',
    })
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'pending', 'reason-code': 'PENDING' })
    expect(end.code).toBe(0)
    expect(end.stdout.match(/^waiting, .*$/gm)).toEqual([
      expect.stringMatching(
        /^waiting, at most 1 minute more: 0 of 1 approved · still needs 1 of people with write access/,
      ),
    ])
  })

  it.concurrent.each([
    ['a look', { method: 'GET', path: /\/pulls\/\d+$/ }, / 429$/],
    // Only a change makes it decide: nothing is to be waited for.
    ['a decision', { path: '/graphql', operation: 'PullRequest' }, /./],
  ])('waits for a GitHub that fails at %s, too', async (_, place, failed) => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const end = await whileWaiting(desk, async () => {
      desk.forge.faults.add({ ...place, status: 429 })
      await until(() => desk.forge.transcript.some((line) => failed.test(line)))
      desk.repo.comment(desk.number, 'alice', `/approve all @${desk.planId}`)
    })
    expect(end.stdout).toMatch(/^waiting, .*too many requests/m)
    expect(end.outputs).toMatchObject({ approved: 'true', decision: 'approved' })
  })

  it.concurrent('ends pending at once when it is cancelled', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const end = await whileWaiting(desk, (pid) => process.kill(pid, 'SIGTERM'), { ...PATIENT, wait: '6h' })
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'pending' })
  })

  it.concurrent('asks nothing that counts while nothing happens', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    await whileWaiting(desk, (pid) => process.kill(pid, 'SIGTERM'))
    const last = desk.forge.transcript.slice(-3)
    expect(last.map((line) => line.split(' ').at(-1))).toEqual(['304', '304', '304'])
  })
})

describe('other ways to wait', () => {
  it.concurrent('a run that publishes waits for what it published', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const happen = (): number => desk.repo.comment(desk.number, 'alice', `/approve all @${desk.planId}`)
    const end = await whileWaiting(desk, happen, { ...PATIENT, command: 'publish' })
    expect(end.outputs).toMatchObject({ approved: 'true', decision: 'approved', environment: 'production' })
  })

  it.concurrent('a gate at a terminal waits, too', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const flags = ['--repository', 'acme/shop', '--pull-request', String(desk.number), '--wait', '1m']
    const env = { GITHUB_API_URL: desk.forge.apiUrl, GITHUB_TOKEN: desk.repo.token() }
    const run = runProgram(process.execPath, [cli, 'gate', ...flags, '--wait-interval', '1s'], { env })
    await until(() => unchanged(desk) >= 1)
    desk.repo.comment(desk.number, 'alice', `/approve all @${desk.planId}`)
    expect(await run).toMatchObject({ code: 0, stdout: '1 of 1 approved\n' })
  })
})

describe('a run that has nothing to wait for', () => {
  it.concurrent('ends at once where it is approved already', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    desk.repo.comment(desk.number, 'alice', `/approve all @${desk.planId}`)
    const end = await desk.run({ ...PATIENT, wait: '6h', 'wait-interval': '6h' })
    expect(end.outputs).toMatchObject({ approved: 'true' })
    expect(end.stdout).not.toContain('waiting')
  })
})

describe('the inputs of waiting', () => {
  it.concurrent.each([[{ wait: '7h' }], [{ wait: '1m', 'wait-interval': '0s' }]])('%j is refused', async (inputs) => {
    const desk = await openDesk()
    await using _forge = desk.forge
    const end = await desk.run({ command: 'gate', ...inputs })
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': 'E_INPUT' })
  })
})
