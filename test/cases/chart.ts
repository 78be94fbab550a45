import type { Manifest } from '../corpus/Manifest.ts'
import type { Files } from '../helm/Scene.ts'

/** The templates of a bare chart: these objects, or texts of one or more documents, in one file. */
export const chart = (...documents: readonly (Manifest | string)[]): Files => ({
  'chart/templates/all.yaml': documents
    .map((document) => `---\n${typeof document === 'string' ? document : JSON.stringify(document)}\n`)
    .join(''),
})
