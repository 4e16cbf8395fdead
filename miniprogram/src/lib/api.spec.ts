import { PlatformError } from '@/platform/types'
import type { PlatformReply, PlatformRequest } from '@/platform/types'
import { createPersonalApi, createPublicApi } from './api'
import type { Session } from './session'

const ok = (body: unknown): PlatformReply => ({ status: 200, body })
const refused = (status: number, code: string, message = '不行'): PlatformReply => ({
  status,
  body: { error: { code, message, requestId: 'r' } },
})

function harness(answer: (request: PlatformRequest) => PlatformReply | Promise<PlatformReply>) {
  const requests: PlatformRequest[] = []
  let current = 1
  let calls = 0
  const session: Session = {
    token: () => Promise.resolve(`token-${current}`),
    renew: jest.fn((stale: string) => {
      if (stale === `token-${current}`) current++
      return Promise.resolve(`token-${current}`)
    }),
  }
  const send = (request: PlatformRequest) => {
    requests.push(request)
    return Promise.resolve(answer(request))
  }
  return {
    api: createPersonalApi({ baseUrl: 'https://brand.test', send, session, newId: () => `request-${++calls}` }),
    session,
    requests,
  }
}

describe('api', () => {
  it('fills in path and query, and sends the token and JSON', async () => {
    const { api, requests } = harness(() => ok({ items: [] }))
    await api.get('/api/consumer/articles', { query: { tag: '敏感肌', page: 2 } })
    await api.post('/api/consumer/coupons/{id}/claim', { path: { id: 'a/b' } })
    await api.post('/api/consumer/phone', { body: { code: 'c', consentVersion: 'v1' } })
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET https://brand.test/api/consumer/articles?tag=${encodeURIComponent('敏感肌')}&page=2`,
      'POST https://brand.test/api/consumer/coupons/a%2Fb/claim',
      'POST https://brand.test/api/consumer/phone',
    ])
    expect(requests[2]).toMatchObject({
      headers: { authorization: 'Bearer token-1', 'content-type': 'application/json' },
      body: '{"code":"c","consentVersion":"v1"}',
    })
    expect(requests[0]?.body).toBeUndefined()
  })

  it('renews the session on 401 and replays each waiting call once', async () => {
    const { api, session, requests } = harness(({ headers }) =>
      headers.authorization === 'Bearer token-1' ? refused(401, 'NOT_LOGGED_IN') : ok({ id: 'me' }),
    )
    const replies = await Promise.all([api.get('/api/consumer/me'), api.get('/api/consumer/me')])
    expect(replies).toEqual([{ id: 'me' }, { id: 'me' }])
    expect(requests).toHaveLength(4)
    expect(session.renew).toHaveBeenCalledTimes(2)
    expect(requests.map(({ headers }) => headers['x-request-id']).sort()).toEqual([
      'request-1',
      'request-1',
      'request-2',
      'request-2',
    ])
  })

  it('does not replay a second time', async () => {
    const { api, requests } = harness(() => refused(401, 'NOT_LOGGED_IN'))
    await expect(api.get('/api/consumer/me')).rejects.toMatchObject({ code: 'NOT_LOGGED_IN', status: 401 })
    expect(requests).toHaveLength(2)
  })

  it('says a known code in its own words and an unknown one in the server’s', async () => {
    const replies = [refused(409, 'COUPON_SOLD_OUT', 'sold out'), refused(409, 'SOMETHING_NEW', '新的规则')]
    const { api } = harness(() => replies.shift() ?? ok(null))
    const claim = () => api.post('/api/consumer/coupons/{id}/claim', { path: { id: 'c1' } })
    await expect(claim()).rejects.toMatchObject({ code: 'COUPON_SOLD_OUT', message: '手慢了一步，优惠券已领完' })
    await expect(claim()).rejects.toMatchObject({ code: 'SOMETHING_NEW', message: '新的规则' })
  })

  it('names the fields of a refused form', async () => {
    const { api } = harness(() => ({
      status: 400,
      body: {
        error: {
          code: 'VALIDATION_FAILED',
          message: '有误',
          details: [{ field: 'answers.birthday', message: '日期有误' }],
          requestId: 'r',
        },
      },
    }))
    const sent = api.post('/api/consumer/forms/{id}/submissions', { path: { id: 3 }, body: { answers: {} } })
    await expect(sent).rejects.toMatchObject({ fields: { 'answers.birthday': '日期有误' } })
  })

  it('turns a broken line, a gateway page and a timeout into coded failures', async () => {
    const lost = harness(() => Promise.reject(new PlatformError('NETWORK_FAILED')))
    await expect(lost.api.get('/api/consumer/home')).rejects.toMatchObject({ code: 'NETWORK_FAILED' })
    const late = harness(() => Promise.reject(new PlatformError('TIMED_OUT')))
    await expect(late.api.get('/api/consumer/home')).rejects.toMatchObject({ code: 'TIMED_OUT' })
    const gateway = harness(() => ({ status: 502, body: null }))
    await expect(gateway.api.get('/api/consumer/home')).rejects.toMatchObject({ code: 'INTERNAL', status: 502 })
  })

  it('calls public endpoints without a token', async () => {
    const requests: PlatformRequest[] = []
    const api = createPublicApi({
      baseUrl: '',
      send: (request) => {
        requests.push(request)
        return Promise.resolve(ok({ brandName: '谷雨集' }))
      },
    })
    expect(await api.get('/api/consumer/config')).toEqual({ brandName: '谷雨集' })
    expect(requests[0]?.headers).toEqual({})
  })
})
