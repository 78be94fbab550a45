import { X509Certificate } from 'node:crypto'
import { isObject } from '../json/isObject.ts'
import type { Json } from '../json/Json.ts'
import { sha256Bytes } from '../json/sha256Bytes.ts'

const MIN_JSON = 60
const CERTIFICATE = /^-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/

/**
 * A value as people can compare it: JSON on one line is broken into lines, token by token, so that nothing of it can
 * hide; binary data is its size and digest; a certificate is preceded by whose it is and how long it is valid; a carriage
 * return is `␍`.
 * `field` is the member that the value stands under.
 */
export const readableValue = (value: Json, field: string): Json => {
  if (typeof value === 'string') return readableText(value)
  if (Array.isArray(value)) return value.map((item: Json) => readableValue(item, ''))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      if (member === undefined) return [key, undefined]
      return [key, field === 'binaryData' ? binary(member) : readableValue(member, key)]
    }),
  )
}

/** A member of binaryData, which is base64, by size and digest. */
export const binary = (value: Json): Json => {
  if (typeof value !== 'string') return value
  const bytes = Buffer.from(value, 'base64')
  return `(${bytes.length} bytes, ${sha256Bytes(bytes)})`
}

const readableText = (text: string): string => {
  if (text.includes('-----BEGIN CERTIFICATE-----'))
    return text
      .split(/(?=-----BEGIN CERTIFICATE-----)/)
      .map((part) => part.replace(CERTIFICATE, (pem) => `${ownerOf(pem)}\n${pem}`))
      .join('')
  const start = text.trimStart()[0]
  const isLong = text.length >= MIN_JSON && !text.trim().includes('\n')
  // One carriage return would make YAML write the whole text on one line, between quotes.
  return isLong && (start === '{' || start === '[') && isJson(text) ? spread(text) : text.replaceAll('\r', '␍')
}

const ownerOf = (pem: string): string => {
  try {
    const { subject, validFrom, validTo } = new X509Certificate(pem)
    return `(certificate of ${subject.replaceAll('\n', ', ')}, valid from ${validFrom} to ${validTo})`
  } catch {
    // It only looks like one.
    return '(a certificate that cannot be read)'
  }
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSON with a line for each member; every character but the blanks between tokens stays as it is. */
const spread = (text: string): string => {
  let depth = 0
  const line = (): string => `\n${'  '.repeat(depth)}`
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? []
  return tokens
    .map((token, index) => {
      const opens = token === '{' || token === '['
      const closes = token === '}' || token === ']'
      const isEmpty = closes && (tokens[index - 1] === '{' || tokens[index - 1] === '[')
      if (opens) depth += 1
      if (closes) depth -= 1
      if (opens) return /[}\]]/.test(tokens[index + 1] ?? '') ? token : `${token}${line()}`
      if (closes) return isEmpty ? token : `${line()}${token}`
      if (token === ',') return `,${line()}`
      return token === ':' ? ': ' : token
    })
    .join('')
}
