import { JSAPI, PayDesk } from '../testing/pay-desk'
import { accounts, SandboxUnderTest } from '../testing/sandbox-client'
import { isObject, type JsonObject } from './json'

interface Row {
  path: string
  method: string
  accounts: string[]
  query: Record<string, string>
  body: JsonObject | undefined
  upload: boolean
}

const BROKEN = ['not json', '{"a":', '[]', 'null', '"text"', '12', '', '\u0000', `${'['.repeat(20_000)}`]
const WRONG: unknown[] = [null, -1, 1e300, '', 'x'.repeat(3000), true, [null], {}, '💥\ud800']
const IN_PARALLEL = 16
/** Of each call's bent bodies only so many are sent, spread evenly. */
const BENT_PER_CALL = 12

/** The same request with every field, at every depth, once left out and once replaced by each wrong value. */
function* bend(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    yield []
    yield Array.from({ length: 200 }, () => value[0] as unknown)
    for (const bent of bend(value[0])) yield [bent]
    for (const wrong of WRONG) yield [wrong]
  } else if (isObject(value)) {
    for (const [name, item] of Object.entries(value)) {
      const { [name]: _, ...rest } = value
      yield rest
      for (const wrong of WRONG) yield { ...rest, [name]: wrong }
      for (const bent of bend(item)) yield { ...rest, [name]: bent }
    }
  }
}

describe('junk at every platform call', () => {
  let wire: SandboxUnderTest
  let desk: PayDesk | undefined
  let rows: Row[]
  const tokens: Record<string, string> = {}

  /** Samples name people, tags and files by placeholders; real ones let the junk behind them be reached. */
  const readRows = async (): Promise<Row[]> => {
    const { officialAccount, miniProgram, templates, subscribeTemplates } = accounts
    const { id } = await wire.person()
    await wire.control(`people/${id}/follow`, { appid: officialAccount.appid })
    await wire.control(`people/${id}/message`, { appid: officialAccount.appid, text: '你好' })
    const { code } = await wire.control(`people/${id}/login-code`, { appid: miniProgram.appid })
    await wire.call(
      `api.weixin.qq.com/sns/jscode2session?appid=${miniProgram.appid}&secret=${miniProgram.secret}&js_code=${String(code)}&grant_type=authorization_code`,
    )
    const official = `access_token=${tokens.official_account ?? ''}`
    await wire.call(`api.weixin.qq.com/cgi-bin/tags/create?${official}`, { tag: { name: '春茶' } })
    const picture = new FormData()
    picture.set('media', new Blob(['jpg']), 'x.jpg')
    const upload = await fetch(
      `${wire.sandbox.url}/api.weixin.qq.com/cgi-bin/material/add_material?type=image&${official}`,
      { method: 'POST', body: picture },
    )
    const { media_id: mediaId } = (await upload.json()) as { media_id: string }
    const document = await (await wire.raw('/sandbox/openapi.json')).text()
    const [officialOpenid, miniOpenid] = [
      await wire.openid(id, officialAccount.appid),
      await wire.openid(id, miniProgram.appid),
    ]
    const { paths } = JSON.parse(document) as { paths: Record<string, Record<string, Record<string, unknown>>> }
    return Object.entries(paths)
      .filter(([path]) => !path.startsWith('/sandbox/') && !path.startsWith('/api.mch.weixin.qq.com/'))
      .flatMap(([path, methods]) => {
        const forMiniProgram = path.includes('/wxa/') || path.includes('subscribe/send')
        return Object.entries(methods).map(([method, operation]) =>
          readRow(path, method, operation, {
            OPENID: forMiniProgram ? miniOpenid : officialOpenid,
            APPID: officialAccount.appid,
            TEMPLATE_ID: String((forMiniProgram ? subscribeTemplates : templates)[0]?.templateId),
            MEDIA_ID: mediaId,
          }),
        )
      })
  }

  beforeAll(async () => {
    wire = await SandboxUnderTest.start()
    tokens.official_account = await wire.officialToken()
    tokens.mini_program = await wire.miniProgramToken()
    tokens.work = await wire.workToken()
    rows = await readRows()
  })
  afterAll(async () => {
    await desk?.close()
    await wire.stop()
  })

  const send = async (row: Row, query: Record<string, string>, body?: BodyInit): Promise<string | undefined> => {
    const token = tokens[row.accounts[0] ?? '']
    const parameters = new URLSearchParams({ ...(token === undefined ? {} : { access_token: token }), ...query })
    const response = await fetch(`${wire.sandbox.url}${row.path}?${parameters.toString()}`, {
      method: row.method,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    })
    const answer = await response.text()
    const sane = response.status < 500 && !/^\{"errcode":-1,/.test(answer)
    return sane
      ? undefined
      : `${row.method} ${row.path} ${(typeof body === 'string' ? body : 'form').slice(0, 200)} → ${response.status} ${answer.slice(0, 120)}`
  }

  const failuresOf = async (requests: (() => Promise<string | undefined>)[]): Promise<string[]> => {
    const failures: string[] = []
    const queue = requests.values()
    const worker = async (): Promise<void> => {
      for (const request of queue) {
        const failure = await request()
        if (failure !== undefined) failures.push(failure)
      }
    }
    await Promise.all(Array.from({ length: IN_PARALLEL }, worker))
    return failures
  }

  it('is refused with a code of its own and breaks nothing', async () => {
    expect(rows.length).toBeGreaterThan(100)
    const requests = rows.flatMap((row) => {
      const bent = [...bend(row.body ?? {})]
      const step = Math.max(1, bent.length / BENT_PER_CALL)
      const chosen = bent.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step))
      const bodies = row.method === 'GET' ? [] : ['[]', '{"a":', ...chosen.map((item) => JSON.stringify(item))]
      const queries = Object.keys(row.query).flatMap((name) =>
        ['', '\u0000', '💥'.repeat(500)].map((wrong) => ({ ...row.query, [name]: wrong })),
      )
      return [
        ...bodies.map((body) => () => send(row, row.query, body)),
        ...queries.map((query) => () => send(row, query, row.method === 'GET' ? undefined : JSON.stringify(row.body))),
      ]
    })
    expect(requests.length).toBeGreaterThan(1500)
    expect(await failuresOf(requests)).toEqual([])
    // The sandbox is still whole.
    expect((await wire.raw('/sandbox/api/health')).status).toBe(200)
  }, 60_000)

  it('is refused with 47001 when the body is no JSON, and 44002 when there is none', async () => {
    const path = `api.weixin.qq.com/cgi-bin/tags/create?access_token=${tokens.official_account ?? ''}`
    for (const body of BROKEN.filter((text) => text !== ''))
      expect(await wire.call(path, body)).toMatchObject({ errcode: 47001 })
    expect(await wire.call(path, '')).toMatchObject({ errcode: 44002 })
  })

  it('is refused as a form that is none, without a file, or with a file of another kind', async () => {
    const uploads = rows.filter(({ upload }) => upload)
    expect(uploads.length).toBeGreaterThanOrEqual(3)
    const form = (name: string, content: string, field = 'media'): FormData => {
      const data = new FormData()
      data.set(field, new Blob([content]), name)
      return data
    }
    for (const row of uploads)
      for (const body of ['no form', form('x.exe', 'MZ'), form('x.jpg', ''), form('x.jpg', 'ok', 'other')])
        expect(await send(row, row.query, body)).toBeUndefined()
  })

  it('is read whatever its bytes are called', async () => {
    const path = `/api.weixin.qq.com/cgi-bin/tags/create?access_token=${tokens.official_account ?? ''}`
    for (const [place, type] of ['', 'json', 'text/plain', ' ; charset', '*/*', 'a/b/c'].entries()) {
      const body = JSON.stringify({ tag: { name: `标签${place}` } })
      const response = await fetch(`${wire.sandbox.url}${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      })
      expect(await response.json()).toHaveProperty('tag')
    }
  })

  it('is refused for escapes instead of signs where the account says so', async () => {
    const { appid } = accounts.officialAccount
    const path = `api.weixin.qq.com/cgi-bin/tags/create?access_token=${tokens.official_account ?? ''}`
    const escaped = '{"tag":{"name":"\\u6625"}}'
    expect(await wire.call(path, escaped)).toHaveProperty('tag')
    await wire.control(`accounts/${appid}/settings`, { refusesEscapedText: true }, 'PUT')
    expect(await wire.call(path, escaped)).toMatchObject({ errcode: 40033 })
    await wire.control(`accounts/${appid}/settings`, { refusesEscapedText: false }, 'PUT')
  })

  it('is refused by WeChat Pay with a status and a code', async () => {
    desk = await PayDesk.open()
    const calls: [string, JsonObject][] = [
      [JSAPI, { ...desk.orderOf({ attach: 'a', time_expire: '2036-01-01T00:00:00+08:00' }) }],
      [
        '/v3/refund/domestic/refunds',
        {
          out_trade_no: await desk.paid(),
          transaction_id: '4200000000',
          out_refund_no: 'R-1',
          reason: '不想要了',
          notify_url: 'https://crm.example.com/pay',
          amount: { refund: 1, total: 1990, currency: 'CNY' },
        },
      ],
      [`/v3/pay/transactions/out-trade-no/${await desk.paid()}/close`, { mchid: accounts.pay.mchid }],
    ]
    const failures: unknown[] = []
    for (const [path, right] of calls) {
      const bodies = [...bend(right)]
      const step = Math.max(1, bodies.length / (3 * BENT_PER_CALL))
      const chosen = bodies.filter((_, place) => Math.floor(place / step) !== Math.floor((place - 1) / step))
      for (const body of [...BROKEN.filter((text) => text !== ''), ...chosen]) {
        const { status, body: answer } = await desk.send('POST', path, body)
        const sane = status < 500 && (status < 300 || typeof answer.code === 'string')
        if (!sane) failures.push([path, body, status, answer])
      }
    }
    for (const path of ['/v3/nothing', '/v3/pay/transactions/id/%zz?mchid=x', '/v3/bill/tradebill?bill_date=x'])
      if ((await desk.send('GET', path)).status >= 500) failures.push(path)
    expect(failures).toEqual([])
  })

  it('is refused for a body beyond every limit without being read', async () => {
    const { appid, secret } = accounts.officialAccount
    const huge = JSON.stringify({
      grant_type: 'client_credential',
      appid,
      secret,
      filler: 'x'.repeat(22 * 1024 * 1024),
    })
    const response = await wire.raw('/api.weixin.qq.com/cgi-bin/stable_token', huge).catch(() => undefined)
    // The connection may be closed before the answer is read.
    expect(response === undefined ? { errcode: 45001 } : await response.json()).toMatchObject({ errcode: 45001 })
    const [entry] = (await wire.controlGet('journal?path=stable_token&limit=1')) as { errcode: number }[]
    expect(entry?.errcode).toBe(45001)
    expect((await wire.raw('/sandbox/api/health')).status).toBe(200)
  })
})

function readRow(path: string, method: string, written: Record<string, unknown>, real: Record<string, string>): Row {
  const text = JSON.stringify(written).replace(
    /"(oGUIYIsandboxOpenidOfSomebody|OPENID\d?|APPID|TEMPLATE_ID|MEDIA_ID)"/g,
    (_, name: string) => JSON.stringify(real[name] ?? real.OPENID),
  )
  const operation = JSON.parse(text) as Record<string, unknown>
  const parameters = operation.parameters as { name: string; in: string; example?: string }[]
  const requestBody = operation.requestBody as { content: Record<string, { example?: JsonObject }> } | undefined
  return {
    path: path.replace('{id}', 'x'),
    method: method.toUpperCase(),
    accounts: operation['x-accounts'] as string[],
    query: Object.fromEntries(
      parameters
        .filter((item) => item.in === 'query' && item.name !== 'access_token')
        .map(({ name, example = '' }) => [name, example]),
    ),
    body: requestBody?.content['application/json']?.example,
    upload: requestBody?.content['multipart/form-data'] !== undefined,
  }
}
