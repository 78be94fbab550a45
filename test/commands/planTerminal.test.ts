// The program as it is shipped, as a child process: what stands on standard output, and what a log would obey.
import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { spawn } from 'node:child_process'
import { chmod, readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { runProgram } from '../real/runProgram.ts'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const schema = fileURLToPath(new URL('../../schemas/plan.schema.json', import.meta.url))
const [helm3] = helms
if (helm3 === undefined) throw new Error('no helm 3')

const runCli = (scene: Scene, args: string[], temporary = '/tmp') => {
  const target = ['--release', 'web', '--namespace', scene.namespace, '--chart', 'chart', '--witness', 'off']
  const programs = ['--helm', scene.helm.bin, '--kubectl', cluster.parts.kubectl]
  const env = { ...scene.helm.env, KUBECONFIG: cluster.kubeconfigFor('planner'), TMPDIR: temporary }
  const key = ['--digest-key', '0123456789abcdef0123456789abcdef']
  return runProgram(process.execPath, [cli, ...target, ...programs, ...key, ...args], { cwd: scene.folder, env })
}

const commands =
  '::set-output name=approved::true\n##[set-output name=approved;]true\n::add-mask::x\r::error::y\u001b[2J\u001b]0;title\u0007'

/** Whether a terminal obeys a character instead of showing it. */
const isControl = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0
  return (code < 32 && character !== '\n' && character !== '\t') || (code >= 127 && code < 160)
}

/** Lines that a runner would take for a command, and characters that a terminal would obey. */
const obeyed = (text: string): string[] => [
  ...text.split(/[\n\r]/).filter((line) => /^\s*(::[a-z-]+|##\[)/i.test(line)),
  ...text.split('').filter((character) => isControl(character)),
]

describe('at a terminal', () => {
  it('a plan is one document on standard output that its schema takes, and nothing else', async () => {
    await using scene = await openScene(helm3)
    const { code, stdout, stderr } = await runCli(scene, ['plan', '--output', 'json'])
    expect({ code, stderr }).toMatchObject({ code: 2 })
    const valid = new Ajv2020({ strict: false, validateFormats: false }).compile(
      JSON.parse(await readFile(schema, 'utf8')),
    )
    expect(valid(JSON.parse(stdout)) ? [] : valid.errors).toEqual([])
    expect(stderr).toContain('rehearsing')
    expect(stdout).not.toContain('rehearsing')
  })

  it('exit codes say what came of it: 0 nothing to do, 2 to be approved, 3 refused by the cluster, 1 an error', async () => {
    await using scene = await openScene(helm3)
    await scene.upgrade()
    const codes = []
    for (const args of [
      [],
      ['--set', 'replicas=3'],
      ['--set', 'port=70000'],
      ['--set', 'replicas=x'],
      ['--helm-args', '--kubeconfig=/x'],
      ['--nonsense'],
    ])
      codes.push((await runCli(scene, ['plan', ...args])).code)
    expect(codes).toEqual([0, 2, 3, 3, 1, 1])
  })

  it.each([
    [
      'a manifest',
      {
        'chart/templates/x.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: ${JSON.stringify(commands)}}\n`,
      },
      2,
    ],
    ['an error of the chart', { 'chart/templates/x.yaml': `{{ fail ${JSON.stringify(commands)} }}` }, 1],
    ['the name of a file', { 'chart/templates/::set-output name=a::true.yaml': '{{ fail "x" }}' }, 1],
    [
      'a refusal of the cluster',
      {
        'chart/templates/x.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {${JSON.stringify(commands)}: a}\n`,
      },
      3,
    ],
    [
      'a label',
      {
        'chart/templates/x.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x, annotations: {a: ${JSON.stringify(commands)}}}\n`,
      },
      2,
    ],
    [
      'the version of the chart',
      { 'chart/Chart.yaml': `apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: ${JSON.stringify(commands)}\n` },
      null,
    ],
  ])('threat 18: %s gives no order to a log or a terminal', async (_, files, expected) => {
    await using scene = await openScene(helm3)
    await scene.write(files)
    for (const output of ['text', 'json']) {
      const { stdout, stderr, code } = await runCli(scene, ['plan', '--output', output])
      expect({ stdout: obeyed(stdout), stderr: obeyed(stderr) }).toEqual({ stdout: [], stderr: [] })
      if (expected !== null) expect({ code, stderr }).toMatchObject({ code: expected })
    }
  })

  it('threat 18: a flag of the user gives no order either', async () => {
    await using scene = await openScene(helm3)
    for (const args of [
      ['--helm-args', commands],
      ['--release', commands],
      ['--chart', commands],
      [`--${commands}`],
      ['--context', commands],
    ]) {
      const { stdout, stderr, code } = await runCli(scene, ['plan', ...args])
      expect({ code, stdout, stderr: obeyed(stderr) }).toEqual({ code: 1, stdout: '', stderr: [] })
    }
  })

  it('leaves no file behind, whatever came of it', async () => {
    await using scene = await openScene(helm3)
    await scene.write({ 'temporary/.keep': '' })
    const temporary = `${scene.folder}/temporary`
    for (const args of [
      [],
      ['--set', 'port=70000'],
      ['--helm', '/absent'],
      ['--chart', 'absent'],
      ['--set', 'replicas={'],
    ]) {
      await runCli(scene, ['plan', ...args], temporary)
      expect(await readdir(temporary)).toEqual(['.keep'])
    }
  })

  it('is ended by a signal without leaving anything at work', async () => {
    await using scene = await openScene(helm3)
    await scene.write({
      helm: `#!/bin/sh\n[ "$1" = version ] && { echo v3.22.0; exit; }\necho $$ > ${scene.folder}/pid\nsleep 300\n`,
    })
    await chmod(`${scene.folder}/helm`, 0o755)
    const args = [
      cli,
      'plan',
      '--release',
      'web',
      '--namespace',
      scene.namespace,
      '--chart',
      'chart',
      '--witness',
      'off',
    ]
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], KUBECONFIG: cluster.kubeconfigFor('planner') }
    const programs = ['--helm', `${scene.folder}/helm`, '--kubectl', cluster.parts.kubectl]
    const child = spawn(process.execPath, [...args, ...programs], {
      cwd: scene.folder,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => void (stderr += chunk.toString()))
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    let pid = ''
    while (pid === '')
      pid = await readFile(`${scene.folder}/pid`, 'utf8').catch(
        () => new Promise((resolve) => setTimeout(() => resolve(''), 20)),
      )
    child.kill('SIGINT')
    expect(await ended).toBe(1)
    expect(stderr).toContain('[E_HELM_KILLED]')
    expect(() => process.kill(Number(pid), 0)).toThrow('ESRCH')
  })
})
