import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { cluster } from '../real/cluster.ts'
import { helms } from '../real/helm.ts'
import { actionOutputs } from '../../src/config/actionOutputs.ts'
import { openIdentity } from '../real/openIdentity.ts'
import { openShop } from './openShop.ts'

const HOSTILE = [
  'x\napproved=true\n',
  'ghadelimiter_\napproved<<EOF\ntrue\nEOF\n',
  '::set-output name=approved::true',
  '##[set-output name=approved;]true',
  '::set-env name=PATH::/evil',
  '\u001B[2J\u001B[31mdone',
  '\rapproved=true',
]

// Workflow commands, old and new, and control characters other than line ends.
const DANGEROUS = /::|##\[|(?!\n)\p{Cc}/u

const [helm] = helms
if (helm === undefined) throw new Error('there is no helm')

/** A chart whose ConfigMap holds every hostile text, as a value, a key of its own and an annotation. */
const hostileTemplate = (): string => {
  const lines = HOSTILE.map((text, index) => `  key-${index}: ${JSON.stringify(text)}`)
  const annotations = HOSTILE.map((text, index) => `    note-${index}: ${JSON.stringify(text)}`)
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: hostile\n  annotations:\n${annotations.join('\n')}\ndata:\n${lines.join('\n')}\n`
}

describe('the outputs of the action', () => {
  it('threat 19: nothing of a manifest reaches GITHUB_OUTPUT, and GITHUB_ENV is never written', async () => {
    await using shop = await openShop(helm)
    await writeFile(join(shop.checkout, 'charts/web/templates/hostile.yaml'), hostileTemplate())
    const end = await shop.run('pull_request')
    expect(end.code).toBe(0)
    expect(Object.keys(end.outputs).sort()).toEqual([...actionOutputs].sort())
    expect(end.outputs).toMatchObject({
      approved: 'false',
      decision: 'pending',
      'reason-code': 'PENDING',
      environment: '',
    })
    expect(end.files.output).not.toMatch(/evil|hostile|set-output|key-\d/)
    expect(end.files.env).toBe('')
    expect(shop.forge.problems).toEqual([])
  })

  it('threat 18: a hostile manifest puts no workflow command and no control character into the log', async () => {
    await using shop = await openShop(helm)
    await writeFile(join(shop.checkout, 'charts/web/templates/hostile.yaml'), hostileTemplate())
    const { stdout, stderr } = await shop.run('pull_request')
    const masked = stdout.replaceAll(/^::add-mask::.*$/gm, '')
    expect(masked).not.toMatch(DANGEROUS)
    expect(stderr).toBe('')
  })

  it('threat 18: an error of the chart full of commands is escaped, and the job fails with its code', async () => {
    await using shop = await openShop(helm)
    const failing = '{{ fail "\\n::set-output name=approved::true\\n##[set-output name=approved;]true \\u001b[31m" }}'
    await writeFile(join(shop.checkout, 'charts/web/templates/hostile.yaml'), failing)
    const { stdout, outputs, code } = await shop.run('pull_request')
    expect(code).toBe(1)
    expect(outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': 'E_CHART_RENDER' })
    const commands = stdout.match(/^::.*$/gm)?.filter((line) => !line.startsWith('::add-mask::'))
    expect(commands).toEqual([expect.stringMatching(/^::error::.*\[E_CHART_RENDER\]$/)])
    expect(stdout.replaceAll(/^::(add-mask|error)::/gm, '')).not.toMatch(DANGEROUS)
  })
})

describe('bad input to the action', () => {
  it.each([
    [{ helm: '/nowhere/helm' }, 'E_HELM_MISSING'],
    [{ kubectl: '/nowhere/kubectl' }, 'E_KUBECTL_MISSING'],
    [{ chart: 'charts/nothing' }, 'E_CHART_MISSING'],
    [{ chart: 'oci://example.com/web' }, 'E_CHART_REFERENCE'],
    [{ chart: 's3://example.com/web' }, 'E_CHART_REMOTE'],
    [{ values: '../outside.yaml' }, 'E_FILE_MISSING'],
    [{ values: '/etc/hostname' }, 'E_PATH_OUTSIDE'],
    [{ 'helm-args': '--kubeconfig=/root/.kube/config' }, 'E_HELM_FLAG'],
    [{ 'digest-key': 'short' }, 'E_INPUT'],
    [{ command: 'destroy' }, 'E_INPUT'],
    [{ 'required-approvals': '0' }, 'E_INPUT'],
    [{ release: '' }, 'E_INPUT'],
    [{ command: 'publish', plan: 'nowhere.json' }, 'E_FILE_MISSING'],
  ])('%j ends with its code, closed outputs and a status on the pull request', async (inputs, code) => {
    await using shop = await openShop(helm)
    const mark = await cluster.auditMark()
    const end = await shop.run('pull_request', { inputs })
    expect(end.code).toBe(1)
    expect(end.outputs).toMatchObject({ approved: 'false', decision: 'error', 'reason-code': code, environment: '' })
    expect(end.stdout.match(/^::error::.*$/gm)).toEqual([expect.stringContaining(`[${code}]`)])
    expect(await cluster.writesSince(mark, { namespace: shop.namespace })).toEqual([])
  })

  it.each([
    ['HELM_KUBECONTEXT', 'E_ENVIRONMENT'],
    ['HELM_DRIVER', 'E_ENVIRONMENT'],
    ['HELM_PLUGINS', 'E_ENVIRONMENT'],
  ])('the variable %s is refused', async (name, code) => {
    await using shop = await openShop(helm)
    const end = await shop.run('pull_request', { env: { [name]: 'sql' } })
    expect(end.outputs['reason-code']).toBe(code)
  })

  it('a cluster that is not there ends with its code', async () => {
    await using shop = await openShop(helm)
    const kubeconfig = join(shop.checkout, 'kubeconfig')
    const text = JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'x',
      clusters: [{ name: 'x', cluster: { server: 'http://127.0.0.1:1' } }],
      contexts: [{ name: 'x', context: { cluster: 'x', user: 'x' } }],
      users: [{ name: 'x', user: {} }],
    })
    await writeFile(kubeconfig, text)
    const end = await shop.run('pull_request', { env: { KUBECONFIG: kubeconfig } })
    expect(end.outputs['reason-code']).toBe('E_CLUSTER_UNREACHABLE')
  })

  it('an identity without rights is told which right is missing', async () => {
    await using shop = await openShop(helm)
    const system = { apiGroups: [''], resources: ['namespaces'], resourceNames: ['kube-system'], verbs: ['get'] }
    const kubeconfig = await openIdentity(shop.namespace, [system], '/api/v1/namespaces/kube-system')
    const end = await shop.run('pull_request', { env: { KUBECONFIG: kubeconfig } })
    expect(end.outputs['reason-code']).toBe('E_RELEASE_READ')
    expect(end.stdout).toContain(`the right to list secrets in that namespace`)
  })
})
