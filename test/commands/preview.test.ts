// `baseline: git`: the chart at the merge base against the chart as it is, without any cluster.
import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { basename } from 'node:path'
import { plan } from '../../src/commands/plan.ts'
import { publish } from '../../src/commands/publish.ts'
import type { PlanInputs } from '../../src/config/PlanInputs.ts'
import { GitHub } from '../../src/github/GitHub.ts'
import type { Plan } from '../../src/plan/Plan.ts'
import { stringifyJson } from '../../src/json/stringifyJson.ts'
import { renderSummary } from '../../src/render/renderSummary.ts'
import { codeOf, environmentOf, inShort, openScene } from '../helm/Scene.ts'
import type { Scene } from '../helm/Scene.ts'
import { helms, runHelm } from '../real/helm.ts'

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: asks}\n'
const LOST = `apiVersion: v1
kind: ConfigMap
metadata: {name: lost, annotations: {"helm.sh/hook": post-instal}}
`

/** The chart as an archive in the checkout; its path. */
const packedChart = async (scene: Scene): Promise<string> => {
  const { stdout } = await runHelm(scene.helm, ['package', 'chart'], { cwd: scene.folder })
  return basename(stdout.trim())
}

const git = (scene: Scene, ...args: string[]): string =>
  execFileSync('git', ['-C', scene.folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })

const commit = (scene: Scene): void => {
  git(scene, 'add', '-A')
  git(scene, 'commit', '-qm', 'change')
}

/** A checkout whose branch `main` has the chart `web` at version 1. */
const repository = async (helm: (typeof helms)[number]): Promise<Scene> => {
  const scene = await openScene(helm, { 'values.yaml': 'config: {greeting: hello}\n' })
  git(scene, 'init', '-q', '-b', 'main')
  commit(scene)
  git(scene, 'checkout', '-qb', 'change')
  return scene
}

const preview = async (scene: Scene, given: Partial<PlanInputs> = {}): Promise<Plan> => {
  const inputs = scene.inputs({ baseline: 'git', gitBase: 'main', values: ['values.yaml'], ...given })
  const { plan: made } = await plan(inputs, {
    checkout: scene.folder,
    // A kubeconfig that leads nowhere: nobody may even try.
    environment: environmentOf(scene.helm, '/absent/kubeconfig'),
    repository: null,
    progress: () => {},
  })
  return made
}

describe.each(helms)('a preview on $name', (helm) => {
  it('shows what a pull request changes in the render, integers exact, Secrets masked', async () => {
    await using scene = await repository(helm)
    await scene.remove('chart/templates/service.yaml')
    await scene.write({
      'values.yaml': 'config: {greeting: bye}\nsecret: {token: canary-token-value}\n',
      'chart/templates/new.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: new}\n',
      'chart/templates/exact.yaml':
        'apiVersion: x.io/v1\nkind: Exact\nmetadata: {name: exact}\nspec: {size: 9007199254740995}\n',
    })
    commit(scene)
    const made = await preview(scene)
    expect(inShort(made.queries)).toEqual(
      expect.arrayContaining([
        'delete Service web',
        'create ConfigMap new',
        'update ConfigMap web',
        'update Secret web',
      ]),
    )
    expect(made.target.baseline).toBe('git')
    expect(made.queries.every(({ unapprovable }) => unapprovable?.code === 'E_PREVIEW')).toBe(true)
    expect(made.queries.find(({ verb }) => verb === 'update')?.source).toMatch(/^web\/templates\//)
    expect(stringifyJson(made)).toContain('size: 9007199254740995')
    expect(JSON.stringify(made)).not.toContain('canary-token-value')
    expect(renderSummary(made)).toContain('preview without a cluster')
    expect(git(scene, 'worktree', 'list').trim().split('\n')).toHaveLength(1)
  })

  it('is everything where the base had no such chart, and nothing where nothing changes', async () => {
    await using scene = await repository(helm)
    expect((await preview(scene)).queries).toEqual([])
    git(scene, 'mv', 'chart', 'other')
    commit(scene)
    const verbs = (await preview(scene, { chart: 'other' })).queries.map(({ verb }) => verb)
    expect(verbs.length).toBeGreaterThan(3)
    expect(new Set(verbs)).toEqual(new Set(['create']))
  })

  it('warns of documents that Helm leaves out and of lookups that nobody answered, with their templates', async () => {
    await using scene = await repository(helm)
    expect((await preview(scene)).warnings).toEqual([])
    await scene.write({
      'chart/templates/lost.yaml': LOST,
      'chart/templates/asks.yaml': `${MAP}{{ if lookup "v1" "ConfigMap" .Release.Namespace "web" }}data: {a: b}{{ end }}\n`,
      'chart/templates/tpl.yaml': '{{ tpl .Values.given . }}\n',
      'chart/templates/says.yaml': '{{/* lookup is not called */}}\n# lookup\n',
      'chart/templates/NOTES.txt': '{{ lookup "v1" "ConfigMap" "" "" }}\n',
      'values.yaml': 'given: "# {{ lookup \\"v1\\" \\"Secret\\" \\"\\" \\"\\" }}"\n',
      'sub/Chart.yaml': 'apiVersion: v2\nname: sub\nversion: 1.0.0\n',
      'sub/templates/lost.yaml': LOST.replace('post-instal', 'pre-instal'),
      'sub/templates/asks.yaml': '# {{ lookup "v1" "ConfigMap" "" "" }}\n',
    })
    const packed = await runHelm(helm, ['package', 'sub', '--destination', 'chart/charts'], { cwd: scene.folder })
    expect(packed).toMatchObject({ code: 0 })
    commit(scene)
    for (const chart of ['chart', await packedChart(scene)]) {
      const { warnings, release } = await preview(scene, { chart })
      expect(warnings.map(({ code }) => code)).toEqual(['W_HOOK_DROPPED', 'W_HOOK_DROPPED', 'W_PREVIEW_LOOKUP'])
      const said = warnings.map(({ message }) => message).sort()
      expect(said[0]).toMatch(/"post-instal".*It stands in web\/templates\/lost\.yaml\.$/)
      expect(said[1]).toMatch(/"pre-instal".*It stands in web\/charts\/sub\/templates\/lost\.yaml\.$/)
      const places = ['values.yaml', 'web/charts/sub/templates/asks.yaml', 'web/templates/asks.yaml']
      expect(said[2]).toContain(`lookup found nothing in ${places.join(', ')}: `)
      expect(release.chart).toMatchObject({ name: 'web', to: '1.4.0' })
    }
  })

  it('cannot be published, and says what it lacks', async () => {
    await using scene = await repository(helm)
    const made = await preview(scene)
    const github = new GitHub({ token: 'none', apiUrl: 'http://127.0.0.1:1', owner: 'a', repo: 'b', timeoutSeconds: 1 })
    expect(await codeOf(publish(github, { pullRequest: 1, strictInputs: false }, made, { progress: () => {} }))).toBe(
      'E_PREVIEW',
    )
    expect(await codeOf(preview(scene, { gitBase: 'absent' }))).toBe('E_GIT_BASE')
    expect(await codeOf(preview(scene, { gitBase: '--help' }))).toBe('E_GIT_BASE')
    expect(await codeOf(preview(scene, { gitBase: '' }))).toBe('E_INPUT')
    expect(await codeOf(preview(scene, { operation: 'uninstall', chart: '' }))).toBe('E_INPUT')
    await scene.write({ 'chart/templates/bad.yaml': 'a: {{ fail "no" }}\n' })
    expect(await codeOf(preview(scene))).toBe('E_CHART_RENDER')
  })
})
