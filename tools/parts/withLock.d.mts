/** Runs `work` while no other living process holds the lock file. */
export function withLock<Result>(path: string, work: () => Promise<Result>, onWait?: () => void): Promise<Result>
