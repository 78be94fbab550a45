import type { Plan } from './Plan.ts'

type Inputs = Plan['inputs']

/** An input whose content is not what it was; null where it was, or is, not there. */
export type DifferingInput = {
  readonly kind: Inputs[number]['kind']
  readonly path: string
  readonly shown: string | null
  readonly applied: string | null
}

/** Inputs that are not those of the list that people saw, though they may well render to the very same queries. */
export const differingInputs = (shown: Inputs, applied: Inputs): DifferingInput[] => {
  const keyOf = ({ kind, path }: Inputs[number]): string => `${kind} ${path}`
  const [was, is] = [shown, applied].map((inputs) => new Map(inputs.map((input) => [keyOf(input), input])))
  const all = new Map([...(was ?? []), ...(is ?? [])])
  return [...all].flatMap(([key, { kind, path }]) => {
    const [before, after] = [was?.get(key)?.digest ?? null, is?.get(key)?.digest ?? null]
    return before === after ? [] : [{ kind, path, shown: before, applied: after }]
  })
}
