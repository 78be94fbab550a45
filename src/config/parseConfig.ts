import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import { load, YAMLException } from 'js-yaml'
import configSchema from '../../schemas/config.schema.json' with { type: 'json' }
import { locate } from '../yaml/locate.ts'
import type { Config } from './Config.ts'
import { configError } from './configError.ts'
import type { ConfigFile } from './configError.ts'
import { configFault } from './configFault.ts'
import { misusedNames } from './misusedNames.ts'

const MAX_CHARACTERS = 200_000

/** Compiled once, and only where there is a file to read. */
let validate: ValidateFunction<Config> | undefined

/**
 * Reads a configuration file. Every mistake is refused, with its place: what nobody understands must not decide.
 *
 * @throws GateError E_CONFIG
 */
export const parseConfig = (file: ConfigFile): Config => {
  const value = loadYaml(file)
  validate ??= new Ajv2020({ strict: false, allErrors: true }).compile<Config>(configSchema)
  if (!validate(value)) throw refuse(file, validate.errors ?? [])
  const [misused] = misusedNames(value)
  if (misused !== undefined) throw configError(file, placeOf(file, misused.pointer).value, misused.fault)
  return value
}

const loadYaml = (file: ConfigFile): unknown => {
  if (file.text.length > MAX_CHARACTERS) throw configError(file, 0, 'the file is too long')
  try {
    // Anchors stand for what they name, so that nothing grows out of few lines.
    return load(file.text, { maxAliases: 50 })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    throw configError(file, error.mark?.position ?? 0, `it is not YAML: ${error.reason}`)
  }
}

/** The mistake that lies deepest is the one that was made; those around it follow from it. */
const refuse = (file: ConfigFile, errors: readonly ErrorObject[]): Error => {
  const depth = ({ instancePath, keyword }: ErrorObject): number =>
    instancePath.split('/').length * 2 + (keyword === 'if' || keyword === 'oneOf' ? 0 : 1)
  const [error] = [...errors].sort((a, b) => depth(b) - depth(a))
  const { pointer, fault, onKey } = configFault(error)
  const place = placeOf(file, pointer)
  return configError(file, onKey && place.key >= 0 ? place.key : place.value, fault)
}

const placeOf = ({ text }: ConfigFile, pointer: string): { readonly key: number; readonly value: number } =>
  locate(text).get(pointer) ?? { key: -1, value: 0 }
