// People whose accounts go away or change their names: the numeric id decides.
import { describe, expect, it } from '@jest/globals'
import { openDesk } from './openDesk.ts'
import type { Desk } from './openDesk.ts'

const APPROVED = { approved: 'true', decision: 'approved', environment: 'production' }

const approve = ({ repo, number, planId }: Desk, login = 'alice'): number =>
  repo.comment(number, login, `/approve all @${planId}`)

describe('accounts', () => {
  it('a deleted account approves nothing any more; another does', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    approve(desk)
    desk.forge.deleteUser('alice')
    const end = await desk.run({ command: 'gate' })
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'pending', 'reason-code': 'PENDING' })
    desk.repo.permit('bob', 'write')
    approve(desk, 'bob')
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject(APPROVED)
  })

  it('a deleted author is nobody: one approval more is needed, and nothing breaks', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    approve(desk)
    desk.forge.deleteUser('ada')
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject({ approved: 'false', decision: 'pending' })
    desk.repo.permit('bob', 'write')
    approve(desk, 'bob')
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject(APPROVED)
  })

  it('a renamed reviewer still counts', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    approve(desk)
    desk.forge.rename('alice', 'alice-of-acme')
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject(APPROVED)
  })

  it('a name that passes to somebody else between two reads brings no rights along', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    approve(desk)
    const before = (): void => {
      desk.forge.rename('alice', 'alice-of-acme')
      desk.repo.permit('alice', 'write')
    }
    desk.forge.faults.add({ method: 'GET', path: /\/permission$/, before })
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject({ approved: 'false', decision: 'pending' })
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject(APPROVED)
  })

  it('a renamed author does not become a reviewer, nor does who took the old name become the author', async () => {
    const desk = await openDesk()
    await using _forge = desk.forge
    desk.forge.rename('ada', 'ada-two')
    approve(desk, 'ada-two')
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject({ approved: 'false', decision: 'pending' })
    desk.repo.permit('ada', 'write')
    approve(desk, 'ada')
    expect((await desk.run({ command: 'gate' })).outputs).toMatchObject(APPROVED)
  })
})
