import { visibleText } from './visibleText.ts'

/** One line for a log or terminal: visible, without line ends, and no workflow command wherever it stands. */
export const logLine = (text: string): string =>
  visibleText(text.replaceAll(/(?<!\s)\s*\n\s*/g, ' '))
    .replaceAll(/:(?=:)/g, ': ')
    .replaceAll('##[', '# #[')
