/** Who wrote something, as GitHub says. `id` is the numeric id, null for a deleted account. */
export type Author = { readonly id: number | null; readonly login: string; readonly isPerson: boolean }

/** A comment or review as GitHub reports it. */
export type Remark = {
  readonly id: string
  readonly kind: 'comment' | 'review'
  readonly author: Author
  readonly body: string
  /** When it was posted or submitted: ISO 8601, whole seconds. */
  readonly at: string
  readonly edited: boolean
  /** Whether it came as a reply by e-mail: whoever was forwarded the notification can write one. */
  readonly emailed: boolean
  readonly url: string
  /** For reviews; null for comments. */
  readonly state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED' | 'DISMISSED' | 'PENDING' | null
}

/** A comment by the gate's own account. */
export type OwnComment = {
  readonly id: string
  readonly databaseId: number
  readonly body: string
  readonly at: string
  readonly edited: boolean
  /** When somebody but the gate's account last edited it; null where nobody did. */
  readonly changedByOtherAt: string | null
  readonly minimized: boolean
  readonly url: string
}
