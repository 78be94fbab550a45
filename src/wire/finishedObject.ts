import { isObject } from '../json/isObject.ts'
import type { JsonObject } from '../json/Json.ts'

const MOMENT = '2000-01-01T00:00:00Z'

const condition = (type: string): JsonObject => ({
  type,
  status: 'True',
  lastTransitionTime: MOMENT,
  reason: 'Rehearsed',
})

const STATUS: Readonly<Record<string, JsonObject>> = {
  Job: {
    succeeded: 1,
    startTime: MOMENT,
    completionTime: MOMENT,
    conditions: [condition('SuccessCriteriaMet'), condition('Complete')],
  },
  Pod: { phase: 'Succeeded', conditions: [condition('Initialized'), condition('Ready')] },
  Namespace: { phase: 'Active' },
  CustomResourceDefinition: { conditions: [condition('NamesAccepted'), condition('Established')] },
}

/** An object as the program will find it once the cluster has done its work: Jobs and Pods done, CRDs established. */
export const finishedObject = (object: JsonObject): JsonObject => {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const known = {
    uid: '00000000-0000-4000-8000-000000000000',
    creationTimestamp: MOMENT,
    resourceVersion: '1',
    generation: 1,
  }
  const kind = typeof object['kind'] === 'string' ? object['kind'] : ''
  const status = STATUS[kind]
  const present = Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null && value !== ''))
  return { ...object, metadata: { ...known, ...present }, ...(status === undefined ? {} : { status }) }
}
