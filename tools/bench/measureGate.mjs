import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const action = fileURLToPath(new URL('../../dist/action.js', import.meta.url))
const REMARKS = 100

/**
 * How long the built action takes from the start of its process to its outputs for a comment among a hundred remarks,
 * beside a bare Node process that makes as many calls one after the other, and beside one that does nothing.
 */
export async function measureGate(rooms, runs) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-gate-'))
  const forge = await rooms.Forge.start()
  try {
    const { start, approve, calls } = await openPullRequest(rooms, forge, folder)
    const bare = `for (let i = 0; i < ${calls}; i++) await (await fetch('${forge.url}/repos/acme/shop', { headers: { authorization: 'Bearer ' + process.env.TOKEN, 'user-agent': 'bench' } })).text()`
    const times = { nothing: [], calls: [], gate: [] }
    // The first run warms the caches of the system.
    for (let index = 0; index <= runs; index += 1) {
      times.nothing.push(await timed(() => run(['-e', '0'], {})))
      times.calls.push(await timed(() => run(['--input-type=module', '-e', bare], { TOKEN: approve.token })))
      const event = approve.comment()
      times.gate.push(await timed(() => start('issue_comment', event, { INPUT_COMMAND: 'auto' })))
    }
    return {
      title: `\`gate\` on a comment among ${REMARKS} remarks, medians of ${runs} runs`,
      rows: rowsOf(times, calls),
    }
  } finally {
    await forge.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function rowsOf(times, calls) {
  const median = (list) => list.slice(1).toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)]
  const peer = median(times.calls)
  const row = (name, list) => [name, `${Math.round(median(list))} ms`, `${(median(list) / peer).toFixed(2)} ×`]
  return [
    ['what', 'median', `Node and ${calls} calls = 1`],
    row('Node that does nothing', times.nothing),
    row(`Node that makes ${calls} calls`, times.calls),
    row('`gate`: process start to outputs', times.gate),
  ]
}

async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function run(args, env) {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env: { PATH: process.env.PATH, ...env } }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr + stdout, { cause: error })) : resolve(),
    )
  })
}

/** A pull request with a published list and its remarks, and the action in front of it. */
async function openPullRequest(rooms, forge, folder) {
  const repo = forge.repository('acme/shop')
  for (const login of ['ada', 'alice']) repo.permit(login, 'write')
  const commits = [{ oid: 'c'.repeat(40), author: 'ada', message: 'change' }]
  const number = repo.openPullRequest({ author: 'ada', title: 'change', headRef: 'change', baseRef: 'main', commits })
  const token = repo.token({ rateLimit: 100_000 })
  const { plan } = rooms.makePlan(rooms.smallFacts)
  writeFileSync(join(folder, 'plan.json'), rooms.stringifyJson(plan))
  const start = async (name, payload, inputs) => {
    writeFileSync(join(folder, 'event.json'), JSON.stringify(payload))
    const output = join(folder, 'output')
    writeFileSync(output, '')
    await run([action], {
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_API_URL: forge.apiUrl,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_OUTPUT: output,
      RUNNER_TEMP: folder,
      INPUT_RELEASE: 'web',
      INPUT_CHART: 'charts/web',
      'INPUT_GITHUB-TOKEN': token,
      ...inputs,
    })
    return readFileSync(output, 'utf8')
  }
  const publish = { INPUT_COMMAND: 'publish', INPUT_PLAN: join(folder, 'plan.json') }
  await start('pull_request', repo.event(number, 'pull_request', 'opened'), publish)
  for (let count = 0; count < REMARKS / 2; count += 1) {
    repo.comment(number, 'ada', `remark ${count}`)
    repo.review(number, 'bob', { state: 'COMMENTED', body: `review ${count}` })
  }
  // Each run finds one comment, which the next one replaces.
  let last
  const comment = () => {
    if (last !== undefined) repo.deleteComment(last, 'alice')
    last = repo.comment(number, 'alice', `/approve all @${plan.digest.slice(7, 39)}`)
    return repo.event(number, 'issue_comment', 'created', { comment: last })
  }
  forge.clearTranscript()
  await start('issue_comment', comment(), { INPUT_COMMAND: 'auto' })
  return { start, calls: forge.transcript.length, approve: { comment, token } }
}
