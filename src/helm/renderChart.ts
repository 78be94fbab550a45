import { GateError } from '../errors/GateError.ts'
import { createRedactor } from '../plan/redactor.ts'
import { textAt } from '../json/at.ts'
import { runProgram } from '../process/runProgram.ts'
import type { ReleaseRecord } from '../release/ReleaseRecord.ts'
import { parseManifest } from '../yaml/parseManifest.ts'
import { givenValues } from './givenValues.ts'
import { helmFailure } from './helmFailure.ts'
import { HELM_BYTES } from './Operation.ts'
import type { Operation } from './Operation.ts'
import { readChartTexts } from './readChartTexts.ts'
import { readDroppedHooks } from './readDroppedHooks.ts'

const RENDERING = new Set([
  'values',
  'set',
  'set-string',
  'set-json',
  'set-literal',
  'set-file',
  'no-hooks',
  'enable-dns',
  'skip-schema-validation',
])

/** What `helm template` made of a chart. */
export type Rendered = {
  readonly record: ReleaseRecord
  /** Values of `helm.sh/hook` for which Helm left a document out. */
  readonly hooksDropped: readonly string[]
  /** What it was rendered from, by path in the chart. */
  readonly texts: ReadonlyMap<string, string>
}

/**
 * A chart as `helm template` renders it: without a cluster, so that `lookup` finds nothing and every revision is the first.
 *
 * @throws GateError E_CHART_RENDER and the other ends of Helm.
 */
export const renderChart = async (operation: Operation, stop?: AbortSignal): Promise<Rendered> => {
  const { helm, release, chart, namespace, args, env, cwd, timeoutSeconds } = operation
  if (chart === null) throw new GateError('E_INPUT', 'Only an upgrade has a chart to preview.', 'Remove baseline: git.')
  const flags = args
    .filter(({ name }) => RENDERING.has(name))
    .map(({ name, value }) => (value === null ? `--${name}` : `--${name}=${value}`))
  const result = await runProgram({
    command: helm,
    args: ['template', release, chart, '--namespace', namespace, '--is-upgrade', '--include-crds', ...flags],
    // No kubeconfig at all: nothing can be asked.
    env: { ...env, KUBECONFIG: '/dev/null' },
    cwd,
    timeoutSeconds,
    maxBytes: HELM_BYTES,
    ...(stop === undefined ? {} : { stop }),
  })
  if (result.exitCode !== 0)
    throw helmFailure(result, 'helm template', createRedactor(await givenValues(operation)).text)
  const texts = await readChartTexts(chart)
  return {
    record: recordOf(operation, result.stdout, texts),
    hooksDropped: readDroppedHooks(result.stderr),
    texts,
  }
}

const recordOf = (
  { release, namespace }: Operation,
  manifest: string,
  texts: ReadonlyMap<string, string>,
): ReleaseRecord => {
  const [facts] = parseManifest(texts.get('Chart.yaml') ?? '')
  const templates = [...texts].map(([path, text]) => [path, Buffer.from(text).toString('base64')] as const)
  return {
    name: release,
    namespace,
    revision: 1,
    status: 'rendered',
    deployedAt: null,
    manifest,
    hooks: [],
    chart: {
      name: textAt(facts, 'name') ?? '',
      version: textAt(facts, 'version') ?? '',
      definitions: new Map(),
      templates: new Map(templates),
    },
    applyMethod: null,
    values: {},
  }
}
