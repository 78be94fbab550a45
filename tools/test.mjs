// `npm test`: installs and gets what is missing, runs jest with any further arguments, ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bootstrap } from './bootstrap.mjs'
import { getParts } from './parts.mjs'

bootstrap()
await getParts().catch((error) => finish({ passed: 0, failed: 1 }, error.message))
const folder = mkdtempSync(join(tmpdir(), 'helm-query-gate-test-'))
const report = join(folder, 'report.json')
const status = runJest(report, process.argv.slice(2))
const totals = readTotals(report)
rmSync(folder, { recursive: true })
// jest can fail without a failing test, by a coverage threshold for one.
if (status !== 0 && totals.failed === 0) totals.failed = 1
finish(totals)

function runJest(outputFile, more) {
  const jest = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${outputFile}`, ...more]
  const args = ['--disable-warning=ExperimentalWarning', '--experimental-vm-modules', ...jest]
  const cwd = fileURLToPath(new URL('..', import.meta.url))
  // --json alone would put the report on stdout, too.
  return spawnSync(process.execPath, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] }).status
}

/** A suite that could not run at all has no tests to count; it counts as one that failed. */
function readTotals(file) {
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(file, 'utf8'))
    return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

function finish({ passed, failed }, message) {
  if (message) console.error(message)
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}
