import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Diagnosis } from '../../src/doctor/Diagnosis.ts'
import { doctorShop } from './doctorShop.ts'

const schema = JSON.parse(
  await readFile(new URL('../../schemas/diagnosis.schema.json', import.meta.url), 'utf8'),
) as object
const validate = new Ajv2020({ allErrors: true }).compile<Diagnosis>(schema)

/** A document of the doctor, as its schema says. */
const read = (text: string | undefined): Diagnosis => {
  const value: unknown = JSON.parse(text ?? '')
  if (validate(value)) return value
  throw new Error(JSON.stringify(validate.errors))
}

const codes = ({ findings }: Diagnosis, severity: string): string[] =>
  findings.filter((finding) => finding.severity === severity).map(({ code }) => code)

describe.each(['simple', 'hardened'])('the doctor on the setup %s', (example) => {
  it('finds no weakness where the settings are well kept, and only reads', async () => {
    await using shop = await doctorShop(example)
    const end = await shop.run()
    const diagnosis = read(end.documents['diagnosis.json'])
    expect([codes(diagnosis, 'weakness'), codes(diagnosis, 'unseen')]).toEqual([[], []])
    expect(end.code).toBe(0)
    expect(end.outputs).toMatchObject({ decision: 'pending', approved: 'false', 'reason-code': 'NO_WEAKNESS' })
    expect(end.outputs['report-path']).toContain('diagnosis.json')
    expect(end.files.summary).toContain('### Doctor: 0 weaknesses, 0 not looked at')
    expect(shop.forge.transcript.filter((request) => !request.startsWith('GET '))).toEqual([])
    expect(shop.forge.problems).toEqual([])
  })

  it('knows nothing of what GITHUB_TOKEN may not see, and says so', async () => {
    await using shop = await doctorShop(example)
    shop.repo.settings.protection = { enforce_admins: { url: 'https://forge.invalid/', enabled: true } }
    shop.repo.settings.rules = []
    const diagnosis = read((await shop.run({ contents: 'read' })).documents['diagnosis.json'])
    const unseen = codes(diagnosis, 'unseen')
    expect(new Set(unseen)).toEqual(new Set(['D_NOT_LOOKED_AT']))
    const sentences = diagnosis.findings.map(({ sentence }) => sentence).join('\n')
    for (const what of ['the rules of the branch main', 'the environment production', 'the default permissions'])
      expect(sentences).toContain(`Could not be looked at: ${what}`)
    expect(codes(diagnosis, 'weakness')).toEqual([])
  })
})

describe('the doctor on a bad repository', () => {
  it('threat 36: names what is weak, and fails', async () => {
    await using shop = await doctorShop('simple')
    const { settings } = shop.repo
    const file = join(shop.checkout, '.github/workflows/deploy-web.yml')
    const good = await readFile(file, 'utf8')
    const bad = good
      .replace('    environment: ${{ needs.gate.outputs.environment }}\n', '    continue-on-error: true\n')
      .replace('cancel-in-progress: false', 'cancel-in-progress: true')
      .replace('types: [created, edited, deleted]', 'types: [created]')
      .replace('permissions: {}\n', 'permissions: write-all\n')
      .replace(/ {4}permissions:\n( {6}.*\n){3}/g, '')
      .replaceAll('KUBECONFIG_PLAN }}', 'KUBECONFIG_DEPLOY }}')
    await writeFile(file, bad.replace('persist-credentials: false', 'persist-credentials: true'))
    settings.rules = []
    settings.workflowPermissions = 'write'
    settings.workflowsMayApprove = true
    settings.ownersFaults = [
      { line: 1, column: 1, kind: 'Unknown owner', source: '/.github/', message: 'x', path: '.github/CODEOWNERS' },
    ]
    shop.repo.writeFile('main', '.github/CODEOWNERS', '/docs/ @acme/docs\n')
    const end = await shop.run()
    expect(end.code).toBe(1)
    expect(end.stdout).toContain('[E_WEAKNESS]')
    expect(end.outputs).toMatchObject({ decision: 'error', 'reason-code': 'E_WEAKNESS' })
    const found = new Set(codes(read(end.documents['diagnosis.json']), 'weakness'))
    expect([...found].toSorted()).toEqual([
      'D_APPLY_NO_ENVIRONMENT',
      'D_BRANCH_UNPROTECTED',
      'D_CHECKOUT_CREDENTIALS',
      'D_CONCURRENCY_CANCELS',
      'D_CONTINUE_ON_ERROR',
      'D_CREDENTIALS_SHARED',
      'D_OWNERS_ERRORS',
      'D_OWNERS_MISSING',
      'D_PERMISSIONS_WIDE',
      'D_TOKEN_APPROVES',
      'D_TOKEN_WRITES',
      'D_TRIGGERS_MISSING',
    ])
    expect(shop.forge.problems).toEqual([])
  })

  it('looks at the environments that jobs name, and at the older protection of a branch', async () => {
    await using shop = await doctorShop('hardened')
    const { environments } = shop.repo.settings
    environments.delete('cluster-read')
    environments.set('approval-gate', { branches: 'all', adminsBypass: true, reviewers: [] })
    environments.set('production', { branches: 'protected', adminsBypass: false, reviewers: ['alice'] })
    shop.repo.settings.rules = []
    const reviews = { dismiss_stale_reviews: true, require_code_owner_reviews: true }
    const checks = [{ context: 'helm-query-gate/web/production', app_id: null }]
    shop.repo.settings.protection = {
      required_pull_request_reviews: reviews,
      required_status_checks: { contexts: [], checks },
    }
    const diagnosis = read((await shop.run()).documents['diagnosis.json'])
    expect(codes(diagnosis, 'weakness').toSorted()).toEqual([
      'D_ENVIRONMENT_ADMINS',
      'D_ENVIRONMENT_BRANCHES',
      'D_ENVIRONMENT_MISSING',
      'D_STATUS_NOT_PINNED',
    ])
    expect(shop.forge.problems).toEqual([])
  })

  it('never says that all is well when GitHub is down', async () => {
    await using shop = await doctorShop('simple')
    shop.forge.faults.add({ path: '/repos/acme/shop/codeowners/errors', status: 502, times: 9 })
    const end = await shop.run()
    expect([end.code, end.outputs['reason-code']]).toEqual([1, 'E_GITHUB_DOWN'])
  })
})

describe('the doctor at a terminal', () => {
  it('exits with 0, 2 or 3, and shows each finding with a caret', async () => {
    await using shop = await doctorShop('simple')
    expect(await shop.atTerminal()).toMatchObject({ code: 0, stdout: expect.stringContaining('0 weaknesses') })
    shop.repo.settings.environments.set('production', { branches: ['main'], adminsBypass: true, reviewers: [] })
    await appendFile(
      join(shop.checkout, '.github/workflows/deploy-web.yml'),
      '  late: { if: always(), needs: apply }\n',
    )
    const { code, stdout } = await shop.atTerminal()
    expect(code).toBe(3)
    expect(stdout).toContain('weakness  D_ENVIRONMENT_ADMINS\n')
    expect(stdout).toMatch(/hint {2}D_CONDITION_AFTER_GATE {2}\.github\/workflows\/deploy-web\.yml:\d+:11\n/)
    expect(stdout).toMatch(/\d+ \| {3}late: \{ if: always\(\), needs: apply \}\n +\| {11}\^\n {2}Fix: /)
    const json = await shop.atTerminal('--output', 'json')
    expect([json.code, read(json.stdout).counts.weakness]).toEqual([3, 1])
    await rm(join(shop.checkout, '.github'), { recursive: true })
    expect((await shop.atTerminal()).stdout).toContain('D_GATE_MISSING')
  })

  it('threat 18: a workflow full of commands and escapes reaches neither log nor summary as such', async () => {
    await using shop = await doctorShop('simple')
    const hostile = ['::set-output name=a::b', '##[set-output name=a;]b', '```', '<img src=x>', '@acme/all', '\u202E']
    const run = hostile.map((text) => `      - run: 'echo \${{ github.head_ref }} ${text}'\n`).join('')
    const text = `on: push\njobs:\n  x:\n    steps:\n${run}`
    await writeFile(join(shop.checkout, '.github/workflows/x::y ##[z].yml'), text)
    await writeFile(join(shop.checkout, '.github/workflows/broken.yml'), 'on: "\\e[31m"\na: *none\n')
    const { stdout, files } = await shop.run()
    const logged = stdout.replaceAll(/^::(add-mask|error)::/gm, '')
    expect(logged).toContain('D_EXPRESSION_INJECTION')
    expect(logged).not.toMatch(/::|##\[|(?!\n)\p{Cc}|\u202E/u)
    expect(files.summary).toContain('````yaml')
    expect(files.summary).not.toMatch(/\u202E/u)
    expect(files.env).toBe('')
    expect((await shop.atTerminal()).stdout).not.toMatch(/::|##\[|(?!\n)\p{Cc}|\u202E/u)
  })
})
