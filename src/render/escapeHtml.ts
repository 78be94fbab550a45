import { visibleText } from '../text/visibleText.ts'

/** Text for an HTML page: visible and never interpreted. */
export const escapeHtml = (text: string): string =>
  visibleText(text).replaceAll(/[&<>"'`]/g, (character) => `&#${character.codePointAt(0)};`)
