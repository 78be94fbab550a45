/** One sentence for each violation under `root`/src. */
export function importRule(root: string): string[]
