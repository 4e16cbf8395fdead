import { PassThrough, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Injectable, type OnModuleInit } from '@nestjs/common'
import { HttpAdapterHost } from '@nestjs/core'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../../platform/errors'

const PATH = '/v1/track'
const PREFLIGHT_SECONDS = '86400'

/** Fastify compares what came over the wire with the content length it was told. */
type CountedStream = PassThrough & { receivedEncodedLength?: number }

const isTracking = ({ url }: FastifyRequest): boolean => url === PATH || url.startsWith(`${PATH}?`)

/**
 * What the tracking API understands beyond the rest of the server: calls from foreign pages (CORS without cookies: the
 * key alone counts, and a source may restrict its origins), bodies that `sendBeacon` can send only as text, and gzip.
 */
@Injectable()
export class TrackWire implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>()
    server.addHook('onRequest', async (request, reply) => {
      if (!isTracking(request)) return
      void reply.header('access-control-allow-origin', '*')
      if (request.method === 'OPTIONS') {
        return reply
          .header('access-control-allow-methods', 'POST')
          .header('access-control-allow-headers', 'authorization, content-type, content-encoding, x-request-id')
          .header('access-control-max-age', PREFLIGHT_SECONDS)
          .code(204)
          .send()
      }
      // A beacon with another type would ask for leave first, which a page that is closing cannot wait for.
      if (request.headers['content-type']?.startsWith('text/plain'))
        request.headers['content-type'] = 'application/json'
      return undefined
    })
    server.addHook('preParsing', (request, _reply, payload, done) => {
      if (!isTracking(request) || request.headers['content-encoding'] !== 'gzip') done(null, payload)
      else done(null, unzipped(payload))
    })
  }
}

/** The server's own limit counts the unpacked bytes, so a small bomb does not become a big one. */
function unzipped(payload: Readable): CountedStream {
  const plain: CountedStream = new PassThrough()
  plain.receivedEncodedLength = 0
  payload.on('data', (chunk: Buffer) => {
    plain.receivedEncodedLength = (plain.receivedEncodedLength ?? 0) + chunk.length
  })
  const refuse = (cause: Error): unknown => plain.destroy(new AppError('BAD_REQUEST', { cause }))
  payload.on('error', refuse).pipe(createGunzip()).on('error', refuse).pipe(plain)
  return plain
}
