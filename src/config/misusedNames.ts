import type { Config, WrittenRequirement, WrittenRules } from './Config.ts'

type Misuse = { readonly pointer: string; readonly fault: string }

/** How many ways to choose branches of `any` a requirement may have: each is tried. */
const MAX_WAYS = 64

/** Roles that nobody defined, environments that nobody has, and requirements that nobody could follow. */
export const misusedNames = (config: Config): Misuse[] => {
  const known = new Set(['writers', ...Object.keys(config.roles ?? {})])
  const environments = Object.entries(config.environments ?? {})
  return [
    ...inRules(config, '', known),
    ...environments.flatMap(([name, rules]) => inRules(rules, `/environments/${token(name)}`, known)),
  ]
}

const token = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1')

const inRules = ({ requirement, override }: WrittenRules, pointer: string, known: ReadonlySet<string>): Misuse[] => [
  ...(requirement === undefined ? [] : inRequirement(requirement, `${pointer}/requirement`, known)),
  ...(requirement === undefined || ways(requirement) <= MAX_WAYS
    ? []
    : [{ pointer: `${pointer}/requirement`, fault: `its branches make more than ${MAX_WAYS} ways to be met` }]),
  ...(override === undefined ? [] : unknownIn(override.by, `${pointer}/override/by`, known)),
]

const inRequirement = (requirement: WrittenRequirement, pointer: string, known: ReadonlySet<string>): Misuse[] => {
  if (typeof requirement === 'string') return unknownIn(requirement, pointer, known)
  if ('all' in requirement)
    return requirement.all.flatMap((part, index) => inRequirement(part, `${pointer}/all/${index}`, known))
  if ('any' in requirement)
    return requirement.any.flatMap((part, index) => inRequirement(part, `${pointer}/any/${index}`, known))
  const { of, escalate } = requirement
  return [
    ...unknownIn(of, `${pointer}/of`, known),
    ...(escalate === undefined ? [] : unknownIn(escalate.to, `${pointer}/escalate/to`, known)),
  ]
}

const unknownIn = (names: string | readonly string[], pointer: string, known: ReadonlySet<string>): Misuse[] =>
  [names].flat().flatMap((name, index) =>
    known.has(name)
      ? []
      : [
          {
            pointer: typeof names === 'string' ? pointer : `${pointer}/${index}`,
            fault: `there is no role called ${name}; there are ${[...known].join(', ')}`,
          },
        ],
  )

const ways = (requirement: WrittenRequirement): number => {
  if (typeof requirement === 'string') return 1
  if ('any' in requirement) return requirement.any.reduce((sum, part) => sum + ways(part), 0)
  return 'all' in requirement ? requirement.all.reduce((product, part) => product * ways(part), 1) : 1
}
