import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { actionInputs } from './config/actionInputs.ts'
import type { RawInputs } from './config/actionInputs.ts'
import { asGateError } from './errors/asGateError.ts'
import { GateError } from './errors/GateError.ts'
import { runTerminal } from './commands/runTerminal.ts'
import { paintWith } from './render/renderTerminal.ts'
import { logLine } from './text/logLine.ts'

const USAGE = `helm-query-gate plan|publish|gate|apply|doctor [flags]

  --release NAME --namespace NAME --chart PATH    what is upgraded
  --target NAME          a target of .github/helm-query-gate.yml instead
  --operation rollback [--revision N] | uninstall instead of an upgrade, without a chart
  -f, --values FILE      values file, may be repeated
  --set KEY=VALUE        value, may be repeated
  --helm-args "…"        further flags of helm upgrade
  --environment NAME     the environment that the release is in
  --output text|json     json: exactly one document on standard output
  --report FILE          also write the HTML report
  --plan FILE            plan.json, for publish and gate
  --repository OWNER/NAME --pull-request N        for publish, gate and apply; the token is GITHUB_TOKEN
                         doctor needs the repository only, in a checkout of its default branch
  --required-approvals N --apply-when before-merge|after-merge --digest-key KEY
  --wait 45m             how long gate waits for the decision
  --lookup-secrets NAME --witness on|off|strict --helm PATH --kubectl PATH --kube-context NAME

Exit codes: 0 nothing to do, approved or applied; 2 pending; 3 rejected or refused by the cluster; 1 error.
Of doctor: 0 no weakness; 2 none, but something could not be looked at; 3 a weakness; 1 error.
`

const OWN = {
  set: { type: 'string', multiple: true },
  output: { type: 'string' },
  report: { type: 'string' },
  repository: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const
const REPEATED = new Set(['values', 'lookup-secrets'])

type Parsed = {
  readonly inputs: RawInputs
  readonly sets: readonly string[]
  readonly output: string
  readonly report: string | null
  readonly repository: string
  readonly help: boolean
}

const parse = (argv: readonly string[]): Parsed => {
  const shared = Object.fromEntries(
    Object.keys(actionInputs)
      .filter((name) => name !== 'command' && name !== 'github-token')
      .map((name) => [
        name,
        { type: 'string' as const, multiple: REPEATED.has(name), ...(name === 'values' ? { short: 'f' } : {}) },
      ]),
  )
  const { values, positionals } = parseArgs({
    args: attach(argv, '--helm-args'),
    options: { ...shared, ...OWN },
    allowPositionals: true,
  })
  const text = (name: string): string | undefined => {
    const value = (values as Record<string, string | boolean | string[] | undefined>)[name]
    return Array.isArray(value) ? value.join('\n') : typeof value === 'string' ? value : undefined
  }
  if (positionals.length > 1) throw usageError('There is more than one command.')
  const inputs = Object.fromEntries(
    Object.entries(actionInputs).map(([name, fallback]) => [name, text(name) ?? fallback]),
  ) as RawInputs
  return {
    inputs: { ...inputs, command: positionals[0] ?? '', 'github-token': process.env['GITHUB_TOKEN'] ?? '' },
    sets: values.set ?? [],
    output: text('output') ?? 'text',
    report: text('report') ?? null,
    repository: text('repository') ?? process.env['GITHUB_REPOSITORY'] ?? '',
    help: values.help === true,
  }
}

/** Ties a flag to its value where the value itself looks like flags, as in `--helm-args "--set a=b"`. */
const attach = (argv: readonly string[], flag: string): string[] => {
  const place = argv.indexOf(flag)
  const value = argv[place + 1]
  if (place < 0 || value === undefined) return [...argv]
  return [...argv.slice(0, place), `${flag}=${value}`, ...argv.slice(place + 2)]
}

const usageError = (sentence: string, cause?: unknown): GateError =>
  new GateError('E_USAGE', sentence, 'helm-query-gate --help shows the flags.', { cause })

const parseOrRefuse = (argv: readonly string[]): Parsed => {
  try {
    return parse(argv)
  } catch (cause) {
    throw cause instanceof GateError ? cause : usageError('The flags cannot be understood.', cause)
  }
}

/** Runs at a terminal; the document goes to standard output, everything else to standard error. */
const main = async (): Promise<number> => {
  const parsed = parseOrRefuse(process.argv.slice(2))
  if (parsed.help || parsed.inputs.command === '') {
    process.stdout.write(USAGE)
    return parsed.help ? 0 : 1
  }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  return await runTerminal({
    ...parsed,
    apiUrl: process.env['GITHUB_API_URL'] ?? 'https://api.github.com',
    paint: paintWith(process.stdout.isTTY && process.env['NO_COLOR'] === undefined),
    setting: {
      checkout: process.cwd(),
      environment: process.env,
      repository:
        process.env['GITHUB_REPOSITORY_ID'] === undefined ? null : Number(process.env['GITHUB_REPOSITORY_ID']),
      progress: (line) => process.stderr.write(`${logLine(line)}\n`),
      stop: stop.signal,
      now: () => new Date(),
    },
    print: (text) => process.stdout.write(text),
    read: async (path) => await readFile(path, 'utf8'),
    write: async (path, text) => await writeFile(path, text),
  })
}

try {
  process.exitCode = await main()
} catch (error) {
  const { message, excerpt } = asGateError(error)
  for (const line of [...(excerpt?.split('\n') ?? []), message]) process.stderr.write(`${logLine(line)}\n`)
  process.exitCode = 1
}
