import { execFile } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

/** The absolute path of the part's program on PATH, if it says that it is exactly the version we pin. */
export async function findOnPath({ program, version, versionArguments }) {
  if (!versionArguments) return undefined
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter(isAbsolute)
    .map((folder) => join(folder, program))
    .find(isProgram)
  if (!path) return undefined
  return (await versionIs(path, versionArguments, version.slice(1))) ? path : undefined
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Looks for the version as a whole word, so that 1.36.3 is neither 1.36.30 nor 1.36.3-rc.1. */
function versionIs(path, versionArguments, version) {
  const word = new RegExp(`(^|[^0-9.])${version.replaceAll('.', '\\.')}($|[^0-9a-z.-])`, 'm')
  return new Promise((resolve) => {
    execFile(path, versionArguments, { timeout: 5000 }, (error, stdout) => resolve(!error && word.test(stdout)))
  })
}
