// The whole flow with the API where GitHub Enterprise Server has it: /api/v3 and /api/graphql of its own host.
import { expect, it } from '@jest/globals'
import { openDesk } from './openDesk.ts'
import { surfacesOn } from './surfacesOn.ts'

it('a list is published, rejected and approved on GitHub Enterprise Server', async () => {
  const desk = await openDesk({ enterprise: true })
  await using forge = desk.forge
  const { repo, number, planId } = desk
  expect(forge.apiUrl).toBe(`${forge.url}/api/v3`)
  expect(surfacesOn(repo.comments(number)).at(-1)?.surface?.digest).toContain(planId)

  const rejected = await desk.run({ command: 'auto' }, repo.comment(number, 'alice', `/reject 1 @${planId} too blue`))
  expect(rejected.outputs).toMatchObject({ approved: 'false', decision: 'rejected' })
  const approval = repo.comment(number, 'alice', `/approve all @${planId}`)
  const approved = await desk.run({ command: 'auto' }, approval)
  expect(approved.outputs).toMatchObject({ approved: 'true', decision: 'approved', environment: 'production' })

  expect(forge.problems).toEqual([])
  expect(forge.transcript.filter((line) => !/ 20[01]$/.test(line))).toEqual([])
  // Whatever the comments link to is on the server's own host.
  const links = repo.comments(number).flatMap(({ body }) => body.match(/https?:\/\/[^\s)<>"'`]+/g) ?? [])
  expect(links.filter((link) => !link.startsWith(`${forge.url}/`))).toEqual([])
  expect(
    repo
      .statuses('c'.repeat(40))
      .map(({ targetUrl }) => targetUrl ?? forge.url)
      .join(' '),
  ).not.toContain('github.com')
})
