const modes = ['helm diff', 'helm diff --three-way-merge']
const timed = ['plan', 'dry run', ...modes, 'upgrade']

/** The page with the tables of a played corpus. */
export function predictionPage({ steps, broken }) {
  return `${introduction(steps)}
${predictionTable(steps)}
${wrongOnes(steps, broken)}
## Time

Medians over all upgrades that were not refused, as multiples of the real upgrade; several pairs are played at a time, so
only the ratios mean something. A plan starts a \`kubectl proxy\` of its own and holds the rehearsal and the second
render, side by side; helm-diff and the dry run are nothing but the one program.

${speedTable(steps)}
`
}

const introduction = (steps) => `# Prediction

How well a plan foresees what Helm does, against the only witness that cannot err: the audit log of the API server. Made
by \`npm run corpus -- --write\`; the pairs of charts are in \`test/corpus/families\`, and \`npm test\` plays a part of them.

For each of ${new Set(steps.map(({ family, pair }) => `${family}: ${pair}`)).size} pairs: install the first version, plan the upgrade, run it with the real Helm around the gate, and compare
each request of the plan with each write in the audit log. A write that leaves the resource version, or all else, as it was is none.
*Missed* happened and was not foreseen, *phantom* was foreseen and did not happen. An operation that the cluster or Helm
refuses is one thing to foresee, in the words of the cluster. The scenarios follow each other on one release:

- \`bump\`: the second version of the chart, flags, or a hand in the cluster between;
- \`hooks\`: the same with controllers that really run the Jobs of hooks;
- \`drift\`: every object changed by hand, labels of Helm's own included, and one deleted; then an upgrade with nothing new;
- \`failed\`: an upgrade back to the first version that the cluster refused on the way, then the second version again;
- \`rollback\`: back to the first revision, by \`helm rollback\`;
- \`uninstall\`: what is left of the release removed; there is no helm diff of that, and \`helm diff rollback\` knows no
  three-way merge: it fails on every step.

helm-diff is measured on the same steps by object, not by request: which objects it names and which really changed.
*Failed* counts the steps on which it ended with an error though the upgrade went through. After a failed upgrade it
takes what that one never came to make for something that goes: that alone is one phantom in each such step.
`

const table = (rows) => {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const [head, ...rest] = rows
  return [line(head), line(head.map(() => '---')), ...rest.map((row) => line(row))].join('\n')
}

function predictionTable(steps) {
  const head = ['scenario', 'helm', 'operations', 'refused', 'writes', 'missed', 'phantom']
  const diffHead = modes.flatMap((mode) => ['missed', 'phantom', 'failed'].map((word) => `${shortOf(mode)}: ${word}`))
  const rows = [...groupBy(steps)]
    .sort(inOrder)
    .map(([, members]) => rowOf(members[0].scenario, members[0].helm, members))
  return table([[...head, ...diffHead], ...rows, rowOf('**all**', '', steps)])
}

const scenarioOrder = ['bump', 'hooks', 'drift', 'failed', 'rollback', 'uninstall']
const groupOf = ({ scenario, helm }) => `${scenarioOrder.indexOf(scenario)} ${helm}`
const inOrder = ([a], [b]) => (a < b ? -1 : 1)
const shortOf = (mode) => (mode === 'helm diff' ? 'diff' : '3-way')

function groupBy(steps) {
  const groups = new Map()
  for (const step of steps) groups.set(groupOf(step), [...(groups.get(groupOf(step)) ?? []), step])
  return groups
}

function rowOf(scenario, helm, steps) {
  const sum = (count) => steps.reduce((total, step) => total + count(step), 0)
  const counts = [
    steps.length,
    sum(({ refused }) => (refused === null ? 0 : 1)),
    sum(({ writes }) => writes),
    ...differences(steps),
  ]
  return [scenario, helm, ...counts, ...modes.flatMap((mode) => diffCells(steps, mode))]
}

const differences = (list) => [
  list.reduce((total, { missed }) => total + missed.length, 0),
  list.reduce((total, { phantom }) => total + phantom.length, 0),
]

function diffCells(steps, mode) {
  const answers = steps.map(({ helmDiff }) => helmDiff[mode]).filter((answer) => answer !== undefined)
  const given = answers.filter((answer) => answer !== null)
  const failed = answers.length - given.length
  return given.length === 0 ? ['–', '–', failed] : [...differences(given), failed]
}

function wrongOnes(steps, broken) {
  const wrong = steps.flatMap(({ pair, family, helm, scenario, missed, phantom }) =>
    [...missed.map((write) => ['missed', write]), ...phantom.map((write) => ['phantom', write])].map(
      ([what, write]) => `- ${family}: ${pair} (${scenario}, ${helm}): ${what} ${write}`,
    ),
  )
  const lost = broken.map(({ pair, helm }) => `- ${pair} (${helm}): not played to its end`)
  const all = [...wrong, ...lost]
  return all.length === 0
    ? '\nNothing was missed, and nothing was foreseen that did not happen.\n'
    : `\n${all.join('\n')}\n`
}

function speedTable(steps) {
  const upgrades = steps.filter(({ scenario }) => scenario !== 'rollback' && scenario !== 'uninstall')
  const kept = upgrades.filter(({ refused }) => refused === null)
  const rows = ['helm 3', 'helm 4'].map((helm) => {
    const own = kept.filter((step) => step.helm === helm)
    const ratios = timed.map((what) =>
      median(
        own.filter(({ helmDiff }) => helmDiff[what] !== null).map(({ seconds }) => seconds[what] / seconds.upgrade),
      ),
    )
    const real = median(own.map(({ seconds }) => seconds.upgrade))
    return [
      helm,
      ...ratios.map((ratio) => (Number.isNaN(ratio) ? '–' : `${ratio.toFixed(2)} ×`)),
      `${real.toFixed(2)} s`,
    ]
  })
  return table([['', ...timed, 'upgrade in seconds'], ...rows])
}

const median = (list) => {
  const finite = list.filter(Number.isFinite).toSorted((a, b) => a - b)
  return finite[Math.floor(finite.length / 2)] ?? NaN
}
