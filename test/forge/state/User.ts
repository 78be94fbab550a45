/** An account. REST shows a bot as `name[bot]`, GraphQL as `name`. */
export interface User {
  readonly id: number
  readonly login: string
  readonly type: 'User' | 'Bot' | 'Organization'
}
