import { GateError } from './GateError.ts'

/** Any thrown thing as a GateError: what nobody foresaw is E_UNEXPECTED, its own words kept as the cause only. */
export const asGateError = (error: unknown): GateError =>
  error instanceof GateError
    ? error
    : new GateError(
        'E_UNEXPECTED',
        `Something happened that nobody foresaw (${error instanceof Error ? error.name : typeof error}).`,
        'Report this as a bug; nothing that was not approved was applied.',
        { cause: error },
      )
