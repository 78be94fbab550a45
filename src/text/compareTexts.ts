/** The order of two texts by their code units, for `sort`; moments in ISO 8601 are in the order of time by it. */
export const compareTexts = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
