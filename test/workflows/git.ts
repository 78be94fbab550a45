import { runProgram } from '../real/runProgram.ts'

/** Runs git in a folder and answers with what it prints. */
export const git = async (folder: string, ...args: string[]): Promise<string> => {
  const env = { PATH: process.env['PATH'] ?? '' }
  const { stdout, stderr, code } = await runProgram('git', args, { cwd: folder, env })
  if (code !== 0) throw new Error(`git ${args[0]} failed: ${stderr}`)
  return stdout.trim()
}
