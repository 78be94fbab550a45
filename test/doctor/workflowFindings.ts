import type { FindingCode } from '../../src/doctor/findingCodes.ts'

/** A change that spoils the good workflow: the code that must be found, and the start of the line that it is found in. */
export type Spoiled = {
  readonly code: FindingCode
  readonly what: string
  readonly from: string | RegExp
  readonly to: string
  readonly line: string
}

const spoil = (code: FindingCode, what: string, change: readonly [string | RegExp, string], line: string): Spoiled => ({
  code,
  what,
  from: change[0],
  to: change[1],
  line,
})

const apply = '  apply:\n    needs: gate\n'
const applyRights = /(environment: production\n)    permissions:\n(      .*\n){3}/
const plugin = '      - run: helm plugin list\n'
const types = 'types: [created, edited, deleted]'
const step = (text: string): readonly [string, string] => [plugin, `${plugin}${text}\n`]
const called = '  call:\n    uses: acme/shared/.github/workflows/x.yml@main\n'
const notify = '  notify:\n    needs: apply\n    if: always()\n    runs-on: ubuntu-latest\n    steps: [{ run: date }]\n'

/** Every finding that a workflow alone can show. */
export const workflowFindings: readonly Spoiled[] = [
  spoil('D_ACTION_TAG', 'checkout by a tag', [/(checkout@)\w{40}/, '$1v5'], '- uses: actions/checkout@v5'),
  spoil('D_ACTION_TAG', 'the gate by a short SHA', [/(gate@)\w{40}/, '$10123456'], 'uses: helm-query-gate/'),
  spoil('D_ACTION_UNPINNED', 'a foreign action', step('      - uses: acme/setup@v1'), '- uses: acme/setup@v1'),
  spoil('D_APPLY_NEEDS_NO_GATE', 'no needs', [apply, '  apply:\n'], 'apply:'),
  spoil('D_APPLY_NO_ENVIRONMENT', 'no environment', [/^ {4}environment: production\n/m, ''], 'apply:'),
  spoil('D_CACHE', 'a cache', step(`      - uses: actions/cache@${'c'.repeat(40)}`), '- uses: actions/cache@'),
  spoil(
    'D_CACHE',
    'a setup with a cache',
    step(`      - uses: actions/setup-node@${'c'.repeat(40)}\n        with: { cache: npm }`),
    '- uses: actions/setup-node@',
  ),
  spoil('D_CALLED_WORKFLOW', 'a workflow elsewhere', ['jobs:\n', `jobs:\n${called}`], 'uses: acme/shared/'),
  spoil(
    'D_CHECKOUT_CREDENTIALS',
    'not said',
    ['          persist-credentials: false\n', ''],
    '- uses: actions/checkout',
  ),
  spoil('D_CHECKOUT_CREDENTIALS', 'kept', ['credentials: false', 'credentials: true'], '- uses: actions/checkout'),
  spoil('D_CONCURRENCY_CANCELS', 'cancels', ['progress: false', 'progress: true'], 'cancel-in-progress: true'),
  spoil(
    'D_CONCURRENCY_CANCELS',
    'cancels sometimes, in the job',
    [apply, `${apply}    concurrency: { group: x, cancel-in-progress: '\${{ true }}' }\n`],
    'concurrency: {',
  ),
  spoil('D_CONCURRENCY_MISSING', 'none', [/concurrency:\n.*\n.*\n/, ''], 'apply:'),
  spoil('D_CONDITION_AFTER_GATE', 'a job', [/$/, notify], 'if: always()'),
  spoil(
    'D_CONDITION_AFTER_GATE',
    'a step',
    ['  apply:\n', '      - if: failure()\n        run: date\n  apply:\n'],
    '- if: failure()',
  ),
  spoil('D_CONDITION_ALWAYS', 'always', ["if: needs.gate.outputs.approved == 'true'", 'if: always()'], 'if: always()'),
  spoil('D_CONDITION_ALWAYS', 'not cancelled', ['if: needs.gate', 'if: ${{ !cancelled() }} && needs.gate'], 'if: ${{'),
  spoil(
    'D_CONDITION_ALWAYS',
    'the step',
    [/(.*uses: helm-query-gate.*\n)(        with:\n          command: apply)/, '$1        if: failure()\n$2'],
    'if: failure()',
  ),
  spoil('D_CONTINUE_ON_ERROR', 'the job', [apply, `${apply}    continue-on-error: true\n`], 'continue-on-error: true'),
  spoil(
    'D_CONTINUE_ON_ERROR',
    'the step, by an expression',
    ['      - id: gate\n', "      - id: gate\n        continue-on-error: ${{ github.event_name == 'push' }}\n"],
    'continue-on-error: ${{',
  ),
  spoil(
    'D_CREDENTIALS_IN_JOB',
    'for all steps',
    [apply, `${apply}    env: { TOKEN: '\${{ secrets.CLOUD }}' }\n`],
    'env: { TOKEN',
  ),
  spoil(
    'D_CREDENTIALS_IN_WORKFLOW',
    'for all',
    ['permissions: {}\n', 'permissions: {}\nenv:\n  KUBECONFIG: ${{ secrets.KUBE }}\n'],
    'KUBECONFIG: ${{',
  ),
  spoil(
    'D_CREDENTIALS_SHARED',
    'in the same environment',
    [/cluster-read([^]*)KUBECONFIG_PLAN }}/, 'production$1kubeconfig_deploy }}'],
    'KUBECONFIG_PLAN: ${{ secrets.kubeconfig_deploy',
  ),
  spoil(
    'D_CREDENTIALS_SHARED',
    'in none',
    [/    environment: cluster-read\n([^]*)secrets.KUBECONFIG_PLAN/, "$1secrets['KUBECONFIG_DEPLOY']"],
    "KUBECONFIG_PLAN: ${{ secrets['KUBE",
  ),
  spoil(
    'D_EXPRESSION_INJECTION',
    'a comment',
    [plugin, '      - run: |\n          date\n          echo "${{ github.event.comment.body }}"\n'],
    'echo "${{ github.event.comment.body }}"',
  ),
  spoil('D_EXPRESSION_INJECTION', 'a branch', step('      - run: echo ${{ github.head_ref }}'), '- run: echo'),
  spoil(
    'D_EXPRESSION_INJECTION',
    'a title in a function',
    step("      - run: echo ${{ format('{0}', github.event.pull_request.title) }}"),
    '- run: echo',
  ),
  spoil(
    'D_EXPRESSION_INJECTION',
    'another way to write it',
    step("      - run: echo ${{ github['event'].comment['BODY'] }}"),
    '- run: echo',
  ),
  spoil('D_EXPRESSION_INJECTION', 'everything', step('      - run: echo ${{ toJSON(github.event) }}'), '- run: echo'),
  spoil(
    'D_EXPRESSION_INJECTION',
    'a script',
    step(
      `      - uses: actions/github-script@${'d'.repeat(40)}\n        with:\n          script: say("\${{ github.event.issue.title }}")`,
    ),
    'script: say(',
  ),
  spoil('D_PERMISSIONS_MISSING', 'none', [/permissions: {}\n|    permissions:\n(      .*\n){3}/g, ''], 'gate:'),
  spoil('D_PERMISSIONS_SHORT', 'no statuses', ['      statuses: write\n', ''], 'permissions:'),
  spoil(
    'D_PERMISSIONS_SHORT',
    'none for the checkout beside a token of its own',
    [
      / {4}permissions:\n(?: {6}.*\n){3}([^]*?release: web)/,
      '    permissions: { issues: write }\n$1\n          github-token: x',
    ],
    'permissions: { issues',
  ),
  spoil('D_PERMISSIONS_SHORT', 'of the workflow', [applyRights, '$1'], 'permissions: {}'),
  spoil(
    'D_PERMISSIONS_WIDE',
    'packages',
    [applyRights, '$1    permissions:\n      packages: write\n'],
    'packages: write',
  ),
  spoil('D_PERMISSIONS_WIDE', 'everything', [applyRights, '$1    permissions: write-all\n'], 'permissions: write-all'),
  spoil(
    'D_PLAN_NO_ENVIRONMENT',
    'a secret outside',
    ['    environment: cluster-read\n', ''],
    'KUBECONFIG_PLAN: ${{ secrets',
  ),
  spoil('D_PULL_REQUEST_CODE', 'a script of the tree', [plugin, '      - run: ./setup.sh\n'], '- run: ./setup.sh'),
  spoil('D_PULL_REQUEST_CODE', 'npm', [plugin, '      - run: |\n          npm ci\n'], '- run: |'),
  spoil('D_PULL_REQUEST_CODE', 'a local action', step('      - uses: ./setup'), '- uses: ./setup'),
  spoil(
    'D_RULES_IN_WORKFLOW',
    'approvals',
    ['          release: web\n', '          required-approvals: 2\n'],
    'required-',
  ),
  spoil('D_SELF_HOSTED', 'a label', ['runs-on: ubuntu-latest', 'runs-on: [self-hosted, linux]'], 'runs-on: ['),
  spoil('D_TRIGGERS_MISSING', 'comments', [types, 'types: [created]'], 'issue_comment:'),
  spoil('D_TRIGGERS_MISSING', 'reviews', ['submitted, edited, dismissed', 'submitted'], 'pull_request_review:'),
  spoil('D_TRIGGERS_MISSING', 'no comments at all', [`  issue_comment:\n    ${types}\n`, ''], 'on:'),
  spoil(
    'D_TRIGGERS_MISSING',
    'the merge',
    [/, closed([^]*)release: web/, '$1apply-when: after-merge'],
    'pull_request:',
  ),
  spoil('D_WORKFLOW_UNREADABLE', 'no YAML', ['name: deploy', 'name: [deploy'], 'on:'),
]

/** Changes after which nothing more is wrong than before. */
export const harmless: readonly (readonly [string, string | RegExp, string])[] = [
  ['an action of the repository', 'actions/checkout@', './.github/actions/checkout?'],
  ['continue-on-error that is off', apply, `${apply}    continue-on-error: false\n`],
  ['types that are the default', types, '{}'],
  [
    'needs through another job',
    /needs: gate\n([^]*)$/,
    'needs: [between]\n$1  between:\n    needs: gate\n    steps: []\n',
  ],
  ['a comment handed over in env', plugin, `${plugin.trimEnd()}\n        name: \${{ github.event.comment.body }}\n`],
  [
    'permissions beside those needed',
    applyRights,
    '$1    permissions: { contents: write, pull-requests: write, statuses: write, deployments: write, id-token: write }\n',
  ],
  ['a number in a script', plugin, `${plugin}      - run: echo \${{ github.event.issue.number }}\n`],
  [
    'no permissions beside a token of its own',
    /(environment: production\n) {4}permissions:\n(?: {6}.*\n){3}([^]*command: apply)/,
    '$1    permissions: {}\n$2\n          github-token: ${{ steps.token.outputs.token }}',
  ],
  ['the key of digests in two jobs', /environment: cluster-read([^]*)secrets.KUBECONFIG_PLAN/, '$1vars.SERVER'],
]
