import type { getOctokit } from '@actions/github'
import { textAt } from '../json/at.ts'
import type { Json } from '../json/Json.ts'

type OctokitPlugin = Parameters<typeof getOctokit>[2]

/** What one attempt may take, and who is told the `date` of its answer. */
export type Attempt = { readonly timeoutSeconds: number; readonly sawDate: (date: string) => void }

/** What holds for every single attempt of a call: a time limit of its own, and an answer that came whole. */
export const eachAttempt =
  ({ timeoutSeconds, sawDate }: Attempt): NonNullable<OctokitPlugin> =>
  (octokit) => {
    octokit.hook.wrap('request', async (request, options) => {
      // What is passed on is not what the next hook gets: they all share this one object.
      Object.assign(options, { request: { ...options.request, signal: AbortSignal.timeout(timeoutSeconds * 1000) } })
      try {
        const response = await request(options)
        const { headers, data } = response
        if (headers.date !== undefined) sawDate(headers.date)
        if (!isText(headers['content-type'], data)) return response
      } catch (error) {
        // An unchanged answer comes as an error, too.
        const date = textAt(error as Json, 'response', 'headers', 'date')
        if (date !== undefined) sawDate(date)
        throw error
      }
      throw Object.assign(new Error('The answer is not whole, or not of GitHub.'), { status: 500, request: options })
    })
  }

/**
 * Whether an answer has a body that is no JSON: Octokit passes on what came of one that broke off, or the page of a
 * proxy, as a text and with the status of success.
 */
const isText = (type: string | undefined, data: unknown): boolean => type !== undefined && typeof data === 'string'
