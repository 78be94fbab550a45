import { expect, it } from '@jest/globals'
import { GitHub } from '../../src/github/GitHub.ts'
import { findPullRequest } from '../../src/github/findPullRequest.ts'
import { Forge } from '../forge/Forge.ts'
import type { Repository } from '../forge/state/Repository.ts'

const [one, two] = ['1'.repeat(40), '2'.repeat(40)]

const open = (repo: Repository, oid: string, headRepository?: string): number => {
  const from = headRepository === undefined ? {} : { headRepository }
  const commits = [{ oid, author: 'ada' }]
  return repo.openPullRequest({ author: 'ada', title: 'change', headRef: 'change', baseRef: 'main', commits, ...from })
}

const scene = async () => {
  const forge = await Forge.start()
  const repo = forge.repository('acme/shop')
  const fork = forge.repository('acme/shop-of-eve')
  const settings = { token: repo.token(), apiUrl: forge.url, owner: 'acme', repo: 'shop', timeoutSeconds: 10 }
  const find = async (from: Repository, sha: string): Promise<number> =>
    await findPullRequest(new GitHub(settings), {
      repositoryId: from.id,
      owner: from.owner.login,
      branch: 'change',
      sha,
    })
  return { forge, repo, fork, find, [Symbol.asyncDispose]: () => forge.close() }
}

it('finds the pull request of a head, in a fork or not', async () => {
  await using s = await scene()
  const [own, foreign] = [open(s.repo, one), open(s.repo, one, 'acme/shop-of-eve')]
  expect(await s.find(s.repo, one)).toBe(own)
  expect(await s.find(s.fork, one)).toBe(foreign)
  expect(s.forge.problems).toEqual([])
})

it('takes the open one of several, else the merged one', async () => {
  await using s = await scene()
  const first = open(s.repo, one)
  s.repo.close(first)
  expect(await s.find(s.repo, one)).toBe(first)
  const second = open(s.repo, one)
  expect(await s.find(s.repo, one)).toBe(second)
  s.repo.merge(second, 'bob')
  expect(await s.find(s.repo, one)).toBe(second)
})

it('refuses a head that has moved on, one of another repository, and one of two', async () => {
  await using s = await scene()
  open(s.repo, one)
  const none = { code: 'E_NO_PULL_REQUEST' }
  await expect(s.find(s.repo, two)).rejects.toMatchObject(none)
  await expect(s.find(s.fork, one)).rejects.toMatchObject(none)
  open(s.repo, one)
  const many = { code: 'E_NO_PULL_REQUEST', sentence: `More than one pull request has the head ${one}.` }
  await expect(s.find(s.repo, one)).rejects.toMatchObject(many)
})
