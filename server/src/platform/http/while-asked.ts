import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { FastifyReply } from 'fastify'

/** An AbortSignal that tells when whoever asked went away before there was an answer: work for nobody can stop. */
export const WhileAsked = createParamDecorator((_: unknown, context: ExecutionContext): AbortSignal => {
  const { raw } = context.switchToHttp().getResponse<FastifyReply>()
  const controller = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort()
  })
  return controller.signal
})
