import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common'
import type { ErrorCode, ErrorReply } from '@guiyi/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors'
import { LOGGER, type Logger } from '../logger'

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'BAD_REQUEST',
  401: 'NOT_LOGGED_IN',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'BAD_REQUEST',
  429: 'TOO_MANY_REQUESTS',
}

/** Turns whatever was thrown into a coded reply. What is not ours says nothing but its request id. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    const request = http.getRequest<FastifyRequest>()
    const reply = http.getResponse<FastifyReply>()
    const error = toAppError(thrown)
    this.log(error, thrown, request)
    const body: ErrorReply = {
      error: {
        code: error.code,
        message: error.message,
        ...(error.field ? { field: error.field } : {}),
        ...(error.details ? { details: error.details } : {}),
        requestId: request.id,
      },
    }
    void reply.status(error.declaration.status).header('cache-control', 'no-store').send(body)
  }

  private log(error: AppError, thrown: unknown, request: FastifyRequest): void {
    const level = error.declaration.log ?? 'silent'
    if (level !== 'silent')
      this.logger[level]({ err: error.code === 'INTERNAL' ? thrown : error, requestId: request.id }, error.code)
  }
}

/** The coded form of anything thrown. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown)
  const code = status === undefined ? undefined : CODE_OF_STATUS[status]
  return code
    ? new AppError(code, { cause: thrown, params: { what: '这个地址', permission: '' } })
    : new AppError('INTERNAL', { cause: thrown })
}

/** Fastify's own refusals (body too large, malformed JSON) carry the status on the error. */
function statusOf(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('statusCode' in thrown)) return undefined
  return typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined
}
