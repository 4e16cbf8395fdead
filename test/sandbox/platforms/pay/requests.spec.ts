import { X509Certificate } from 'node:crypto'
import { isSigned, JSAPI, PAY_HOST, PayDesk, unseal } from '../../testing/pay-desk'
import { accounts } from '../../testing/sandbox-client'

const { pay: merchant } = accounts

describe('requests to WeChat Pay and its replies', () => {
  let desk: PayDesk

  beforeAll(async () => {
    desk = await PayDesk.open()
  })
  afterAll(() => desk.close())
  beforeEach(() => desk.settle())

  it.each([
    ['a body other than the signed one', { sent: '{}' }],
    ['another key', { key: merchant.platform.publicKeyPrivateHalf }],
    ['an old timestamp', { timestamp: Math.floor(Date.now() / 1000) - 301 }],
    ['no authorization', { headers: { authorization: '' } }],
  ])('answers 401 SIGN_ERROR to %s, unsigned', async (_, change) => {
    const { status, body, headers } = await desk.send('POST', JSAPI, desk.orderOf(), change)
    expect([status, body.code]).toEqual([401, 'SIGN_ERROR'])
    expect(headers.get('wechatpay-signature')).toBeNull()
  })

  it('takes a signature over the path with the host before it, as a library with such a base address signs', async () => {
    const signedPath = `${PAY_HOST}${JSAPI}`
    expect((await desk.send('POST', JSAPI, desk.orderOf(), { signedPath })).status).toBe(200)
    const other = await desk.send('POST', JSAPI, desk.orderOf(), { signedPath: `/other${JSAPI}` })
    expect(other.body.code).toBe('SIGN_ERROR')
  })

  it('fails as a system does for the serial of another certificate', async () => {
    const { status, body } = await desk.send('POST', JSAPI, desk.orderOf(), { serialNo: '00'.repeat(20) })
    expect([status, body.code]).toEqual([500, 'SYSTEM_ERROR'])
  })

  it('is written down also when the connection is dropped before anything happened', async () => {
    await desk.wire.control('faults', { effect: 'drop', path: JSAPI, times: 1 })
    await expect(desk.send('POST', JSAPI, desk.orderOf())).rejects.toThrow('fetch failed')
    const [entry] = (await desk.wire.controlGet('journal?path=/jsapi&limit=1')) as { status: number }[]
    expect(entry?.status).toBe(0)
  })

  it.each([
    ['/amount/total', { amount: { total: 1.5 } }],
    ['/amount/total', { amount: { total: 0 } }],
    ['/amount', { amount: undefined }],
    ['/payer/openid', { payer: { openid: 'oNobody' } }],
    ['/out_trade_no', { out_trade_no: 'short' }],
    ['/description', { description: 'x'.repeat(128) }],
    ['/notify_url', { notify_url: 'https://crm.example.com/pay?x=1' }],
    ['/notify_url', { notify_url: 'http://crm.example.com/pay' }],
    ['/time_expire', { time_expire: '2020-01-01T00:00:00+08:00' }],
  ])('names %s when it is wrong', async (field, change) => {
    const { status, body } = await desk.send('POST', JSAPI, desk.orderOf(change))
    expect([status, body.code, body.detail]).toEqual([400, 'PARAM_ERROR', expect.objectContaining({ field })])
  })

  it('refuses appids of somebody else and merchants of somebody else', async () => {
    expect((await desk.send('POST', JSAPI, desk.orderOf({ appid: 'wx1234567890abcdef' }))).body.code).toBe(
      'APPID_MCHID_NOT_MATCH',
    )
    expect((await desk.send('POST', JSAPI, desk.orderOf({ mchid: '1900000109' }))).body.code).toBe(
      'APPID_MCHID_NOT_MATCH',
    )
  })

  it('signs with the key that is asked for while both are in use, and seals its certificates', async () => {
    await desk.wire.control('pay/keys', { mode: 'both', certificate: 1 })
    const wished = { headers: { 'wechatpay-serial': merchant.publicKeyId } }
    const byKey = await desk.send('GET', '/v3/certificates', undefined, wished)
    expect(byKey.headers.get('wechatpay-serial')).toBe(merchant.publicKeyId)
    expect(isSigned(byKey.headers, byKey.raw, merchant.publicKey)).toBe(true)
    const list = byKey.body.data as { serial_no: string; encrypt_certificate: Record<string, string> }[]
    const certificate = new X509Certificate(unseal(list[1]?.encrypt_certificate ?? {}))
    const byCertificate = await desk.query('T000000')
    expect(byCertificate.headers.get('wechatpay-serial')).toBe(list[1]?.serial_no)
    const pem = String(certificate.publicKey.export({ type: 'spki', format: 'pem' }))
    expect(isSigned(byCertificate.headers, byCertificate.raw, pem)).toBe(true)
  })

  it('answers certificates to nobody who has only the public key', async () => {
    expect((await desk.send('GET', '/v3/certificates')).status).toBe(404)
  })
})
