import { AudienceEngine } from '../../server/src/platform/audience-engine'
import { startTestApp, type TestApp } from '../support/app'
import { fileForm, rolesOf, type TestClient } from '../support/http'
import type { SandboxPerson } from '../support/sandbox'
import { until } from '../support/until'

interface Tag {
  id: number
  name: string
  articleCount: number
}
interface Article {
  id: number
  body: string
  state: string
  coverUrl: string
  tags: { name: string }[]
  reading: { reads: number; readers: number; meanSeconds: number | null }
}
interface Page<T> {
  items: T[]
  total: number
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('content', () => {
  let app: TestApp
  let editor: TestClient
  let sales: TestClient
  let reader: TestClient
  let person: SandboxPerson
  let sensitive: Tag

  beforeAll(async () => {
    app = await startTestApp({ sandbox: true })
    const roles = rolesOf(app)
    editor = await roles.asEditor()
    sales = await roles.asSales()
    person = await app.sandbox.post<SandboxPerson>('people', { name: '林晚' })
    reader = await roles.asConsumer(person)
    sensitive = await editor.post<Tag>('/api/content-tags', { groupName: '肤质', name: '敏感肌' })
  })
  afterAll(() => app.close())

  const draft = (changes: object = {}): Promise<Article> =>
    editor.post('/api/contents', {
      title: '换季泛红怎么办',
      summary: '三步稳住屏障',
      author: '谷雨编辑部',
      body: '<p>先停功效，再谈修护。</p>',
      tagIds: [sensitive.id],
      ...changes,
    })
  const published = async (changes: object = {}): Promise<Article> =>
    editor.post(`/api/contents/${(await draft(changes)).id}/state`, { action: 'publish' })

  it('keeps an article, cleans its body and draws its cover', async () => {
    const article = await draft({
      body: '<p onclick="x()">好<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">点</a></p>',
    })
    expect(article).toMatchObject({ body: '<p>好点</p>', state: 'draft', tags: [{ name: '敏感肌' }] })
    const cover = await editor.raw<string>('GET', article.coverUrl)
    expect(cover.headers.get('content-type')).toContain('image/svg+xml')
    expect(cover.body).toContain('<svg')
  })

  it('shows consumers what is published and nothing else', async () => {
    const hidden = await draft({ title: '还没写完' })
    const shown = await published({ title: '给敏感肌的清单' })
    const page = await reader.get<Page<{ id: string; title: string; tags: string[] }>>('/api/consumer/articles', {
      tag: '敏感肌',
    })
    expect(page.items).toContainEqual(expect.objectContaining({ id: String(shown.id), tags: ['敏感肌'] }))
    expect(page.items.map(({ title }) => title)).not.toContain('还没写完')
    expect(await reader.get(`/api/consumer/articles/${shown.id}`)).toMatchObject({
      html: '<p>先停功效，再谈修护。</p>',
      offer: null,
      products: [],
    })
    expect(await reader.refusal('GET', `/api/consumer/articles/${hidden.id}`)).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    })
    expect((await reader.get<Page<unknown>>('/api/consumer/articles', { tag: '没有这个标签' })).total).toBe(0)
  })

  it('counts what was read before under a tag that was given after', async () => {
    const article = await published({ title: '茶与睡眠', tagIds: [] })
    const message = {
      id: 'read-1',
      event: 'read_content',
      time: new Date(Date.now() - 86_400_000).toISOString(),
      properties: { content_id: String(article.id), duration_seconds: 90 },
    }
    expect(await reader.post('/v1/track', { messages: [message] })).toMatchObject({ accepted: 1 })
    const read = await until(async () => {
      const found = await editor.get<Article>(`/api/contents/${article.id}`)
      return found.reading.reads > 0 && found
    })
    expect(read.reading).toEqual({ reads: 1, readers: 1, meanSeconds: 90 })
    expect(await editor.get(`/api/contents/${article.id}/reading`)).toEqual([
      expect.objectContaining({ reads: 1, readers: 1 }),
    ])
    await editor.patch(`/api/contents/${article.id}`, { tagIds: [sensitive.id] })
    const engine = app.app.get(AudienceEngine, { strict: false })
    const sql = `SELECT count() AS reads FROM event WHERE name = 'read_content'
      AND content_id IN (SELECT id FROM content WHERE id = {id:UInt64} AND has(tags, '敏感肌'))`
    await until(async () => (await engine.query<{ reads: number }>(sql, { id: article.id }))[0]?.reads === 1)
    expect(
      (await editor.get<Tag[]>('/api/content-tags')).find(({ id }) => id === sensitive.id)?.articleCount,
    ).toBeGreaterThan(0)
  })

  it('moves along its life and no other way', async () => {
    const article = await draft()
    expect(await editor.refusal('POST', `/api/contents/${article.id}/state`, { action: 'withdraw' })).toMatchObject({
      status: 409,
      code: 'CONTENT_STATE_REFUSED',
    })
    const empty = await draft({ body: '<p>  </p>' })
    expect(await editor.refusal('POST', `/api/contents/${empty.id}/state`, { action: 'publish' })).toMatchObject({
      code: 'CONTENT_BODY_EMPTY',
      field: 'body',
    })
    await editor.post(`/api/contents/${article.id}/state`, { action: 'publish' })
    expect(await editor.post(`/api/contents/${article.id}/state`, { action: 'withdraw' })).toMatchObject({
      state: 'withdrawn',
    })
  })

  it('filters the list by tag, state and title', async () => {
    const other = await editor.post<Tag>('/api/content-tags', { groupName: '场景', name: '旅行' })
    const article = await draft({ title: '旅行_100%轻装', tagIds: [other.id] })
    const list = (query: Record<string, string | number>): Promise<Page<Article>> => editor.get('/api/contents', query)
    expect((await list({ tag: other.id })).items.map(({ id }) => id)).toEqual([article.id])
    expect((await list({ search: '_100%' })).items.map(({ id }) => id)).toEqual([article.id])
    expect((await list({ tag: other.id, state: 'published' })).total).toBe(0)
  })

  it('refuses bad input by the field at fault', async () => {
    expect(
      await editor.refusal('POST', '/api/contents', { title: '', summary: '', author: 'a', body: '', tagIds: [] }),
    ).toMatchObject({ code: 'VALIDATION_FAILED', field: 'title' })
    expect(
      await editor.refusal('POST', '/api/contents', {
        title: 'a',
        summary: '',
        author: 'a',
        body: '',
        tagIds: [987_654],
      }),
    ).toMatchObject({ code: 'CONTENT_TAG_UNKNOWN', field: 'tagIds' })
    expect(await editor.refusal('POST', '/api/content-tags', { groupName: '肤质', name: '敏感肌' })).toMatchObject({
      code: 'CONTENT_TAG_NAME_TAKEN',
    })
    expect(await editor.refusal('PATCH', '/api/contents/999999', { title: 'a' })).toMatchObject({ status: 404 })
    expect(
      await editor.refusal('POST', '/api/contents', {
        title: 'a',
        summary: '',
        author: 'a',
        body: '',
        tagIds: [],
        coverUrl: 'https://elsewhere.test/a.png',
      }),
    ).toMatchObject({ field: 'coverUrl' })
  })

  it('takes pictures by their bytes, not by their name', async () => {
    const { url } = await editor.upload<{ url: string }>('/api/assets', { name: 'cover.png', content: PNG })
    const picture = await rolesOf(app).anonymous().raw('GET', url)
    expect(picture).toMatchObject({ status: 200 })
    expect(picture.headers.get('content-type')).toBe('image/png')
    const script = {
      name: 'cover.png',
      content: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    }
    expect((await editor.raw('POST', '/api/assets', { body: fileForm(script) })).body).toMatchObject({
      error: { code: 'IMAGE_UNREADABLE' },
    })
    expect(await editor.refusal('GET', '/assets/uploads/..%2F..%2Fsecrets')).toMatchObject({ status: 404 })
    expect(await editor.refusal('GET', '/assets/drawn/cover-nothing-1.svg')).toMatchObject({ status: 404 })
  })

  it('lets in whom it should', async () => {
    const body = { groupName: '肤质', name: '油性肌' }
    expect(await rolesOf(app).anonymous().refusal('GET', '/api/contents')).toMatchObject({
      status: 401,
      code: 'NOT_LOGGED_IN',
    })
    expect(await rolesOf(app).anonymous().refusal('GET', '/api/consumer/articles')).toMatchObject({ status: 401 })
    expect(await sales.refusal('POST', '/api/content-tags', body)).toMatchObject({ status: 403, code: 'FORBIDDEN' })
    expect(await reader.refusal('POST', '/api/content-tags', body)).toMatchObject({ status: 401 })
  })

  it('takes a tag off everything when it goes', async () => {
    const tag = await editor.post<Tag>('/api/content-tags', { groupName: '场景', name: '熬夜' })
    const article = await draft({ tagIds: [tag.id] })
    await editor.delete(`/api/content-tags/${tag.id}`)
    expect((await editor.get<Article>(`/api/contents/${article.id}`)).tags).toEqual([])
    const [entry] = await app.db.query<{ action: string }>(`SELECT action FROM audit_entry ORDER BY id DESC LIMIT 1`)
    expect(entry).toEqual({ action: 'content-tag.delete' })
  })
})
