import { textAt } from '../json/at.ts'
import type { ApiRequest } from './ApiRequest.ts'
import { objectPath } from './parsePath.ts'

/** The name of the object that a request writes; `prefix*` where the API server is to make it up. */
export const writtenName = ({ target, body }: Pick<ApiRequest, 'target' | 'body'>): string =>
  target.name ?? textAt(body, 'metadata', 'name') ?? `${textAt(body, 'metadata', 'generateName') ?? ''}*`

/** The path of the object that a request writes. */
export const writtenPath = (request: Pick<ApiRequest, 'target' | 'body'>): string =>
  objectPath(request.target, writtenName(request))
