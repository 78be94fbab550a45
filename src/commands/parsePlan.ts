import { Ajv2020 } from 'ajv/dist/2020.js'
import planSchema from '../../schemas/plan.schema.json' with { type: 'json' }
import { GateError } from '../errors/GateError.ts'
import { parseJson } from '../json/parseJson.ts'
import type { Json } from '../json/Json.ts'
import type { Plan } from '../plan/Plan.ts'

/**
 * A plan document as another job wrote it, checked against its schema; unknown members are refused.
 *
 * @throws GateError E_PLAN_DOCUMENT where it is none.
 */
export const parsePlan = (text: string): Plan => {
  const validate = new Ajv2020({ strict: false }).compile<Plan>(planSchema)
  const value = readJson(text)
  if (validate(value)) return value
  const [fault] = validate.errors ?? []
  throw new GateError(
    'E_PLAN_DOCUMENT',
    `The plan document is not valid: ${fault?.instancePath ?? ''} ${fault?.message ?? ''}.`,
    'Pass the plan.json that the command plan of this version wrote.',
  )
}

const readJson = (text: string): Json => {
  try {
    return parseJson(text)
  } catch (cause) {
    throw new GateError(
      'E_PLAN_DOCUMENT',
      'The plan document is not JSON.',
      'Pass the plan.json that the command plan wrote.',
      { cause },
    )
  }
}
