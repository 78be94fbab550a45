/** Whether a name fits one of these patterns, in which `*` stands for any characters but `/`. */
export const fits = (name: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => new RegExp(`^${pattern.split('*').map(escape).join('[^/]*')}$`).test(name))

const escape = (text: string): string => text.replaceAll(/[.+?^${}()|[\]\\/-]/g, String.raw`\$&`)
