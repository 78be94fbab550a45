import { codeOwners } from '../policy/codeOwners.ts'
import { makeFinding } from './Finding.ts'
import type { Finding } from './Finding.ts'
import { notLookedAt } from './notLookedAt.ts'
import type { OwnersError, Settings } from './Settings.ts'

const GUARDED = ['.github/workflows/deploy.yml', '.github/helm-query-gate.yml', '.github/CODEOWNERS']

/** Whether somebody owns what the gate is made of, and GitHub understands the file that says so. */
export const checkOwners = ({ owners, ownersErrors, configuration }: Settings): Finding[] => [
  ...(owners.seen ? missing(owners.value) : [notLookedAt('the code owners', owners.why)]),
  ...(ownersErrors.seen
    ? ownersErrors.value.map(errorFinding)
    : [notLookedAt("GitHub's errors of the code owners", ownersErrors.why)]),
  ...(configuration.seen
    ? configuration.value
      ? []
      : [noConfiguration]
    : [notLookedAt('the configuration file', configuration.why)]),
]

const missing = (text: string | null): Finding[] => {
  const unowned = GUARDED.filter((path) => text === null || !isOwned(text, path))
  if (unowned.length === 0) return []
  return [
    makeFinding(
      'D_OWNERS_MISSING',
      null,
      `CODEOWNERS gives nobody ${unowned.map((path) => path.replace('deploy.yml', '*')).join(', ')}.`,
      'Add a line `/.github/ @acme/platform`, with people who may change how things are deployed.',
    ),
  ]
}

/** A line without owners gives a path to nobody; an e-mail address is nobody that could be looked up. */
const isOwned = (text: string, path: string): boolean => {
  const line = codeOwners(text, path)
  return line !== null && line.users.length + line.teams.length > 0
}

const errorFinding = ({ path, line, column, source, kind }: OwnersError): Finding =>
  makeFinding(
    'D_OWNERS_ERRORS',
    { file: path, line, column, excerpt: source.split('\n')[0] ?? '' },
    `GitHub does not understand this line of CODEOWNERS: ${kind}.`,
    'Correct it; until then the line gives its paths to nobody.',
  )

const noConfiguration = makeFinding(
  'D_CONFIGURATION_MISSING',
  null,
  'The default branch has no .github/helm-query-gate.yml, so inputs of the workflow say what is required.',
  'Copy examples/hardened/.github/helm-query-gate.yml and adapt it.',
)
