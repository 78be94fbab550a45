import { parseArgsStringToArgv as splitArguments } from 'string-argv'
import { runHelm } from '../real/helm.ts'
import type { Finished } from '../real/runProgram.ts'
import type { Place } from './Pair.ts'

/** The real helm on the release, around the gate, as admin. */
export const runRelease = (
  { ground, scene: { helm, namespace, folder } }: Place,
  command: readonly string[],
  args: string,
): Promise<Finished> =>
  runHelm(helm, [...command, '-n', namespace, ...splitArguments(args)], {
    cwd: folder,
    kubeconfig: ground.kubeconfigFor('admin'),
  })
