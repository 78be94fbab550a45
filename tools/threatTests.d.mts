export type ThreatTests = { readonly files: readonly string[]; readonly codes: readonly string[] }

export function threatTests(): ReadonlyMap<string, ThreatTests>
