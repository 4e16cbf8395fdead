export * as workCalls from './calls'
export * from './callback'
export * from './client'
export type {
  AppMessage,
  Attachment,
  ContactWayRequest,
  ExternalContactReply,
  GroupMessage,
  WelcomeMessage,
  WorkMember,
} from './types'
