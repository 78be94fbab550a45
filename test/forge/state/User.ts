/** An account. REST shows a bot as `name[bot]`, GraphQL as `name`. */
export interface User {
  readonly id: number
  login: string
  readonly type: 'User' | 'Bot' | 'Organization'
  /** Its account is gone: GraphQL shows nobody where it wrote, REST the account `ghost`. */
  deleted: boolean
}
