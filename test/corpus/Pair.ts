import type { Scene } from '../helm/Scene.ts'
import type { Files } from '../helm/Scene.ts'
import type { Ground } from './Ground.ts'
import type { ScenarioName } from './scenarios.ts'

/** Where a pair is played: a namespace of its own on a real cluster. */
export interface Place {
  readonly ground: Ground
  readonly scene: Scene
  /** As admin, in the namespace of the release. */
  readonly kubectl: (args: readonly string[], input?: string) => Promise<string>
}

/** Two versions of a chart, and what is to be done with them. */
export interface Pair {
  readonly name: string
  /** What the first version is written over; default: an empty chart. `created`: what `helm create` makes. */
  readonly base?: 'web' | 'created'
  /** Files of the first version, by their path in the chart. */
  readonly before: Files
  /** What is different in the second one; a file that is null goes. */
  readonly after: Readonly<Record<string, string | null>>
  /** Flags of the installation, and of every upgrade. */
  readonly installArgs?: string
  readonly args?: string
  /** Makes what the chart needs, before the installation; what comes back is disposed of at the end. */
  prepare?(place: Place): Promise<AsyncDisposable | void>
  /** Does something by hand after the installation. */
  meddle?(place: Place): Promise<unknown>
  /** Default: both. */
  readonly majors?: readonly (3 | 4)[]
  /** Default: all that need no controllers. */
  readonly scenarios?: readonly ScenarioName[]
  /** Of writes in the first scenario, a refusal counting as one: fewer would prove little. Default: 1. */
  readonly least?: number
}
