export interface Dispatch {
  readonly workflow: string
  readonly ref: string
  readonly inputs: Readonly<Record<string, unknown>>
}

export interface CheckRun {
  readonly id: number
  readonly name: string
  readonly head_sha: string
  readonly status?: 'queued' | 'in_progress' | 'completed'
  readonly conclusion?: string
  readonly output?: { readonly title: string; readonly summary: string }
}

/** What was started and what was checked, in order. */
export class Automation {
  readonly dispatches: Dispatch[] = []
  readonly checks: CheckRun[] = []
}
