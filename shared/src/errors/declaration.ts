/**
 * One coded error: the HTTP status it answers with, the Chinese sentence a person reads, and how loud it is in the log.
 * `{name}` in the message is replaced by the parameter of that name.
 */
export interface ErrorDeclaration {
  status: number
  message: string
  log?: 'silent' | 'warn' | 'error'
}
