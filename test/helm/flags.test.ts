import { describe, expect, it } from '@jest/globals'
import { helmEnvironment } from '../../src/helm/helmEnvironment.ts'
import { helmFlags, shortFlags } from '../../src/helm/helmFlags.ts'
import { parseHelmArgs } from '../../src/helm/parseHelmArgs.ts'
import { operationArgs } from '../../src/helm/operationArgs.ts'
import type { OperationKind } from '../../src/plan/Plan.ts'
import { helms, runHelm } from '../real/helm.ts'
import type { Helm } from '../real/helm.ts'

interface Offered {
  name: string
  short: string | null
  /** Whether the help shows a type behind the name. */
  takesValue: boolean
  /** Whether the value may be left out: `--wait WaitStrategy[=watcher]`. */
  optional: boolean
}

const LINE =
  /^ {2,6}(?:-(?<short>\w), )?--(?<name>[a-z][a-z0-9-]*)(?: (?<type>[^\s[]+))?(?<optional>\[=[^\]]*\])?(?: {2,}|$)/

const OPERATIONS = ['upgrade', 'rollback', 'uninstall'] as const

const offered = async (helm: Helm, operation: OperationKind = 'upgrade'): Promise<Offered[]> => {
  const { stdout } = await runHelm(helm, [operation, '--help'])
  return stdout.split('\n').flatMap((line) => {
    const { name, short, type, optional } = LINE.exec(line)?.groups ?? {}
    if (name === undefined) return []
    return [{ name, short: short ?? null, takesValue: type !== undefined, optional: optional !== undefined }]
  })
}

describe.each(helms)('the table of flags and $name itself', (helm) => {
  it.each(OPERATIONS)('know the same flags of %s', async (operation) => {
    const theirs = (await offered(helm, operation)).map(({ name }) => name)
    const ours = Object.keys(helmFlags).filter((name) => helmFlags[name]?.operations[operation]?.includes(helm.major))
    expect(theirs.length).toBeGreaterThan(20)
    expect(ours.sort()).toEqual(theirs.sort())
  })

  it.each(OPERATIONS)('agree on which of %s take a value', async (operation) => {
    const kinds = (await offered(helm, operation)).map(({ name, takesValue, optional }) => [
      name,
      optional ? 'optional' : takesValue ? 'always' : 'never',
    ])
    // Of these Helm's help and Helm itself say different things; the next test asks Helm itself.
    const said = kinds.filter(([name]) => name !== 'wait' && name !== 'dry-run')
    expect(said.map(([name]) => [name, helmFlags[name ?? '']?.value])).toEqual(said)
  })

  it.each(['wait', 'dry-run'])('agree that --%s swallows no word after it', async (name) => {
    const { stderr } = await runHelm(helm, ['upgrade', 'web', './absent-chart', `--${name}`, 'one-word-more'])
    expect(stderr).toContain('requires 2 argument')
    expect(helmFlags[name]?.value).toBe('optional')
  })

  it('agree on the short names', async () => {
    const theirs = (await offered(helm)).flatMap(({ name, short }) => (short === null ? [] : [[short, name]]))
    expect(shortFlags).toEqual(Object.fromEntries(theirs))
  })
})

const refused = Object.entries(helmFlags).filter(([, { treatment }]) => treatment === 'refused')

describe.each([3, 4] as const)('flags that are never started, for helm %d', (major) => {
  const own = refused.filter(([, { operations }]) => operations.upgrade?.includes(major)).map(([name]) => name)
  const code = (text: string): unknown => {
    try {
      return parseHelmArgs(text, { kind: 'upgrade', major })
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error
    }
  }

  it.each(own)('threat 41: --%s is refused before start', (name) => {
    for (const text of [
      `--${name} x`,
      `--${name}=x`,
      `--${name}=true`,
      `--set a=b --${name}=x --set c=d`,
      `'--${name}=x'`,
    ]) {
      expect({ text, code: code(text) }).toEqual({ text, code: 'E_HELM_FLAG' })
    }
  })

  it.each([
    ['off the wire by the short name of the namespace', '-n kube-system'],
    ['off the wire by the short name, glued', '-nkube-system'],
    ['a flag that nobody knows', '--kube-config /tmp/other'],
    ['a word that is no flag', 'other-release'],
    ['what stands after a double dash', '-- --kubeconfig=/tmp/other'],
    ['a flag in capitals', '--KUBECONFIG=/tmp/other'],
    ['a flag with one dash', '-kubeconfig=/tmp/other'],
    ['a flag with an underscore', '--kube_context=other'],
    ['a flag behind a short one', '-ikubeconfig --kube-context=other'],
    ['a value that is missing', '--set'],
    ['a member of every object', '--constructor'],
    ['an empty word', '""'],
    ['the flag of another version', major === 3 ? '--force-conflicts' : '--atomic'],
  ])('threat 41: %s is refused', (_, text) => {
    expect(code(text)).toBe('E_HELM_FLAG')
  })

  it('threat 41: a refused flag in a value is only a value', () => {
    const [arg, ...others] = parseHelmArgs('--set a=--kubeconfig=/tmp/other', { kind: 'upgrade', major })
    expect([arg?.name, arg?.value, others]).toEqual(['set', 'a=--kubeconfig=/tmp/other', []])
    const operation = {
      kind: 'upgrade' as const,
      witnessPlugins: null,
      hasNoValues: false,
      revision: null,
      helm: '',
      major,
      version: '',
      release: 'web',
      namespace: 'prod',
      chart: '/c',
      chartName: 'c',
      env: {},
      cwd: '/',
      timeoutSeconds: 1,
    }
    const words = operationArgs(
      { ...operation, args: parseHelmArgs('--set --kubeconfig=/tmp/other', { kind: 'upgrade', major }) },
      'run',
    )
    expect(words).toContain('--set=--kubeconfig=/tmp/other')
    expect(words).not.toContain('--kubeconfig=/tmp/other')
  })
})

describe('the environment of Helm', () => {
  const PACE = { GOGC: '400', GOMEMLIMIT: '2GiB' }

  const code = (environment: Record<string, string>): unknown => {
    try {
      return helmEnvironment(environment)
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error
    }
  }

  it.each([
    'HELM_KUBEAPISERVER',
    'HELM_KUBEASGROUPS',
    'HELM_KUBEASUSER',
    'HELM_KUBECAFILE',
    'HELM_KUBECONTEXT',
    'HELM_KUBEINSECURE_SKIP_TLS_VERIFY',
    'HELM_KUBETLS_SERVER_NAME',
    'HELM_KUBETOKEN',
    'HELM_PLUGINS',
    'HELM_DRIVER',
    'HELM_DRIVER_SQL_CONNECTION_STRING',
    'KUBERNETES_MASTER',
  ])('threat 41: %s is refused before start', (name) => {
    expect(code({ PATH: '/bin', [name]: 'x' })).toBe('E_ENVIRONMENT')
    expect(code({ PATH: '/bin', [name]: '' })).toEqual({ ...PACE, PATH: '/bin' })
  })

  it('has a pace for the collector of Go, unless its user has set one', () => {
    expect(code({ GOGC: '50' })).toEqual({ GOGC: '50', GOMEMLIMIT: '2GiB' })
    expect(code({ GOMEMLIMIT: '1GiB' })).toEqual({ GOGC: '400', GOMEMLIMIT: '1GiB' })
  })

  it.each(['secret', 'secrets'])('threat 41: the driver that is the default anyway may be named: %s', (driver) => {
    expect(code({ HELM_DRIVER: driver })).toEqual(PACE)
  })

  it.each(['configmap', 'configmaps'])(
    'threat 41: the driver that keeps records in ConfigMaps goes along: %s',
    (driver) => {
      expect(code({ HELM_DRIVER: driver })).toEqual({ ...PACE, HELM_DRIVER: 'configmap' })
    },
  )

  it.each(['sql', 'memory', 'secretsx'])('threat 41: another driver is refused: %s', (driver) => {
    expect(code({ HELM_DRIVER: driver })).toBe('E_ENVIRONMENT')
  })

  it('threat 41: every variable of Helm that names a cluster is refused or does not go along', async () => {
    for (const helm of helms) {
      const { stdout } = await runHelm(helm, ['env'])
      const names = stdout
        .split('\n')
        .map((line) => line.split('=')[0] ?? '')
        .filter((name) => /KUBE|DRIVER|PLUGINS/.test(name))
      expect(names.length).toBeGreaterThan(5)
      for (const name of names) expect({ name, code: code({ [name]: 'x' }) }).toEqual({ name, code: 'E_ENVIRONMENT' })
    }
  })

  it('threat 39: is an allow-list', () => {
    const secrets = {
      GITHUB_TOKEN: 't',
      AWS_SECRET_ACCESS_KEY: 't',
      KUBECONFIG: '/home/kube',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't',
      'INPUT_GITHUB-TOKEN': 't',
      NODE_OPTIONS: '-r x',
      LD_PRELOAD: 'x',
      HTTPS_PROXY: 'x',
      HELM_NAMESPACE: 'other',
      HELM_DEBUG: 'true',
    }
    expect(code({ ...secrets, PATH: '/bin', HOME: '/root' })).toEqual({ ...PACE, PATH: '/bin', HOME: '/root' })
  })
})
