import { GateError } from '../errors/GateError.ts'

/** A file as the API gave it: `name` is its path and where it was read, for people. */
export type ConfigFile = { readonly name: string; readonly text: string }

/** A mistake in a configuration file, with its place and the line that a caret points into. */
export const configError = ({ name, text }: ConfigFile, offset: number, fault: string): GateError => {
  const before = text.slice(0, Math.max(0, offset)).split('\n')
  const [line, column] = [before.length, (before.at(-1) ?? '').length + 1]
  const source = text.split('\n')[line - 1] ?? ''
  const margin = `${line} | `
  return new GateError(
    'E_CONFIG',
    `${name}, line ${line}, column ${column}: ${fault}.`,
    'Nothing is approved until it is corrected on that branch.',
    { excerpt: `${margin}${source}\n${' '.repeat(margin.length + column - 1)}^` },
  )
}
