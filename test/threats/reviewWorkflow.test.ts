// A workflow around the gate that takes its teeth out: what the doctor says of it.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { doctorShop } from '../action/doctorShop.ts'

describe('threat 36: the doctor names a workflow that goes on without the gate', () => {
  it.each<[string, string, (text: string) => string]>([
    [
      'continue-on-error',
      'D_CONTINUE_ON_ERROR',
      (text) => text.replace('    needs: gate\n', '    needs: gate\n    continue-on-error: true\n'),
    ],
    ['always()', 'D_CONDITION_ALWAYS', (text) => text.replace(/(needs: gate\n) {4}if: .*\n/, '$1    if: always()\n')],
    ['no gate at all', 'D_GATE_MISSING', (text) => text.replaceAll('helm-query-gate/helm-query-gate', 'other/action')],
  ])('by %s', async (_what, code, spoil) => {
    await using shop = await doctorShop('simple')
    const file = join(shop.checkout, '.github/workflows/deploy-web.yml')
    const good = await readFile(file, 'utf8')
    expect(spoil(good)).not.toBe(good)
    await writeFile(file, spoil(good))
    const end = await shop.run()
    expect(end.outputs).toMatchObject({ approved: 'false', 'reason-code': 'E_WEAKNESS' })
    expect(JSON.parse(end.documents['diagnosis.json'] ?? '{}').findings).toContainEqual(
      expect.objectContaining({ code }),
    )
  })
})
