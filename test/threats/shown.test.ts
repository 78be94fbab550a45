// What a hostile chart can do to those who read: the built action on a real cluster, in front of the local GitHub.
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openShop } from '../action/openShop.ts'
import type { Shop } from '../action/openShop.ts'
import type { BundleEnd } from '../action/runBundle.ts'
import { markdown } from '../forge/web/markdown.ts'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { runProgram } from '../real/runProgram.ts'
import { disguises, hostileName, hostileTemplates, orders } from './hostileChart.ts'
import { writeTemplates } from './openCanaries.ts'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

// What a terminal or a log obeys, line ends aside; a half of a pair of characters; a blank that is none.
const OBEYED = /(?!\n)\p{Cc}|\p{Surrogate}|\p{Cf}|\u00A0/u

/** What a runner takes for a command: its own lines are the only ones. */
const commandsIn = (log: string): string[] =>
  log.split(/\r\n|\n|\r/).filter((line) => /^\s*(?:::|##\[)/.test(line) && !/^::(?:add-mask|error)::/.test(line))

/** What a comment says outside of code, as GitHub would show it. */
const outsideCode = (body: string): string => markdown(body).replaceAll(/<(code|pre)\b[\s\S]*?<\/\1>/g, '')

describe.each(helms)('a hostile chart on $name', (helm) => {
  let shop: Shop
  let end: BundleEnd
  let terminal: { stdout: string; stderr: string }
  let shown: Record<string, string>

  beforeAll(async () => {
    shop = await openShop(helm)
    await writeTemplates(shop, hostileTemplates)
    await writeFile(join(shop.checkout, 'charts/web/values.yaml'), '{}')
    end = await shop.run('pull_request')
    const where = ['--release', 'web', '--namespace', shop.namespace, '--chart', 'charts/web', '--witness', 'off']
    const args = [cli, 'plan', ...where, '--helm', helm.bin, '--kubectl', cluster.parts.kubectl]
    terminal = await runProgram(process.execPath, args, {
      cwd: shop.checkout,
      env: { ...helm.env, KUBECONFIG: cluster.kubeconfig },
    })
    shown = {
      comment: shop.repo
        .comments(shop.number)
        .map(({ body }) => body)
        .join('\n'),
      report: end.documents['report.html'] ?? '',
      summary: end.files.summary,
      terminal: terminal.stdout,
    }
  })
  afterAll(async () => await shop[Symbol.asyncDispose]())

  it('is planned, published and decided on like any other', () => {
    expect(end.stdout).not.toContain('::error::')
    const { queries } = JSON.parse(end.documents['plan.json'] ?? '{}') as { queries: { verb: string }[] }
    expect(queries.map(({ verb }) => verb)).toContain('blocked')
    expect(shop.forge.problems).toEqual([])
  })

  it('threat 20: nothing of it is Markdown, HTML, a link, an image or a mention, and no fence is broken', () => {
    for (const { body } of shop.repo.comments(shop.number)) {
      const text = outsideCode(body)
      expect(text).not.toMatch(/evil\.test|<img|<script|acme\/owners|\/approve all|all is well|fixes #1|<h1>/)
      expect(text.match(/<details/g)?.length).toBe(text.match(/<\/details>/g)?.length)
    }
    expect(outsideCode(end.files.summary)).not.toMatch(/evil\.test|<img|<script|acme\/owners/)
    expect(end.documents['report.html']).not.toMatch(/<script|<img|href="(?!#)/)
  })

  it('threat 20: a mention of it is nobody’s, wherever GitHub looks for one', () => {
    for (const { body } of shop.repo.comments(shop.number)) {
      const plain = body.replaceAll(/(`{3,})[\s\S]*?\n\1/g, '').replaceAll(/(`+)[^`][\s\S]*?\1/g, '')
      expect(plain.replaceAll(/^\/(?:approve|reject).*$/gm, '')).not.toContain('@acme')
    }
  })

  it.each(disguises)('threat 21: $seen is seen, in every place', ({ seen }) => {
    for (const [place, text] of Object.entries(shown)) {
      const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>')
      expect({ place, isSeen: seen.test(plain) }).toEqual({ place, isSeen: true })
    }
  })

  it('threat 21: no character that hides or is obeyed is anywhere', () => {
    for (const [place, text] of Object.entries({ ...shown, stdout: end.stdout, stderr: terminal.stderr })) {
      expect({ place, found: OBEYED.exec(text)?.[0] }).toEqual({ place, found: undefined })
    }
  })

  it('threat 21: each query with such a character is flagged, and each place says so', () => {
    const { queries } = JSON.parse(end.documents['plan.json'] ?? '{}') as {
      queries: { object: { name: string }; risks: string[] }[]
    }
    const flagged = queries.filter(({ risks }) => risks.includes('hidden-characters')).map(({ object }) => object.name)
    expect(flagged).toEqual(expect.arrayContaining(disguises.map((_, n) => `disguise-${n}`)))
    for (const place of ['comment', 'report', 'summary', 'terminal'])
      expect(shown[place]).toMatch(/hidden[- ]characters/)
  })

  it('threat 18: nothing of it is a command of the runner, in log or terminal', () => {
    const logs = [end.stdout, end.stderr, terminal.stdout, terminal.stderr]
    expect(logs.flatMap((log) => commandsIn(log))).toEqual([])
    expect(end.files.env).toBe('')
  })

  it('threat 18: nor is a name that the cluster cannot have', async () => {
    const path = join(shop.checkout, 'charts/web/templates/name.yaml')
    await writeFile(path, hostileName)
    const failed = await shop.run('pull_request')
    await rm(path)
    expect(failed.outputs['reason-code']).toBe('E_WIRE_REQUEST')
    expect(commandsIn(failed.stdout)).toEqual([])
  })

  it('threat 18: nor are the words of a Helm that fails', async () => {
    const words = orders.filter((order) => !order.includes('\u0000'))
    const failing = words.map((order) => `{{ $x := ${JSON.stringify(order)} }}`).join('')
    const said = `{{ fail (join "\\n" (list ${words.map((order) => JSON.stringify(order)).join(' ')})) }}`
    await writeFile(join(shop.checkout, 'charts/web/templates/fail.yaml'), failing + said)
    const failed = await shop.run('pull_request')
    expect(failed.outputs['reason-code']).toBe('E_CHART_RENDER')
    expect(commandsIn(failed.stdout)).toEqual([])
    expect(failed.stdout).not.toMatch(OBEYED)
    expect(failed.stderr).toBe('')
    expect(JSON.stringify(shop.repo.statuses(shop.repo.pullRequest(shop.number).headOid))).not.toMatch(/\\u00[01]|\\r/)
  })
})
