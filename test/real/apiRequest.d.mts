export interface ApiAnswer {
  status: number
  body: unknown
}

export type ApiRequest = (
  method: string,
  path: string,
  /** An object is sent as JSON, a string as it is. */
  body?: unknown,
  options?: { contentType?: string; accept?: string; token?: string },
) => Promise<ApiAnswer>

export function apiRequest(target: { server: string; certificate: string; token: string }): ApiRequest
