export interface Offer {
  url: string
  /** The publisher's list of SHA-256 sums. */
  sums: string
  /** Where the program is in the archive; without it the download is the program. */
  member?: string
}

/** Rejects with a sentence when the program cannot be had or is not what its publisher says. */
export function download(offer: Offer, target: string): Promise<void>
