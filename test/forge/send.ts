import type { ServerResponse } from 'node:http'
import type { Fault } from './Faults.ts'
import type { Answer } from './rest/Answer.ts'

/** Writes an answer, or as much of it as the fault lets through. */
export function send(response: ServerResponse, answer: Answer, fault: Fault | undefined): void {
  if (fault?.reset) return void response.socket?.resetAndDestroy()
  const raw = Buffer.isBuffer(answer.body)
  const json = Buffer.from(answer.body === undefined ? '' : JSON.stringify(answer.body))
  const bytes = Buffer.isBuffer(answer.body) ? answer.body : json
  const type = raw ? 'application/vnd.github.raw' : 'application/json; charset=utf-8'
  const described = answer.body === undefined ? {} : { 'content-type': type, 'content-length': String(bytes.length) }
  response.writeHead(answer.status, {
    'x-github-request-id': 'forge',
    ...described,
    ...answer.headers,
    ...fault?.headers,
  })
  if (!fault?.halfBody) return void response.end(bytes)
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.socket?.destroy())
}
