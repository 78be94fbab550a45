import type { ApiRequest } from './ApiRequest.ts'

/** Whether a request is a server-side apply: its body is the whole object as its owner wants it, there or not. */
export const isServerSideApply = ({ contentType }: Pick<ApiRequest, 'contentType'>): boolean =>
  contentType === 'application/apply-patch+yaml'
