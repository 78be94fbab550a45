/** What helm-diff says of one object: `group|kind|namespace|name` and what happens to it. */
export type WitnessEntry = {
  readonly key: string
  readonly change: 'changed' | 'added' | 'removed' | 'changed ownership'
}

const HEADER =
  /^(?<namespace>[^,\s]*), (?<name>[^,\s]+), (?<kind>[^\s(]+) \((?<api>[^)]*)\) (?:has|has been)? ?(?<change>changed ownership|changed|added|removed)(?:, but diff is empty)?[.:]?/

/** The objects that the text of `helm diff upgrade` names. */
export const readWitness = (text: string): WitnessEntry[] =>
  text.split('\n').flatMap((line) => {
    const { namespace = '', name = '', kind = '', api = '', change = '' } = HEADER.exec(line)?.groups ?? {}
    if (name === '') return []
    const group = api.includes('/') ? (api.split('/')[0] ?? '') : api === 'v1' ? '' : api
    return [{ key: [group, kind, namespace, name].join('|'), change: change as WitnessEntry['change'] }]
  })
