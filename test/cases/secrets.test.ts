// A change that may not be seen must still be seen to be one.
import { expect, it } from '@jest/globals'
import { renderReport } from '../../src/render/renderReport.ts'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import { objectOf } from '../corpus/objectOf.ts'
import { openScene } from '../helm/Scene.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'

const secret = (password: string) =>
  objectOf('v1', 'Secret', 'web', { stringData: { password, user: 'somebody-else' } })

it('case 52: a Secret that changes moves the digest and shows its key, never its value or length', async () => {
  await using scene = await openScene(helmOf(4), chart(secret('first-canary')), { bare: true })
  await install(scene)
  const digests = new Set<string>()
  for (const password of ['other-canary', 'othes-canary', 'a-much-longer-canary']) {
    await scene.write(chart(secret(password)))
    const { plan, witness } = await scene.rehearse({ inputs: { witness: 'on' } })
    expect(plan.queries.map(({ changes }) => changes.map(({ path }) => path))).toEqual([['data.password']])
    expect(plan.queries[0]?.unapprovable).toBeNull()
    digests.add(plan.queries[0]?.digest ?? '')
    const pages = [...renderSurface(surfaceOf(plan)), renderReport(plan, witness), JSON.stringify(plan), witness ?? '']
    for (const page of pages) {
      expect(page).not.toMatch(/canary|somebody-else|\d+ bytes/)
      expect(page).not.toContain(Buffer.from(password).toString('base64'))
    }
  }
  expect(digests.size).toBe(3)
})
