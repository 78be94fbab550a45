/**
 * How far the gate's own words can be trusted. L1: it speaks as GITHUB_TOKEN or as a person, and every workflow of the
 * repository can speak with the same voice. L2: it speaks as an app of its own.
 */
export type IdentityLevel = 'L1' | 'L2'

/** `viewer` is the login that GitHub gives the token's account, with `[bot]` where it is an app. */
export const identityLevel = (viewer: string): IdentityLevel =>
  viewer.endsWith('[bot]') && viewer !== 'github-actions[bot]' ? 'L2' : 'L1'
