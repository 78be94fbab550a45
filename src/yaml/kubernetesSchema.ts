import { boolYaml11Tag, CORE_SCHEMA, defineScalarTag, mergeTag, NOT_RESOLVED } from 'js-yaml'

const INTEGER = /^([-+]?)(?:0b([01]+)|0o?([0-7]+)|0x([0-9a-fA-F]+)|(0|[1-9][0-9]*))$/

// Helm and Kubernetes read YAML 1.1 booleans and octals, no dates, and integers of 64 bits exactly.
const exactInteger = defineScalarTag('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: '-+0123456789'.split(''),
  resolve: (text: string) => {
    const match = INTEGER.exec(text)
    if (match === null) return NOT_RESOLVED
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
