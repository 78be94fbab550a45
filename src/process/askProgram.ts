import { getExecOutput } from '@actions/exec'
import { GateError } from '../errors/GateError.ts'

/** A short question to a program, such as its version. Silent; the environment is the whole environment. */
export const askProgram = async (
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> => {
  try {
    // The first argument is a command line there: quoted, it is one word.
    return await getExecOutput(`"${command.replaceAll('"', '\\"')}"`, [...args], {
      env,
      silent: true,
      ignoreReturnCode: true,
    })
  } catch (cause) {
    throw new GateError(
      'E_PROGRAM_MISSING',
      `${command} could not be started.`,
      `Install ${command} in an earlier step, or name its path in the inputs.`,
      { cause },
    )
  }
}
