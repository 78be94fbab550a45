/** The words of a thrown thing, for a line of progress. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
