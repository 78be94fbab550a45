// Codes that only a strange GitHub, or a strange helm-diff, brings forth.
import { chmod, cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { codeOf, openScene } from '../helm/Scene.ts'
import { helms } from '../real/helm.ts'
import { openShop } from './openShop.ts'

const [helm] = helms
if (helm === undefined) throw new Error('there is no helm')

describe('a GitHub that answers strangely', () => {
  it.each([
    ['stores another text', { id: 1, body: 'another text' }, 'E_GITHUB_ALTERED'],
    ['names no text', { id: 1 }, 'E_GITHUB_ALTERED'],
  ])('where it %s, the list does not count', async (_, body, code) => {
    await using shop = await openShop(helm)
    shop.forge.faults.add({ method: 'POST', path: /\/issues\/\d+\/comments$/, status: 201, body })
    const end = await shop.run('pull_request')
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': code })
  })

  it('where it lacks what it must have, nothing is decided', async () => {
    await using shop = await openShop(helm)
    shop.forge.faults.add({
      path: '/graphql',
      operation: 'PullRequest',
      status: 200,
      body: { data: { repository: {} } },
    })
    const end = await shop.run('pull_request')
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': 'E_GITHUB_ANSWER' })
  })
})

describe('a helm-diff that sees what nobody else does', () => {
  it('ends a plan with a strict witness, and is a warning otherwise', async () => {
    await using scene = await openScene(helm)
    await scene.upgrade()
    const plugins = join(scene.folder, 'data/plugins')
    await mkdir(plugins, { recursive: true })
    await cp(join(helm.dataHome, 'plugins/helm-diff'), join(plugins, 'helm-diff'), { recursive: true })
    const lie = `${scene.namespace}, ghost, ConfigMap (v1) has been added:`
    // It must ask the cluster something: who asks nothing is not believed at all.
    const ask = `"$HELM_BIN" get manifest web -n ${scene.namespace} > /dev/null`
    const liar = `#!/bin/sh\nif [ "$1" = version ]; then echo 3.15.11; else ${ask}; echo '${lie}'; fi\n`
    const path = join(plugins, 'helm-diff/bin/diff')
    await writeFile(path, liar)
    await chmod(path, 0o755)
    const environment = { HELM_DATA_HOME: join(scene.folder, 'data') }
    const strict = scene.rehearse({ inputs: { witness: 'strict' }, environment })
    expect(await codeOf(strict)).toBe('E_WITNESS')
    const { plan } = await scene.rehearse({ inputs: { witness: 'on' }, environment })
    expect(plan.warnings).toEqual([
      expect.objectContaining({ code: 'W_WITNESS', message: expect.stringContaining('ghost') }),
    ])
  })
})
