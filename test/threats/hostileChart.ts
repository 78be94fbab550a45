/** A text in YAML's double quotes, in ASCII: YAML takes no control character as it is. */
const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[^ -~]/gu,
    (character) => `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`,
  )

/** Orders to a log or a terminal, and characters that no document should hold. */
export const orders = [
  '::set-output name=approved::true',
  '::add-mask::web',
  '::stop-commands::x',
  '##[set-output name=approved;]true',
  '##[group]x',
  'a\n::error::forged',
  'a\r::error::forged',
  '\u001B[2J\u001B[31mred',
  '\u001B]0;title\u0007',
  'nul \u0000 nul',
  '\u009B31m',
] as const

/** What Markdown, HTML and GitHub would read as more than text. */
export const shouts = [
  '@acme/owners',
  '![x](https://evil.test/x.png)',
  '[click](https://evil.test/)',
  'https://evil.test/bare',
  '<img src="https://evil.test/i.png">',
  '<script>alert(1)</script>',
  '</details></details>',
  '<!-- hidden',
  '-->',
  '```',
  '`````\n# lie\n',
  '~~~',
  '| a | b |',
  '\n\n/approve all\n',
  '> [!NOTE]\n> all is well',
  'fixes #1',
] as const

/** Texts that are not what they look like, and what must be seen instead: our escape, or that of YAML. */
export const disguises: readonly { readonly text: string; readonly seen: RegExp }[] = [
  { text: 'nginx\u202Egnp.exe', seen: /nginx<U\+202E>gnp/ },
  { text: 'ad\u200Bmin', seen: /ad<U\+200B>min/ },
  { text: 'good\rbad', seen: /good(?:␍|\\r)bad/ },
  { text: '\u001B[8mhidden\u001B[0m', seen: /(?:<U\+001B>|\\e|\\x1B)\[8mhidden/i },
  { text: 'p\u0430ypal', seen: /p<U\+0430>ypal/ },
  { text: 'tag\u{E0041}', seen: /tag<U\+E0041>/ },
  { text: 'blank\u00A0blank', seen: /blank(?:<U\+00A0>|\\_|\\xA0)blank/i },
  { text: '\uFEFFbom', seen: /(?:<U\+FEFF>|\\uFEFF)bom/i },
]

const entries = (texts: readonly string[]): string => texts.map((text, n) => `  k${n}: ${quoted(text)}\n`).join('')

const configMap = (name: string, texts: readonly string[]): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  annotations:\n${entries(texts).replaceAll(/^/gm, '  ').trimEnd()}\ndata:\n${entries(texts)}`

/** Templates by their names: texts in values and annotations, and in what the cluster refuses. */
export const hostileTemplates = {
  'orders.yaml': configMap('orders', orders),
  'shouts.yaml': configMap('shouts', shouts),
  'disguises.yaml': disguises.map(({ text }, n) => configMap(`disguise-${n}`, [text])).join('---\n'),
  // Refused, with the labels and names in the words of the API server.
  'labels.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: labels\n  labels:\n${entries([
    ...orders,
    ...shouts,
  ])
    .replaceAll(/^/gm, '  ')
    .trimEnd()}\n`,
}

/** An object that no server takes, by a name that is an order. */
export const hostileName = `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${quoted(`name ${orders[0]} @acme`)}\n`
