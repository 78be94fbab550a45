import type { JsonObject } from '../json/Json.ts'
import { scalarText } from './scalarText.ts'

/** The condition of a job or step as text; empty where it has none. */
export const conditionOf = (value: JsonObject): string => scalarText(value['if'])
