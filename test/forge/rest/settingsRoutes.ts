import type { EnvironmentSettings } from '../state/Settings.ts'
import type { Answer } from './Answer.ts'
import type { Call, Routes } from './Call.ts'
import { page } from './page.ts'
import { Refusal } from './Refusal.ts'

/** What only the settings pages show. GITHUB_TOKEN can never hold `administration`. */
export const settingsRoutes: Routes = {
  'GET /repos/{owner}/{repo}/actions/permissions/workflow': {
    needs: ['administration:read'],
    answer: ({ repository: { settings } }) => ({
      status: 200,
      body: {
        default_workflow_permissions: settings.workflowPermissions,
        can_approve_pull_request_reviews: settings.workflowsMayApprove,
      },
    }),
  },
  'GET /repos/{owner}/{repo}/branches/{branch}': { needs: ['contents:read'], answer: branch },
  'GET /repos/{owner}/{repo}/branches/{branch}/protection': {
    needs: ['administration:read'],
    answer: ({ repository, parameters }) => {
      const protection = parameters['branch'] === repository.defaultBranch ? repository.settings.protection : null
      if (protection === null) throw new Refusal(404, 'Branch not protected')
      return { status: 200, body: protection }
    },
  },
  'GET /repos/{owner}/{repo}/rules/branches/{branch}': {
    needs: ['metadata:read'],
    answer: (call) => {
      const { repository, parameters } = call
      const rules = parameters['branch'] === repository.defaultBranch ? repository.settings.rules : []
      return page(call, rules, (rule) => rule)
    },
  },
  'GET /repos/{owner}/{repo}/codeowners/errors': {
    needs: ['contents:read'],
    answer: ({ repository, query }) => {
      const files = repository.git.files(repository.oid(query.get('ref') ?? repository.defaultBranch))
      const places = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS']
      if (!places.some((path) => files.has(path))) throw Refusal.notFound()
      return { status: 200, body: { errors: repository.settings.ownersFaults } }
    },
  },
  'GET /repos/{owner}/{repo}/environments/{environment_name}': {
    needs: ['actions:read'],
    answer: (call) => ({ status: 200, body: environmentBody(call) }),
  },
  'GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies': {
    needs: ['actions:read'],
    answer: (call) => {
      const { branches } = environmentOf(call)
      const names = typeof branches === 'string' ? [] : branches
      const wrap = (branch_policies: unknown[]) => ({ total_count: names.length, branch_policies })
      return page(call, names, (name) => ({ id: names.indexOf(name) + 1, node_id: `DBP_${name}`, name }), wrap)
    },
  },
}

function branch(call: Call): Answer {
  const { repository, parameters, present, world } = call
  const name = parameters['branch'] ?? ''
  const commit = repository.git.commits.get(repository.git.refs.get(`refs/heads/${name}`) ?? '')
  if (!commit) throw new Refusal(404, 'Branch not found')
  const url = `${world.url}/repos/${repository.fullName}/branches/${name}`
  const isProtected = name === repository.defaultBranch && repository.settings.protection !== null
  return {
    status: 200,
    body: {
      name,
      commit: present.commit(repository, commit),
      _links: { self: url, html: url },
      protected: isProtected,
      protection: { enabled: isProtected },
      protection_url: `${url}/protection`,
    },
  }
}

function environmentOf({ repository, parameters }: Call): EnvironmentSettings {
  const found = repository.settings.environments.get(parameters['environment_name'] ?? '')
  if (!found) throw Refusal.notFound()
  return found
}

function environmentBody(call: Call): Record<string, unknown> {
  const { repository, parameters, present, world } = call
  const name = parameters['environment_name'] ?? ''
  const { branches, adminsBypass, reviewers } = environmentOf(call)
  const url = `${world.url}/repos/${repository.fullName}/environments/${name}`
  const people = reviewers.map((login) => ({ type: 'User', reviewer: present.user(world.user(login)) }))
  const rule = { id: 1, node_id: 'GA_1', type: 'required_reviewers', prevent_self_review: true, reviewers: people }
  return {
    id: 1,
    node_id: `EN_${name}`,
    name,
    url,
    html_url: url,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    can_admins_bypass: adminsBypass,
    protection_rules: people.length === 0 ? [] : [rule],
    deployment_branch_policy:
      branches === 'all'
        ? null
        : { protected_branches: branches === 'protected', custom_branch_policies: branches !== 'protected' },
  }
}
