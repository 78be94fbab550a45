import type { JsonObject } from '../json/Json.ts'
import type { Place } from '../yaml/locate.ts'

/** A step of a job. */
export type Step = {
  readonly pointer: string
  readonly value: JsonObject
  /** The action that it uses; empty where it is none. */
  readonly uses: string
  /** The script that it runs; empty where it is none. */
  readonly run: string
  /** The command of the gate; null where the step is not the gate's. */
  readonly command: string | null
}

/** A job of a workflow. */
export type Job = {
  readonly id: string
  readonly pointer: string
  readonly value: JsonObject
  readonly steps: readonly Step[]
  /** Commands of the gate in its steps. */
  readonly commands: ReadonlySet<string>
  /** Jobs that must have ended before. */
  readonly needs: readonly string[]
}

/** A workflow as GitHub reads it, with the places of everything in its text. */
export type Workflow = {
  readonly file: string
  readonly text: string
  /** Offsets of its lines. */
  readonly starts: readonly number[]
  readonly places: ReadonlyMap<string, Place>
  readonly document: JsonObject
  /** Settings of each event that starts it; empty where the event has none. */
  readonly triggers: ReadonlyMap<string, JsonObject>
  readonly jobs: readonly Job[]
}
