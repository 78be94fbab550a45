import { expect, it } from '@jest/globals'
import { openDesk } from './openDesk.ts'

/**
 * Every call of a run on a comment, where the pull request has a hundred remarks: these, in this order, nothing else.
 * What stands in one inner list goes out side by side.
 */
const CALLS: readonly (readonly string[])[] = [
  ['GraphQL PullRequest 200'],
  [
    'GET /repos/{owner}/{repo}/activity 200',
    'GET /repos/{owner}/{repo}/collaborators/{username}/permission 200',
    'GET /repos/{owner}/{repo}/issues/{issue_number}/comments 200',
  ],
  ['GraphQL Head 200'],
  ['PATCH /repos/{owner}/{repo}/issues/comments/{comment_id} 200'],
  ['POST /repos/{owner}/{repo}/statuses/{sha} 201'],
  ['POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions 201'],
]

/** The calls in the groups of the list, each group sorted. */
const grouped = (calls: readonly string[]): readonly (readonly string[])[] => {
  const left = [...calls]
  const groups = CALLS.map((group) => left.splice(0, group.length).sort())
  return left.length === 0 ? groups : [...groups, left]
}

it('a run on a comment among a hundred remarks makes these calls, in this order, and nothing else', async () => {
  const desk = await openDesk()
  await using forge = desk.forge
  const { repo, number, planId } = desk
  for (let count = 0; count < 90; count += 1) repo.comment(number, 'ada', `remark ${count}`)
  for (let count = 0; count < 9; count += 1) repo.review(number, 'bob', { state: 'COMMENTED', body: `review ${count}` })
  const comment = repo.comment(number, 'alice', `/approve all @${planId}`)
  forge.clearTranscript()
  const end = await desk.run({ command: 'auto' }, comment)
  expect(end.outputs).toMatchObject({ approved: 'true', decision: 'approved' })
  expect(grouped(forge.transcript)).toEqual(CALLS)
})
