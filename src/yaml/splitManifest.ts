/** One document of a rendered manifest, and the template that Helm says it comes from. */
export type ManifestPart = { readonly source: string | null; readonly text: string }

/** The documents of a manifest as texts. A `---` at the start of a line always ends a document in YAML. */
export const splitManifest = (manifest: string): ManifestPart[] =>
  manifest.split(/^---(?=\s|$)/m).flatMap((text) => {
    if (text.trim() === '') return []
    const source = /^\s*# Source: ([^\n]+)/.exec(text)?.[1] ?? null
    return [{ source: source?.trim() ?? null, text }]
  })
