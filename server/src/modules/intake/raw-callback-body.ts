import { Injectable, type OnModuleInit } from '@nestjs/common'
import { HttpAdapterHost } from '@nestjs/core'
import type { FastifyInstance } from 'fastify'

/** More than any platform sends: their messages stay below a few kilobytes. */
const MAX_CALLBACK_BYTES = 512 * 1024
const RAW_TYPE = 'application/x-raw-callback'

/**
 * Callbacks are read as bytes whatever content type they claim: the platforms are not consistent about it, and a parser
 * in front would lose digits of 64-bit ids.
 */
@Injectable()
export class RawCallbackBody implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>()
    server.addContentTypeParser(
      RAW_TYPE,
      { parseAs: 'buffer', bodyLimit: MAX_CALLBACK_BYTES },
      (_request, body, done) => done(null, body),
    )
    server.addHook('onRequest', (request, _reply, done) => {
      if (request.method === 'POST' && request.url.startsWith('/callbacks/')) request.headers['content-type'] = RAW_TYPE
      done()
    })
  }
}
