import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { kubeconfigText } from './kubeconfigText.mjs'

const manifest = fileURLToPath(new URL('../../examples/cluster/plan-identity.yaml', import.meta.url))

/** Installs the identity of the job `gate` as users do, and writes its kubeconfig; returns the path once it is confined. */
export async function planIdentity({ kubectl, kubeconfig, server, certificate, folder }) {
  const run = (args, env = { KUBECONFIG: kubeconfig }) =>
    execFileSync(kubectl, args, {
      env: { PATH: process.env.PATH, HOME: folder, ...env },
      encoding: 'utf8',
      stdio: 'pipe',
    })
  run(['apply', '-f', manifest])
  const token = run(['-n', 'helm-query-gate', 'create', 'token', 'plan']).trim()
  const path = join(folder, 'plan.kubeconfig')
  const authority = readFileSync(certificate).toString('base64')
  writeFileSync(path, kubeconfigText({ server, authority, user: 'plan', token }), { mode: 0o600 })
  await confined(
    () => run(['-n', 'helm-query-gate', 'create', 'configmap', 'probe'], { KUBECONFIG: path }),
    () => run(['-n', 'helm-query-gate', 'delete', 'configmap', 'probe', '--ignore-not-found']),
  )
  return path
}

/** The API server takes a moment to heed a new policy: tries until a real write is refused. */
async function confined(write, undo) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      write()
      undo()
    } catch (error) {
      if (String(error.stderr).includes('may only dry-run')) return
      undo()
    }
    await sleep(100)
  }
  throw new Error('the plan identity is not confined to dry runs')
}
