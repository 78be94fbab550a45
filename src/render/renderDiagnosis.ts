import type { Diagnosis } from '../doctor/Diagnosis.ts'
import type { Finding, Spot } from '../doctor/Finding.ts'
import type { Severity } from '../doctor/findingCodes.ts'
import { logLine } from '../text/logLine.ts'
import type { Paint } from './renderTerminal.ts'

const COLOURS = { weakness: 'red', unseen: 'yellow', hint: 'dim' } as const satisfies Record<Severity, string>

/** What the doctor found, for a terminal: each finding with its place, a caret under it, and its fix. */
export const renderDiagnosis = (diagnosis: Diagnosis, paint: Paint): string =>
  [paint('bold', countsLine(diagnosis)), ...diagnosis.findings.map((finding) => renderFinding(finding, paint))].join(
    '\n\n',
  )

/** How many findings of each gravity, in words. */
export const countsLine = ({ counts: { weakness, unseen, hint } }: Diagnosis): string =>
  [
    `${weakness} ${weakness === 1 ? 'weakness' : 'weaknesses'}`,
    `${unseen} not looked at`,
    `${hint} ${hint === 1 ? 'hint' : 'hints'}`,
  ].join(', ')

const renderFinding = ({ code, severity, spot, sentence, fix }: Finding, paint: Paint): string =>
  [
    `${paint(COLOURS[severity], severity)}  ${code}${spot === null ? '' : `  ${logLine(placeText(spot))}`}`,
    `  ${logLine(sentence)}`,
    ...(spot === null ? [] : excerptLines(spot).map((line) => paint('dim', line))),
    `  Fix: ${logLine(fix)}`,
  ].join('\n')

/** `file:line:column`, which editors make a link of. */
export const placeText = ({ file, line, column }: Spot): string => `${file}:${line}:${column}`

const excerptLines = ({ line, column, excerpt }: Spot): string[] => {
  // Escaping may lengthen what stands before the caret, and so does not move it off its place.
  const before = logLine(excerpt.slice(0, column - 1))
  const number = String(line).padStart(7)
  return [
    `${number} | ${before}${logLine(excerpt.slice(column - 1))}`,
    `${' '.repeat(7)} | ${' '.repeat(before.length)}^`,
  ]
}
