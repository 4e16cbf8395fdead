/** What is kept of somebody who follows the official account, or has. */
export interface FollowState {
  subscribed: boolean
  subscribeTime: number
  subscribeScene: string
  qrScene: number
  qrSceneStr: string
  remark: string
  tagIds: number[]
  /** The person switched off template messages for this account. */
  refusesTemplates: boolean
  /** When they left (unix seconds). */
  leftAt?: number
}
