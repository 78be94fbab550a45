/** How each job of a run ended; a job that was skipped is not in it. */
export type Jobs = Readonly<Record<string, 'success' | 'failure'>>

/** The results of jobs in act's JSON log. */
export const readJobs = (log: string): Jobs => {
  const jobs: Record<string, 'success' | 'failure'> = {}
  for (const line of log.split('\n')) {
    if (!line.startsWith('{')) continue
    const entry = JSON.parse(line) as { jobID?: string; jobResult?: string }
    if (entry.jobID === undefined || entry.jobResult === undefined) continue
    jobs[entry.jobID] = entry.jobResult === 'success' ? 'success' : 'failure'
  }
  return jobs
}
