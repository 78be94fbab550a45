import { boolYaml11Tag, CORE_SCHEMA, defineScalarTag, mergeTag, NOT_RESOLVED } from 'js-yaml'

const INTEGER = /^([-+]?)(?:0[bB]([01]+)|0[oO]?([0-7]+)|0[xX]([0-9a-fA-F]+)|(0|[1-9][0-9]*))$/
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/

// Helm and Kubernetes read YAML 1.1 booleans and octals, no dates, integers of 64 bits exactly, and a number whatever
// underscores stand in it.
const exactInteger = defineScalarTag('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: '-+.0123456789'.split(''),
  resolve: (text: string) => {
    const plain = text.replaceAll('_', '')
    const match = INTEGER.exec(plain)
    if (match === null) return plain !== text && FLOAT.test(plain) ? Number(plain) : NOT_RESOLVED
    const [, sign, binary, octal, hex, decimal] = match
    const size = BigInt(
      binary !== undefined
        ? `0b${binary}`
        : octal !== undefined
          ? `0o${octal}`
          : hex !== undefined
            ? `0x${hex}`
            : (decimal ?? '0'),
    )
    const value = sign === '-' ? -size : size
    return Number.isSafeInteger(Number(value)) ? Number(value) : value
  },
  identify: (value: unknown) => typeof value === 'bigint' || Number.isInteger(value),
})

/** YAML as Helm and Kubernetes read it. */
export const kubernetesSchema = CORE_SCHEMA.withTags(mergeTag, boolYaml11Tag, exactInteger)
