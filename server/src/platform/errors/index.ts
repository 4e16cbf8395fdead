import { ERRORS, type ErrorCode, type ErrorDeclaration, type ErrorDetail } from '@guiyi/shared'

export interface AppErrorOptions {
  /** The input field at fault, as the client named it. */
  field?: string
  /** Values for the `{name}` places of the message. */
  params?: Record<string, string | number>
  /** One line per faulty field; the code tells kinds of faults apart where the field has several. */
  details?: ErrorDetail[]
  cause?: unknown
}

/** A refusal with a code of the shared catalogue; the only error that reaches a client with its own text. */
export class AppError extends Error {
  readonly declaration: ErrorDeclaration
  readonly field?: string
  readonly details?: ErrorDetail[]

  constructor(
    readonly code: ErrorCode,
    options: AppErrorOptions = {},
  ) {
    const declaration: ErrorDeclaration = ERRORS[code]
    const message = declaration.message.replace(/\{(\w+)\}/g, (_, name: string) => String(options.params?.[name] ?? ''))
    super(message, { cause: options.cause })
    this.name = code
    this.declaration = declaration
    this.field = options.field
    this.details = options.details
  }
}

/** The code of an error as it is kept beside a failed job or message: never its text, which may hold personal data. */
export function errorCodeOf(error: unknown): string {
  if (error instanceof AppError) return error.code
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return 'UNKNOWN'
}
