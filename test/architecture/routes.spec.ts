import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { RequestMethod } from '@nestjs/common'
import { ModulesContainer } from '@nestjs/core'
import { PERMISSIONS } from '@guiyi/shared'
import { ACCESS, type Access } from '../../server/src/platform/http/access'
import { startTestApp, type TestApp } from '../support/app'
import { rolesOf } from '../support/http'

interface Route {
  method: string
  path: string
  access: Access | undefined
  handler: string
}

// The keys under which Nest's decorators leave what they were told.
const PATH = 'path'
const METHOD = 'method'

/** The server's code in one text. */
function sources(): string {
  const root = resolve(__dirname, '../../server/src')
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => readFileSync(resolve(root, file), 'utf8'))
    .join('\n')
}

describe('routes', () => {
  let testApp: TestApp
  let routes: Route[]

  beforeAll(async () => {
    testApp = await startTestApp()
    routes = [...testApp.app.get(ModulesContainer).values()]
      .flatMap((module) => [...module.controllers.values()])
      .flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOf(metatype) : []))
  }, 60_000)

  afterAll(() => testApp.close())

  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- Nest itself types a controller's class so
  function routesOf(controller: Function): Route[] {
    const prefixes = [Reflect.getMetadata(PATH, controller) as string | string[]].flat()
    const prototype = controller.prototype as Record<string, unknown>
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const handler = prototype[name]
      if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD, handler)) return []
      const method = RequestMethod[Reflect.getMetadata(METHOD, handler) as RequestMethod]
      const paths = [Reflect.getMetadata(PATH, handler) as string | string[]].flat()
      const access = (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as
        Access | undefined
      return prefixes.flatMap((prefix) =>
        paths.map((path) => ({ method, path: join(prefix, path), access, handler: `${controller.name}.${name}` })),
      )
    })
  }

  function join(...parts: string[]): string {
    return `/${parts
      .flatMap((part) => part.split('/'))
      .filter(Boolean)
      .join('/')}`
  }

  it('are found', () => {
    expect(routes.map((route) => `${route.method} ${route.path}`)).toEqual(
      expect.arrayContaining(['GET /healthz', 'POST /api/auth/login']),
    )
  })

  it('all declare who may come in', () => {
    expect(routes.filter((route) => !route.access).map((route) => route.handler)).toEqual([])
  })

  it('say why when everybody may', () => {
    const open = routes.flatMap(({ access, handler }) =>
      access?.kind === 'public' ? [{ handler, reason: access.reason }] : [],
    )
    expect(open.filter(({ reason }) => reason.length < 4)).toEqual([])
  })

  it('turn away whoever is not logged in, unless everybody may come', async () => {
    const visitor = rolesOf(testApp).anonymous()
    const closed = routes.filter((route) => route.access?.kind !== 'public')
    const answers = await Promise.all(
      closed.map(async ({ method, path, handler }) => {
        const { status } = await visitor.raw(method === 'ALL' ? 'GET' : method, path.replace(/[:*]\w*/g, '1'))
        return { handler, status }
      }),
    )
    expect(answers.filter(({ status }) => status !== 401)).toEqual([])
  }, 60_000)

  it('use every permission that a role can hold, unless a policy asks for it', () => {
    const used = new Set(
      routes.flatMap(({ access }) => (access?.kind === 'staff' ? [access.permission as string] : [])),
    )
    const unused = Object.keys(PERMISSIONS).filter((permission) => !used.has(permission))
    expect(unused.filter((permission) => !sources().includes(`'${permission}'`))).toEqual([])
  })

  it('have one handler per method and path', () => {
    const keys = routes.map((route) => `${route.method} ${route.path.replace(/:\w+/g, ':')}`)
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })
})
