import type { Diagnosis } from '../doctor/Diagnosis.ts'
import type { Finding } from '../doctor/Finding.ts'
import { codeSpan, fence } from './markdown.ts'
import { countsLine, placeText } from './renderDiagnosis.ts'

// GitHub drops a summary of more than 1 MiB without a word.
const MAX_FINDINGS = 500

/** What the doctor found, for the summary of a job. */
export const renderDiagnosisSummary = (diagnosis: Diagnosis): string => {
  const { findings } = diagnosis
  const rest = findings.length - MAX_FINDINGS
  return [
    `### Doctor: ${countsLine(diagnosis)}`,
    ...findings.slice(0, MAX_FINDINGS).map(findingBlock),
    ...(rest > 0 ? [`${rest} more are in the document.`] : []),
  ].join('\n\n')
}

const findingBlock = ({ code, severity, spot, sentence, fix }: Finding): string =>
  [
    `**${severity}** ${codeSpan(code)}${spot === null ? '' : ` at ${codeSpan(placeText(spot))}`}`,
    codeSpan(sentence),
    ...(spot === null ? [] : [fence('yaml', spot.excerpt)]),
    `Fix: ${codeSpan(fix)}`,
  ].join('\n\n')
