import type { PlanInputs } from '../config/PlanInputs.ts'
import { parsePlanInputs } from '../config/parseInputs.ts'
import type { TerminalRun } from './runTerminal.ts'

/** What is planned at a terminal: `--set` is one more of Helm's flags there. */
export const planInputs = ({ inputs, sets }: Pick<TerminalRun, 'inputs' | 'sets'>): PlanInputs => {
  const parsed = parsePlanInputs(inputs)
  const quoted = sets.map((set) => `--set='${set.replaceAll("'", `'"'"'`)}'`)
  return { ...parsed, helmArgs: [parsed.helmArgs, ...quoted].join(' ').trim() }
}
