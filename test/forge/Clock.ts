/** The forge's time. Every stamp is a whole second later than the one before; it never runs backwards. */
export class Clock {
  readonly #source: () => number
  #ahead = 0
  #last = 0
  #held = false

  /** Starts at the real time and flows with it, or stands at `start` and moves only by stamps and `advance`. */
  constructor(start?: string) {
    const fixed = start === undefined ? undefined : Date.parse(start)
    this.#source = fixed === undefined ? Date.now : () => fixed
  }

  now(): number {
    return Math.max(this.#source() + this.#ahead, this.#last)
  }

  stamp(): string {
    const second = Math.floor(this.now() / 1000) * 1000
    if (!this.#held) this.#last = Math.max(second, this.#last + 1000)
    return new Date(this.#last).toISOString().replace('.000Z', 'Z')
  }

  advance(seconds: number): void {
    this.#ahead = this.now() - this.#source() + seconds * 1000
  }

  /** Everything stamped inside carries the same second, as two quick writes on GitHub do. */
  sameSecond<T>(run: () => T): T {
    this.stamp()
    this.#held = true
    try {
      return run()
    } finally {
      this.#held = false
    }
  }
}
