// Control and format characters that hide, reorder or imitate text, and line ends other than \n.
const HIDDEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFB]|[\u{E0000}-\u{E0FFF}]|[\uD800-\uDFFF](?![\uDC00-\uDFFF])/gu

/** A text with every character that a reader would not see shown as `<U+202E>`, a carriage return as `␍`. */
export const visibleText = (text: string): string => text.replaceAll(HIDDEN, (character) => named(character))

const named = (character: string): string => {
  if (character === '\r') return '␍'
  const code = character.codePointAt(0) ?? 0
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
}

/** Whether a text holds characters that a reader would not see. */
export const hidesText = (text: string): boolean => visibleText(text) !== text

/** One line for a log or terminal: visible, without line ends, and no workflow command wherever it stands. */
export const logLine = (text: string): string =>
  visibleText(text.replaceAll(/\s*\n\s*/g, ' '))
    .replaceAll('::', ': :')
    .replaceAll('##[', '# #[')
