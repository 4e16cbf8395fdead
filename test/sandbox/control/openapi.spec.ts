import { SandboxUnderTest } from '../testing/sandbox-client'
import { CONTROL_CALLS } from './control-calls'

describe('the document of the sandbox', () => {
  let wire: SandboxUnderTest
  let paths: Record<string, Record<string, { summary: string; requestBody?: unknown; 'x-errcodes'?: number[] }>>

  beforeAll(async () => {
    wire = await SandboxUnderTest.start()
    const document = (await (await wire.raw('/sandbox/openapi.json')).json()) as {
      openapi: string
      paths: typeof paths
    }
    expect(document.openapi).toBe('3.1.0')
    paths = document.paths
  })
  afterAll(() => wire.stop())

  it('names platform calls with what they do, what they take and what they refuse', () => {
    const create = paths['/api.weixin.qq.com/cgi-bin/tags/create']?.post
    expect(create?.summary).toContain('标签')
    expect(create?.requestBody).toMatchObject({
      content: { 'application/json': { schema: { properties: { tag: { type: 'object' } } } } },
    })
    expect(create?.['x-errcodes']).toEqual([40001, 40014, 41001, 42001, 45056, 45157, 45158])
    expect(paths).toHaveProperty(['/api.mch.weixin.qq.com/v3/pay/transactions/jsapi', 'post'])
    expect(paths).toHaveProperty(['/qyapi.weixin.qq.com/cgi-bin/gettoken', 'get'])
  })

  it('tells of every official-account and mini-program call what it does', () => {
    const silent = Object.entries(paths)
      .filter(([path]) => path.startsWith('/api.weixin.qq.com/'))
      .flatMap(([path, methods]) => Object.values(methods).filter(({ summary }) => path.endsWith(summary)))
    expect(silent).toEqual([])
  })

  it('describes only control calls that exist', () => {
    for (const call of Object.keys(CONTROL_CALLS)) {
      const [method = '', path = ''] = call.split(' ')
      expect(paths[`/sandbox/api${path.replace(/:(\w+)/g, '{$1}')}`]).toHaveProperty(method.toLowerCase())
    }
  })

  it('can be read as a page', async () => {
    const page = await wire.raw('/sandbox/api-docs')
    expect(page.url).toMatch(/api-docs\.html$/)
    expect(await page.text()).toContain('接口文档')
  })
})
