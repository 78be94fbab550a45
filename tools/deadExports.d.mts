/** `file: name` of every dead export under `root`. */
export function deadExports(root: string): string[]
