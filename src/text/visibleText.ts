// Ranges of characters that hide or imitate text beside Unicode's own classes of them, and of line ends other than \n:
// controls, fillers, blanks that are no blank, variation selectors, tags.
const RANGES: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0xe0000, 0xe0fff],
]
const braced = (code: number): string => `\\u{${code.toString(16)}}`
const HIDDEN = new RegExp(
  `[${RANGES.map(([from, to]) => `${braced(from)}-${braced(to)}`).join('')}\\p{Cf}\\p{Default_Ignorable_Code_Point}]|(?! )\\p{Zs}|\\p{Surrogate}`,
  'gu',
)

// A word of Latin letters with one of a script that has the same shapes reads as another word than it is. Words are
// taken apart first, so that a long one is looked at once.
const WORD = /[\p{L}\p{M}\p{N}_]+/gu
const LATIN = /\p{Script=Latin}/u
const LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/gu

/**
 * A text with every character that a reader would not see, or would take for another, shown as `<U+202E>`, a carriage
 * return as `␍`.
 */
export const visibleText = (text: string): string => {
  if (PLAIN.test(text)) return text
  const shown = text.replaceAll(HIDDEN, (character) => named(character))
  return shown.search(LOOKALIKE) < 0
    ? shown
    : shown.replaceAll(WORD, (word) =>
        LATIN.test(word) ? word.replaceAll(LOOKALIKE, (character) => named(character)) : word,
      )
}

// Nearly all texts: nothing to look for.
const PLAIN = /^[\n\t\u{20}-\u{7E}]*$/u

const named = (character: string): string => {
  if (character === '\r') return '␍'
  const code = character.codePointAt(0) ?? 0
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}
