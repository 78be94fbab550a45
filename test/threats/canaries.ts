import { gunzipSync } from 'node:zlib'

const body = [
  'MIIEpAIBAAKCAQEA7canaryPemFirstLine9xVt2',
  'qL0canaryPemSecondLine4Jr8Wm1Zp6Ht3Nc5',
  'Bf2canaryPemLastLine8Kd7Sg=',
]

/** Secret values, one for each place that a secret can stand in; each must never be shown, in whatever spelling. */
export const canaries = {
  data: 'canary-data-Zx7kQ9vT2m',
  stringData: 'canary-stringData-Pq4nW8rL5c',
  awkward: `canary "quoted" \\back\\ ünïcødé 'single' <&> Yt6b`,
  percent: 'canary%2F100%/p@ss:w&rd?x=1#Gh3j',
  pem: `-----BEGIN RSA PRIVATE KEY-----\n${body.join('\n')}\n-----END RSA PRIVATE KEY-----`,
  immutable: 'canary-immutable-Mn5vB2xC8z',
  listed: 'canary-listed-Kj3hG7fD1s',
  hook: 'canary-hook-Wq9eR4tY6u',
  set: 'canary-set-Lk8jH5gF2d',
  setString: 'canary-setString-Tr6yU3iO9p',
  setFile: 'canary-setFile-Vb4nM7qA1w',
  valuesFile: 'canary-valuesFile-Xc2vB6nM9k',
  lookedUp: 'canary-lookedUp-Ef5rT8yU4i',
  lookedUpPem: `first canary line of the vault 7Yh\n  second canary line of the vault 3Gt\nthird canary line of the vault 9Bv`,
  lastApplied: 'canary-lastApplied-Po1lK6jH3g',
  old: 'canary-old-Sd9fG2hJ5k',
  byHand: 'canary-byHand-Zq3wE7rT1y',
} as const

const encodings = (value: string): string[] => {
  const inside = [0, 1, 2].map((offset) => {
    const text = Buffer.from('.'.repeat(offset) + value).toString('base64')
    // The first and the last characters depend on what stands beside the value.
    return text.slice(offset === 0 ? 0 : offset + 1, -4)
  })
  const json = (text: string): string => JSON.stringify(text).slice(1, -1)
  // Go's JSON, and a text in a text.
  const go = json(value).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e').replaceAll('&', '\\u0026')
  return [value, json(value), go, json(json(value)), json(go), encodeURIComponent(value), encodeURI(value), ...inside]
}

/** What would give a canary away: its lines, each in every spelling. A frame of a key is in every key. */
const traces = Object.entries(canaries).flatMap(([name, value]) =>
  [value, ...value.split('\n')]
    .map((line) => line.trim())
    .filter((line) => !/^-----[A-Z ]+-----$/.test(line))
    .flatMap((line) => encodings(line).map((trace) => ({ name, trace }))),
)

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', '#34': '"', '#39': "'", lt: '<', gt: '>', amp: '&' }
const withoutEntities = (html: string): string =>
  html.replaceAll(/&(quot|#34|#39|lt|gt|amp);/g, (_, name: string) => ENTITIES[name] ?? '')

/** A text, what it says as HTML, and what is packed in it in base64, as the models of surfaces and receipts are. */
const unpacked = (text: string): string =>
  [
    text,
    withoutEntities(text),
    ...[...text.matchAll(/[A-Za-z0-9+/]{40,}={0,2}/g)].map(([packed]) => {
      const bytes = Buffer.from(packed, 'base64')
      return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8')
    }),
  ].join('\n')

/** The canaries that some texts give away: `name: what stands there`. What a runner is told to mask is no output. */
export const leaksIn = (texts: Readonly<Record<string, string>>): string[] =>
  Object.entries(texts).flatMap(([place, text]) => {
    const shown = unpacked(text.replaceAll(/^::add-mask::.*$/gm, ''))
    const found = traces.filter(({ trace }) => shown.includes(trace))
    const context = (trace: string): string => shown.slice(Math.max(0, shown.indexOf(trace) - 60), shown.indexOf(trace))
    return [...new Set(found.map(({ name, trace }) => `${place}: ${name} as ${trace} after ${context(trace)}`))]
  })
