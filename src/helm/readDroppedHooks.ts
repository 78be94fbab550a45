// As Helm 3 and Helm 4 say it; it is all that they say, and the document is in no output of theirs.
const SKIPPED = /skipping unknown hooks?(?:: |" hookTypes=)(?<events>"(?:[^"\\\n]|\\.)*"|\S+)/g

/** The values of `helm.sh/hook` for whose sake Helm left a document out of a release: each names an event it does not know. */
export const readDroppedHooks = (stderr: string): string[] =>
  [...stderr.matchAll(SKIPPED)].map(({ groups }) => unquoted(groups?.['events'] ?? ''))

const unquoted = (text: string): string => {
  try {
    return String(JSON.parse(text))
  } catch {
    // Not in quotes, or with an escape that only Go knows.
    return text
  }
}
