import type { BranchRules, Environment, Settings } from '../../src/doctor/Settings.ts'

const sha = '0123456789abcdef0123456789abcdef01234567'

/** A workflow that nothing is wrong with; tests spoil one thing at a time. */
export const goodWorkflow = `name: deploy
on:
  pull_request:
    types: [opened, synchronize, reopened, closed]
  pull_request_review:
    types: [submitted, edited, dismissed]
  issue_comment:
    types: [created, edited, deleted]
permissions: {}
concurrency:
  group: deploy
  cancel-in-progress: false
jobs:
  gate:
    runs-on: ubuntu-latest
    environment: cluster-read
    permissions:
      contents: read
      pull-requests: write
      statuses: write
    steps:
      - uses: actions/checkout@${sha}
        with:
          ref: refs/pull/\${{ github.event.issue.number }}/merge
          persist-credentials: false
      - run: helm plugin list
        env:
          KUBECONFIG_PLAN: \${{ secrets.KUBECONFIG_PLAN }}
      - id: gate
        uses: helm-query-gate/helm-query-gate@${sha}
        with:
          release: web
          environment: production
          digest-key: \${{ secrets.DIGEST_KEY }}
  apply:
    needs: gate
    if: needs.gate.outputs.approved == 'true'
    runs-on: ubuntu-latest
    environment: production
    permissions:
      contents: read
      pull-requests: write
      statuses: write
    steps:
      - run: printf '%s' "$KEY"
        env:
          KEY: \${{ secrets.KUBECONFIG_DEPLOY }}
      - uses: helm-query-gate/helm-query-gate@${sha}
        with:
          command: apply
          digest-key: \${{ secrets.DIGEST_KEY }}
`

export const goodRules: BranchRules = {
  isProtected: true,
  needsPullRequest: true,
  needsOwners: true,
  statuses: [{ name: 'helm-query-gate/web/production', app: 15368 }],
}

export const goodEnvironment: Environment = { branches: ['main'], adminsBypass: false, reviewers: 0 }

/** Settings that nothing is wrong with. */
export const goodSettings: Settings = {
  defaultBranch: 'main',
  rules: { seen: true, value: goodRules },
  environments: new Map([['production', { seen: true, value: goodEnvironment }]]),
  token: { seen: true, value: { writes: false, approves: false } },
  owners: { seen: true, value: '* @acme/all\n/.github/ @acme/platform # deploys\n' },
  ownersErrors: { seen: true, value: [] },
  configuration: { seen: true, value: true },
}
