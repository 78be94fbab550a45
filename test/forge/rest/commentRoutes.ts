import { validated } from '../description/validated.ts'
import type { Comment, Reaction } from '../state/Comment.ts'
import type { Call, Routes } from './Call.ts'
import { page } from './page.ts'
import { Refusal } from './Refusal.ts'

const read = ['issues:read', 'pull_requests:read']
const write = ['issues:write', 'pull_requests:write']
const limit = 65_536

export const commentRoutes: Routes = {
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': {
    needs: read,
    answer: (call) => {
      const since = call.query.get('since') ?? ''
      const comments = call.repository.comments(issueOf(call)).filter((comment) => comment.updatedAt >= since)
      return page(call, comments, (comment) => shown(call, comment))
    },
  },
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': {
    needs: write,
    answer: (call) => {
      const issue = issueOf(call)
      if (call.repository.pulls.issues.get(issue)?.locked === true)
        throw new Refusal(403, 'Unable to create comment because issue is locked.')
      const app = call.token.user.type === 'Bot' ? { throughApp: call.token.user.login.replace('[bot]', '') } : {}
      const comment = call.repository.conversation.add(issue, call.token.user, bodyOf(call), app)
      return { status: 201, body: shown(call, comment) }
    },
  },
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}': {
    needs: read,
    answer: (call) => ({ status: 200, body: shown(call, commentOf(call)) }),
  },
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': {
    needs: write,
    answer: (call) => {
      const comment = commentOf(call)
      call.repository.conversation.edit(comment, call.token.user, bodyOf(call))
      return { status: 200, body: shown(call, comment) }
    },
  },
  'DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}': {
    needs: write,
    answer: (call) => {
      call.repository.deleteComment(commentOf(call).id, call.token.user.login)
      return { status: 204 }
    },
  },
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': {
    needs: read,
    answer: (call) => {
      const content = call.query.get('content')
      const reactions = commentOf(call).reactions.filter((one) => content === null || one.content === content)
      return page(call, reactions, (reaction) => call.present.reaction(reaction))
    },
  },
  'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': {
    needs: write,
    answer: (call) => {
      const { content } = validated<{ content: Reaction['content'] }>(call.body)
      const { reaction, isNew } = call.repository.conversation.react(commentOf(call), call.token.user, content)
      return { status: isNew ? 201 : 200, body: call.present.reaction(reaction) }
    },
  },
}

function issueOf(call: Call): number {
  const number = Number(call.parameters['issue_number'])
  if (!call.repository.pulls.issues.has(number)) throw Refusal.notFound()
  return number
}

function commentOf(call: Call): Comment {
  const comment = call.repository.conversation.comments.get(Number(call.parameters['comment_id']))
  if (!comment) throw Refusal.notFound()
  return comment
}

function bodyOf(call: Call): string {
  const { body } = validated<{ body: string }>(call.body)
  if (body.trim() === '') throw Refusal.invalid('IssueComment', 'data', 'Body cannot be blank', 'unprocessable')
  if (Array.from(body).length > limit) {
    throw Refusal.invalid('IssueComment', 'body', `body is too long (maximum is ${limit} characters)`)
  }
  return body
}

function shown(call: Call, comment: Comment): unknown {
  return call.present.comment(call.repository, comment)
}
