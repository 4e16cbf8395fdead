import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import fastifyStatic from '@fastify/static'

const WORKSPACES = resolve(__dirname, '../../../..')
const CONSOLE = join(WORKSPACES, 'admin/dist')
const MINI_PROGRAM_H5 = join(WORKSPACES, 'miniprogram/dist/h5')

/** The tracking script keeps its name, so that foreign pages can refer to it. */
function cacheOf(path: string): string {
  if (path.endsWith('.html')) return 'no-cache'
  return path.includes('/sdk/') ? 'public, max-age=3600' : 'public, max-age=31536000, immutable'
}

/** Serves the built clients: the console at `/`, the sidebar at `/sidebar/`, the mini-program's H5 at `/m/`, the tracking script at `/sdk/guiyi-track.js`. */
export async function serveClients(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance()
  const hasConsole = existsSync(CONSOLE)
  if (existsSync(MINI_PROGRAM_H5))
    await server.register(fastifyStatic, { root: MINI_PROGRAM_H5, prefix: '/m/', decorateReply: !hasConsole })
  if (!hasConsole) return
  await server.register(fastifyStatic, {
    root: CONSOLE,
    prefix: '/',
    wildcard: false,
    setHeaders: (reply, path) => {
      // Built files carry a hash in their name; the pages that name them must always be asked for anew.
      void reply.setHeader('cache-control', cacheOf(path))
    },
  })
  // The console routes in the browser: a page address that no route and no file answers gets the console itself.
  server.addHook('onRequest', async (request, reply) => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    const path = request.url.split('?')[0] ?? ''
    const elsewhere = /^\/(api|v1|callbacks|m|assets|healthz|readyz)(\/|$)/.test(path) || path.includes('.')
    if (isPage && !elsewhere) return reply.sendFile(path.startsWith('/sidebar') ? 'sidebar/index.html' : 'index.html')
    return undefined
  })
}
