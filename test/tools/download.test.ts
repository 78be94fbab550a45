import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { download } from '../../tools/parts/download.mjs'

const folder = mkdtempSync(join(tmpdir(), 'download-'))
const published = new Map<string, Buffer>()
const asked: string[] = []
let server: Server
let origin: string

beforeAll(async () => {
  mkdirSync(join(folder, 'linux-amd64'))
  writeFileSync(join(folder, 'linux-amd64', 'helm'), 'the program')
  execFileSync('tar', ['-czf', 'helm.tar.gz', 'linux-amd64'], { cwd: folder })
  const archive = readFileSync(join(folder, 'helm.tar.gz'))
  const sum = createHash('sha256').update(archive).digest('hex')
  const publish = (name: string, content: Buffer | string) => published.set(`/${name}`, Buffer.from(content))
  publish('helm.tar.gz', archive)
  publish('list', `${'0'.repeat(64)}  other.tar.gz\n${sum}  helm.tar.gz\n`)
  publish('alone', `${sum}\n`)
  publish('wrong', `${'0'.repeat(64)}  helm.tar.gz\n`)
  server = createServer(({ url = '' }, response) => {
    asked.push(url)
    response.writeHead(published.has(url) ? 200 : 404).end(published.get(url))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  origin = `http://127.0.0.1:${address.port}`
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(folder, { recursive: true })
})

function emptyTarget(): string {
  return join(mkdtempSync(join(folder, 'target-')), 'helm')
}

it('takes the program out of a verified archive and leaves nothing else', async () => {
  const target = emptyTarget()
  await download({ url: `${origin}/helm.tar.gz`, sums: `${origin}/list`, member: 'linux-amd64/helm' }, target)
  expect(readFileSync(target, 'utf8')).toBe('the program')
  expect(statSync(target).mode & 0o111).toBe(0o111)
  expect(readdirSync(join(target, '..'))).toEqual(['helm'])
})

it('takes a download that is the program, with a sum that stands alone', async () => {
  const target = emptyTarget()
  await download({ url: `${origin}/helm.tar.gz`, sums: `${origin}/alone` }, target)
  expect(readFileSync(target)).toEqual(published.get('/helm.tar.gz'))
})

it('refuses what its publisher did not publish', async () => {
  const target = emptyTarget()
  const from = (sums: string) => download({ url: `${origin}/helm.tar.gz`, sums: `${origin}/${sums}` }, target)
  await expect(from('wrong')).rejects.toThrow('its publisher says 000')
  await expect(from('absent')).rejects.toThrow('absent answered 404')
  expect(readdirSync(join(target, '..'))).toEqual([])
})

it('does not fetch a program that no list knows', async () => {
  asked.length = 0
  const offer = { url: `${origin}/unknown.tar.gz`, sums: `${origin}/list` }
  await expect(download(offer, emptyTarget())).rejects.toThrow('no SHA-256 sum for unknown.tar.gz')
  expect(asked).toEqual(['/list'])
})

it('asks an unreachable host once', async () => {
  const offer = { url: 'http://127.0.0.1:9/helm', sums: 'http://127.0.0.1:9/list' }
  await expect(download(offer, emptyTarget())).rejects.toThrow('127.0.0.1:9 cannot be reached')
  const started = performance.now()
  await expect(download(offer, emptyTarget())).rejects.toThrow('127.0.0.1:9 cannot be reached')
  expect(performance.now() - started).toBeLessThan(20)
})
