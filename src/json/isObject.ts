import type { Json, JsonObject } from './Json.ts'

/** Whether a value is a JSON object, neither a list nor null. */
export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
