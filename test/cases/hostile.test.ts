// Values that try to hide, or to be something else than a value, from the chart to what a reviewer sees.
import { describe, expect, it } from '@jest/globals'
import { parseSurface } from '../../src/render/parseSurface.ts'
import { renderReport } from '../../src/render/renderReport.ts'
import { renderSurface } from '../../src/render/renderSurface.ts'
import { surfaceOf } from '../../src/render/Surface.ts'
import type { Plan } from '../../src/plan/Plan.ts'
import { configMap } from '../corpus/configMap.ts'
import { openScene } from '../helm/Scene.ts'
import { markdown } from '../forge/web/markdown.ts'
import { chart } from './chart.ts'
import { helmOf } from './helmOf.ts'
import { install } from './install.ts'

/** The plan of an update of one ConfigMap from a plain text to a hostile one, by the real helm. */
const planOfText = async (text: string, major: 3 | 4 = 3): Promise<Plan> => {
  await using scene = await openScene(helmOf(major), chart(configMap('web', { text: 'plain' })), { bare: true })
  await install(scene)
  await scene.write(chart(configMap('web', { text })))
  return (await scene.rehearse()).plan
}

const shown = (plan: Plan): string =>
  renderSurface(surfaceOf(plan))
    .join('\n')
    .replaceAll(/<!-- .*? -->/gs, '')

describe('a value', () => {
  it('case 30: with a lone carriage return is shown with a sign in its place, and nothing after it is lost', async () => {
    const plan = await planOfText('replicas: 1\rreplicas: 9')
    expect(plan.queries[0]?.risks).toEqual(['hidden-characters'])
    for (const page of [shown(plan), renderReport(plan, null)]) {
      expect(page).not.toContain('\r')
      expect(page).toContain('replicas: 1␍replicas: 9')
    }
  })

  it('case 34: with characters that hide or turn text is shown with their names, and marked', async () => {
    const plan = await planOfText('a\u202eb\u200bc p\u0430ypal', 4)
    expect(plan.queries[0]?.risks).toEqual(['hidden-characters'])
    for (const page of [
      shown(plan),
      renderReport(plan, null)
        .replaceAll('&#60;', '<')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&#62;', '>'),
    ]) {
      expect(page).not.toMatch(/[\u202e\u200b\u0430]/)
      expect(page).toMatch(/a<U\+202E>b<U\+200B>c p<U\+0430>ypal/)
    }
    expect(shown(plan)).toContain('**hidden characters**')
  })

  it('case 35: with Markdown, HTML, mentions and fences stays a value', async () => {
    const text =
      '````\n</details>\n@acme/owners <b>bold</b> ![x](https://evil.test/x.png)\n```diff\n| a | b |\n/approve all'
    const plan = await planOfText(text)
    const bodies = renderSurface(surfaceOf(plan))
    const page = markdown(bodies.join('\n'))
    // Outside of code nothing of it is left.
    const outside = page.replaceAll(/<(code|pre)\b[^]*?<\/\1>/g, '')
    for (const trick of ['evil.test', '@acme', '<b>bold', '/approve all']) expect(outside).not.toContain(trick)
    expect(page.match(/<details/g)?.length).toBe(page.match(/<\/details>/g)?.length)
    expect(bodies[0]).toMatch(/^`{5,}diff$/m)
    expect(parseSurface(bodies)?.digest).toBe(plan.digest)
  })

  it('case 36: that says "\\ No newline at end of file" says so on every page', async () => {
    const plan = await planOfText('first\n\\ No newline at end of file\nlast')
    for (const page of [shown(plan), renderReport(plan, null).replaceAll(/<[^>]+>/g, '')]) {
      expect(page).toContain('\\ No newline at end of file')
    }
  })
})
