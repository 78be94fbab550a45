import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:https'

/**
 * Answers with a function that talks to one API server as one user, straight and without any client of ours between.
 * The certificate is read late: the API server makes it when it starts.
 */
export function apiRequest({ server, certificate, token }) {
  const agent = new Agent({ keepAlive: true })
  return (method, path, body, options = {}) =>
    new Promise((resolve, reject) => {
      const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
      const headers = {
        accept: options.accept ?? 'application/json',
        authorization: `Bearer ${options.token ?? token}`,
        ...(payload === undefined ? {} : bodyHeaders(payload, options.contentType)),
      }
      const call = request(
        `${server}${path}`,
        { method, headers, agent, ca: readFileSync(certificate) },
        (response) => {
          let text = ''
          response.setEncoding('utf8')
          response.on('data', (chunk) => (text += chunk))
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parse(text) }))
          response.on('error', reject)
        },
      )
      call.setTimeout(30_000, () => call.destroy(new Error(`${method} ${path}: no answer in 30 s`)))
      call.on('error', reject)
      call.end(payload)
    })
}

/** Node sends a DELETE's body without a length unless told. */
const bodyHeaders = (payload, contentType = 'application/json') => ({
  'content-type': contentType,
  'content-length': Buffer.byteLength(payload),
})

/** Some paths answer with plain text. */
function parse(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
