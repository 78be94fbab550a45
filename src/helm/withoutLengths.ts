// How helm-diff stands in for a value of a Secret: the length gives away much of a short one.
const MASKED = /(REDACTED|-{8}|\+{8}) # \(\d+ bytes\)/g

/** The text of helm-diff without the lengths of the values that it masks. */
export const withoutLengths = (text: string): string => text.replaceAll(MASKED, '$1')
