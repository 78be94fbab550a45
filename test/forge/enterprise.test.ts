import { describe, expect, it } from '@jest/globals'
import { Clock } from './Clock.ts'
import { Forge } from './Forge.ts'
import { visitor } from './visitor.ts'

describe('GitHub Enterprise Server', () => {
  it('has its API under /api/v3 and /api/graphql, and nothing beside them', async () => {
    await using forge = await Forge.start({ enterprise: true, clock: new Clock('2026-01-01T00:00:00Z') })
    const visit = visitor(forge, forge.repository('acme/shop').token())
    const query = { query: 'query Who { viewer { login } }' }
    expect(await visit('GET', '/api/v3/repos/acme/shop')).toMatchObject({ status: 200, body: { name: 'shop' } })
    expect(await visit('POST', '/api/graphql', query)).toMatchObject({
      status: 200,
      body: { data: { viewer: { login: 'github-actions[bot]' } } },
    })
    expect((await visit('GET', '/repos/acme/shop')).status).toBe(404)
    expect((await visit('POST', '/graphql', query)).status).toBe(404)
    expect((await visit('POST', '/api/v3/graphql', query)).status).toBe(404)
    expect(forge.transcript.slice(0, 2)).toEqual(['GET /repos/{owner}/{repo} 200', 'GraphQL Who 200'])
  })
})

describe('every answer', () => {
  it('carries the date by the clock of the forge', async () => {
    await using forge = await Forge.start({ clock: new Clock('2026-01-01T00:00:00Z') })
    const visit = visitor(forge, forge.repository('acme/shop').token())
    forge.clock.advance(3600)
    expect((await visit('GET', '/nowhere')).headers.get('date')).toMatch(/^Thu, 01 Jan 2026 01:00:\d\d GMT$/)
  })
})
