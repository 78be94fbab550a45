import type { ErrorObject } from 'ajv/dist/2020.js'
import { stringifyJson } from '../json/stringifyJson.ts'

/** A mistake against the schema: where it is, what it is, and whether the key is to be pointed at. */
export type ConfigFault = { readonly pointer: string; readonly fault: string; readonly onKey: boolean }

/** A schema's complaint in words that tell what to write instead. */
export const configFault = (error: ErrorObject | undefined): ConfigFault => {
  if (error === undefined) return { pointer: '', fault: 'it is not a configuration', onKey: false }
  const { instancePath: pointer, keyword, params, message = 'it is not understood' } = error
  const here = { pointer, onKey: false }
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty'])
      return {
        pointer: `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        fault: `there is no setting called ${name} here`,
        onKey: true,
      }
    }
    case 'required':
      return { ...here, onKey: true, fault: `${String(params['missingProperty'])} is missing` }
    case 'enum':
      return { ...here, fault: `one of ${(params['allowedValues'] as readonly string[]).join(', ')} belongs here` }
    case 'const':
      return { ...here, fault: `${stringifyJson(params['allowedValue'])} belongs here` }
    case 'type':
      return { ...here, fault: `a value of type ${[params['type']].flat().join(' or ')} belongs here` }
    case 'propertyNames':
      return {
        pointer: `${pointer}/${String(params['propertyName'])}`,
        fault: `${String(params['propertyName'])} is no name: letters, digits, - and _ are`,
        onKey: true,
      }
    case 'pattern':
      return { ...here, fault: PATTERNS[String(params['pattern'])] ?? `it does not fit ${String(params['pattern'])}` }
    default:
      return { ...here, fault: message }
  }
}

const PATTERNS: Readonly<Record<string, string>> = {
  '^[1-9][0-9]{0,4}[smhd]$': 'a duration belongs here: a whole number and s, m, h or d, such as 45m or 7d',
  '^[A-Za-z0-9_-]+$': 'a login belongs here, or the numeric id of an account',
  '^[A-Za-z0-9-]+/[A-Za-z0-9_.-]+$': 'a team belongs here as organisation/slug',
  '^refs/': 'a full ref belongs here, such as refs/heads/main',
  '^\\.github/workflows/': 'the path of a workflow belongs here, such as .github/workflows/apply.yml',
}
