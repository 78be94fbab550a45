/** The forge's one assertion: a value that a schema or Node itself vouches for. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function validated<T>(value: unknown): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return value as T
}
