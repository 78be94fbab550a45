import type { FindingCode } from '../../src/doctor/findingCodes.ts'
import type { BranchRules, Environment, Settings } from '../../src/doctor/Settings.ts'
import { goodEnvironment, goodRules } from './wellKept.ts'

type Changes = Partial<Settings>

const seen = <T>(value: T) => ({ seen: true, value }) as const
const unseen = { seen: false, why: 'GitHub refused when it was read.' } as const
const rules = (changes: Partial<BranchRules>): Changes => ({ rules: seen({ ...goodRules, ...changes }) })
const environment = (changes: Partial<Environment>): Changes => ({
  environments: new Map([['production', seen({ ...goodEnvironment, ...changes })]]),
})
const owners = (text: string | null): Changes => ({ owners: seen(text) })
const status = (name: string, app: number | null): Changes => rules({ statuses: [{ name, app }] })

/** Every finding in the settings: its code, what is wrong, the settings that are not well kept, words of the sentence. */
export const settingFindings: readonly (readonly [FindingCode, string, Changes, string])[] = [
  ['D_BRANCH_DIRECT_PUSH', 'no pull request', rules({ needsPullRequest: false, needsOwners: false }), 'main'],
  ['D_BRANCH_UNPROTECTED', 'no rule at all', rules({ isProtected: false, needsPullRequest: false }), 'main'],
  ['D_CONFIGURATION_MISSING', 'no file', { configuration: seen(false) }, '.github/helm-query-gate.yml'],
  ['D_ENVIRONMENT_ADMINS', 'bypass', environment({ adminsBypass: true }), 'production'],
  ['D_ENVIRONMENT_BRANCHES', 'no policy', environment({ branches: null }), 'production'],
  ['D_ENVIRONMENT_BRANCHES', 'a policy for all', environment({ branches: ['main', '**'] }), 'production'],
  ['D_ENVIRONMENT_BRANCHES', 'a policy for all with a slash', environment({ branches: ['*/**'] }), 'production'],
  ['D_ENVIRONMENT_MISSING', 'none', { environments: new Map([['production', seen(null)]]) }, 'production'],
  ['D_ENVIRONMENT_PULLS', 'merges', environment({ branches: ['main', 'refs/pull/*/merge'] }), 'production'],
  ['D_NOT_LOOKED_AT', 'rules', { rules: unseen }, 'the rules of the branch main. GitHub refused'],
  ['D_NOT_LOOKED_AT', 'token', { token: unseen }, 'the default permissions'],
  ['D_NOT_LOOKED_AT', 'owners', { owners: unseen }, 'the code owners'],
  ['D_NOT_LOOKED_AT', 'errors', { ownersErrors: unseen }, 'errors of the code owners'],
  ['D_NOT_LOOKED_AT', 'configuration', { configuration: unseen }, 'the configuration file'],
  ['D_NOT_LOOKED_AT', 'environment', { environments: new Map([['production', unseen]]) }, 'the environment production'],
  ['D_NOT_LOOKED_AT', 'bypass', environment({ adminsBypass: null }), 'whether administrators'],
  [
    'D_OWNERS_ERRORS',
    'a wrong line',
    {
      ownersErrors: seen([
        { path: '.github/CODEOWNERS', line: 3, column: 1, source: '* nobody', kind: 'Unknown owner' },
      ]),
    },
    'Unknown owner',
  ],
  ['D_OWNERS_MISSING', 'no file', owners(null), '.github/workflows/*, .github/helm-query-gate.yml, .github/CODEOWNERS'],
  ['D_OWNERS_MISSING', 'other paths', owners('/docs/ @acme/docs\n'), '.github/workflows/*'],
  ['D_OWNERS_MISSING', 'taken back', owners('* @acme/all\n/.github/CODEOWNERS\n'), 'nobody .github/CODEOWNERS.'],
  [
    'D_OWNERS_MISSING',
    'only a comment',
    owners('* @acme/all\n/.github/CODEOWNERS # @acme/x\n'),
    'nobody .github/CODEOWNERS.',
  ],
  ['D_OWNERS_NOT_REQUIRED', 'not asked', rules({ needsOwners: false }), 'main'],
  [
    'D_STATUS_NOT_PINNED',
    'any source',
    status('helm-query-gate/web/production', null),
    'helm-query-gate/web/production',
  ],
  ['D_STATUS_NOT_REQUIRED', 'another one', status('build', 15368), 'main'],
  ['D_TOKEN_APPROVES', 'may approve', { token: seen({ writes: false, approves: true }) }, 'approve'],
  ['D_TOKEN_WRITES', 'may write', { token: seen({ writes: true, approves: false }) }, 'write'],
]
