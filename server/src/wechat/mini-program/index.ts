export * as miniProgramCalls from './calls'
export * from './callback'
export * from './client'
export type { MiniProgramSession, PhoneNumberReply, SubscribeMessage, UnlimitedCodeRequest } from './types'
