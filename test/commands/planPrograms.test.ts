// What a program gets, and what is made of one that does not behave: shell scripts stand in as helm.
import { describe, expect, it } from '@jest/globals'
import { existsSync } from 'node:fs'
import { chmod, readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf, openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { helms } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'

/** A script that stands in as helm: it answers to `version` as the real one, then does what is given. */
const standIn = async (scene: Scene, then: string): Promise<string> => {
  const version = scene.helm.major === 3 ? 'v3.22.0' : 'v4.3.1'
  const script = `#!/bin/sh\nif [ "$1" = version ]; then echo ${version}; exit 0; fi\n${then}\n`
  await scene.write({ 'bin/helm': script })
  const path = join(scene.folder, 'bin/helm')
  await chmod(path, 0o755)
  return path
}

const [helm3] = helms
if (helm3 === undefined) throw new Error('no helm 3')

const HANGS = '#!/bin/sh\nsleep 600 & wait\n'

describe('a helm that does not answer', () => {
  it.each([
    ['its version', HANGS],
    ['the version of helm-diff', `#!/bin/sh\nif [ "$1" = version ]; then echo v3.22.0; exit 0; fi\nsleep 600 & wait\n`],
  ])('when asked for %s is ended with all that it started', async (_, script) => {
    await using scene = await openScene(helm3, { 'bin/helm': script })
    const path = join(scene.folder, 'bin/helm')
    await chmod(path, 0o755)
    const started = performance.now()
    const inputs = { helm: path, timeoutSeconds: 1, witness: 'on' as const }
    expect(await codeOf(scene.rehearse({ inputs }))).toBe('E_HELM_TIMEOUT')
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe.each(helms)('a program of $name', (helm: Helm) => {
  it('threat 39: gets the allow-listed environment, a kubeconfig of the wire, and nothing that lies about', async () => {
    await using scene = await openScene(helm)
    const out = join(scene.folder, 'seen')
    const path = await standIn(
      scene,
      `mkdir -p ${out}; env > ${out}/env.$$; cp "$KUBECONFIG" ${out}/kubeconfig.$$; stat -c %a "$KUBECONFIG" > ${out}/mode.$$; exec ${helm.bin} "$@"`,
    )
    const environment = {
      GITHUB_TOKEN: 'planted-token',
      AWS_SESSION_TOKEN: 'planted-token',
      'INPUT_DIGEST-KEY': 'planted-token',
    }
    await scene.rehearse({ inputs: { helm: path, witness: 'off' }, environment })
    const files = await Promise.all(
      (await readdir(out)).map(async (name) => ({ name, text: await readFile(join(out, name), 'utf8') })),
    )
    const envs = files.filter(({ name }) => name.startsWith('env.'))
    expect(envs).toHaveLength(2)
    for (const { text } of envs) {
      const names = text
        .trim()
        .split('\n')
        .map((line) => line.split('=')[0])
      // The shell adds the last three by itself.
      const known = [
        'PATH',
        'HOME',
        'KUBECONFIG',
        'HELM_CACHE_HOME',
        'HELM_CONFIG_HOME',
        'HELM_DATA_HOME',
        // The pace of Go's collector.
        'GOGC',
        'GOMEMLIMIT',
        'PWD',
        'SHLVL',
        '_',
      ]
      expect(names.filter((name) => !known.includes(name ?? ''))).toEqual([])
      expect(text).not.toContain('planted-token')
    }
    for (const { text } of files.filter(({ name }) => name.startsWith('kubeconfig.'))) {
      const config: { clusters: { cluster: object }[]; users: { user: object }[] } = JSON.parse(text)
      expect(config.clusters.map(({ cluster }) => cluster)).toEqual([
        { server: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}$/) },
      ])
      expect(config.users.map(({ user }) => user)).toEqual([{}])
    }
    expect(files.filter(({ name }) => name.startsWith('mode.')).map(({ text }) => text.trim())).toEqual(['600', '600'])
  })

  it('threat 41: that ends well without one request on the wire is not believed', async () => {
    await using scene = await openScene(helm)
    const path = await standIn(scene, `echo '{"name":"web","version":1}'`)
    await expect(scene.rehearse({ inputs: { helm: path } })).rejects.toMatchObject({ code: 'E_WIRE_BYPASSED' })
  })

  it('threat 41: is not started at all where a variable would lead it elsewhere', async () => {
    await using scene = await openScene(helm)
    const path = await standIn(scene, `touch ${scene.folder}/started`)
    const environment = { HELM_KUBEAPISERVER: 'https://elsewhere' }
    expect(await codeOf(scene.rehearse({ inputs: { helm: path }, environment }))).toBe('E_ENVIRONMENT')
    expect(await codeOf(scene.rehearse({ inputs: { helm: path, helmArgs: '--kubeconfig=/elsewhere' } }))).toBe(
      'E_HELM_FLAG',
    )
    expect(existsSync(join(scene.folder, 'started'))).toBe(false)
  })

  it('that asks for a connection into a Pod ends the plan', async () => {
    await using scene = await openScene(helm)
    const server = `$(sed 's/.*"server":"\\([^"]*\\)".*/\\1/' "$KUBECONFIG")`
    const path = await standIn(
      scene,
      `curl -s -X POST "${server}/api/v1/namespaces/x/pods/y/exec?command=sh" >/dev/null; exit 0`,
    )
    await expect(scene.rehearse({ inputs: { helm: path } })).rejects.toMatchObject({ code: 'E_WIRE_REQUEST' })
  })

  it('may stand in a folder with spaces in its name', async () => {
    await using scene = await openScene(helm)
    await scene.write({ 'with space/helm': `#!/bin/sh\nexec ${helm.bin} "$@"\n` })
    const path = join(scene.folder, 'with space/helm')
    await chmod(path, 0o755)
    const { plan } = await scene.rehearse({ inputs: { helm: path } })
    expect(plan.queries).toHaveLength(5)
  })
})

describe('a program that does not end', () => {
  const alive = async (file: string): Promise<boolean> => {
    const pid = Number(await readFile(file, 'utf8'))
    return await stat(`/proc/${pid}`).then(
      async () => !/\) Z /.test(await readFile(`/proc/${pid}/stat`, 'utf8')),
      () => false,
    )
  }

  it('is ended after its time, and whatever it started with it', async () => {
    await using scene = await openScene(helm3)
    const path = await standIn(
      scene,
      `sleep 300 & echo $! > ${scene.folder}/child; echo $$ > ${scene.folder}/pid; wait`,
    )
    await expect(scene.rehearse({ inputs: { helm: path, timeoutSeconds: 1 } })).rejects.toMatchObject({
      code: 'E_HELM_TIMEOUT',
    })
    expect(await alive(join(scene.folder, 'pid'))).toBe(false)
    expect(await alive(join(scene.folder, 'child'))).toBe(false)
  })

  it('is ended by force where it does not listen', async () => {
    await using scene = await openScene(helm3)
    const path = await standIn(scene, `trap '' TERM; echo $$ > ${scene.folder}/pid; while :; do sleep 1; done`)
    await expect(scene.rehearse({ inputs: { helm: path, timeoutSeconds: 1 } })).rejects.toMatchObject({
      code: 'E_HELM_TIMEOUT',
    })
    expect(await alive(join(scene.folder, 'pid'))).toBe(false)
  })

  it('is ended when the run is cancelled', async () => {
    await using scene = await openScene(helm3)
    const stop = new AbortController()
    const path = await standIn(scene, `echo $$ > ${scene.folder}/pid; kill -0 $PPID; sleep 300`)
    const code = codeOf(scene.rehearse({ inputs: { helm: path }, stop: stop.signal }))
    for (let tries = 0; tries < 200 && !existsSync(join(scene.folder, 'pid')); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20))
    stop.abort()
    expect(await code).toBe('E_HELM_KILLED')
    expect(await alive(join(scene.folder, 'pid'))).toBe(false)
  })

  it('that is killed by somebody is said to have been, and its wire is gone with its kubeconfig', async () => {
    await using scene = await openScene(helm3)
    const path = await standIn(scene, `echo "$KUBECONFIG" > ${scene.folder}/kubeconfig; kill -9 $$`)
    await expect(scene.rehearse({ inputs: { helm: path } })).rejects.toMatchObject({ code: 'E_HELM_KILLED' })
    expect(existsSync(dirname((await readFile(join(scene.folder, 'kubeconfig'), 'utf8')).trim()))).toBe(false)
  })

  it('and prints without end is ended, too', async () => {
    await using scene = await openScene(helm3)
    const path = await standIn(scene, `exec head -c 300000000 /dev/zero`)
    await expect(scene.rehearse({ inputs: { helm: path } })).rejects.toMatchObject({ code: 'E_HELM_OUTPUT' })
  })
})
