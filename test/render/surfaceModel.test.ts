import { expect, it } from '@jest/globals'
import { deflateSync } from 'node:zlib'
import { surfaceOf } from '../../src/render/Surface.ts'
import { decodeModel, encodeModel } from '../../src/render/surfaceModel.ts'
import { planOf, queryOf } from './queryOf.ts'

const long = queryOf({ diff: Array.from({ length: 2000 }, (_, line) => `+line ${line}`).join('\n') })

it('a model comes back, and is much smaller than what it says', () => {
  const surface = surfaceOf(planOf([long]))
  expect(decodeModel(encodeModel(surface))).toEqual(surface)
  expect(encodeModel(surface).length).toBeLessThan(JSON.stringify(surface).length / 2)
})

it('a model that inflates without bounds is none', () => {
  const bomb = deflateSync(Buffer.alloc(65 * 1024 * 1024)).toString('base64')
  expect(() => decodeModel(bomb)).toThrow(expect.objectContaining({ code: 'ERR_BUFFER_TOO_LARGE' }))
})
