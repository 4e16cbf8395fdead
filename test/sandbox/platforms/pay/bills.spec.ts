import { createHash } from 'node:crypto'
import { PAY_HOST, PayDesk } from '../../testing/pay-desk'

const DAY = 86_400_000

describe('bills of WeChat Pay', () => {
  let desk: PayDesk

  beforeAll(async () => {
    desk = await PayDesk.open()
  })
  afterAll(() => desk.close())

  const dayOf = (ms: number): string => new Date(ms + 8 * 3600_000).toISOString().slice(0, 10)
  const moveTo = (ms: number): Promise<unknown> =>
    desk.wire.control('clock', { offsetSeconds: Math.round((ms - Date.now()) / 1000) })
  const apply = (kind: string, date: string, more = '') => desk.send('GET', `/v3/bill/${kind}?bill_date=${date}${more}`)
  const fetchBill = async (kind: string, date: string, more = ''): Promise<string[][]> => {
    const { body } = await apply(kind, date, more)
    const { pathname, search } = new URL(String(body.download_url))
    const file = await desk.send('GET', pathname.slice(PAY_HOST.length) + search)
    expect(createHash('sha1').update(file.raw).digest('hex')).toBe(body.hash_value)
    expect(file.headers.get('wechatpay-signature')).toBeNull()
    return file.raw.split('\r\n').map((line) => line.split(',').map((value) => value.replace(/^`/, '')))
  }

  it('tell of a day what was paid and given back, from ten the next morning on', async () => {
    // Noon in Shanghai, two days from now.
    const noon = Date.parse(`${dayOf(Date.now() + 2 * DAY)}T12:00:00+08:00`)
    await moveTo(noon)
    const no = await desk.paid({ description: '春茶,礼盒' })
    await desk.paid()
    await desk.refund(no, `${no}-1`, 990)
    await desk.wire.advance(5)
    const day = dayOf(noon)
    expect((await apply('tradebill', day)).body.code).toBe('INVALID_REQUEST')
    await moveTo(noon + DAY - 4 * 3600_000)
    expect((await apply('tradebill', day)).body.code).toBe('STATEMENT_CREATING')
    await moveTo(noon + DAY)
    const bill = await fetchBill('tradebill', day)
    expect(bill).toHaveLength(1 + 3 + 2)
    expect(bill[1]?.[6]).toBe(no)
    expect(bill[1]?.[20]).toBe('春茶 礼盒')
    expect(bill.at(-1)).toEqual(['3', '39.80', '9.90', '0.00', '0.00000', '39.80', '9.90'])
    expect(await fetchBill('tradebill', day, '&bill_type=REFUND')).toHaveLength(1 + 1 + 2)
    expect((await fetchBill('fundflowbill', day)).at(-1)).toEqual(['3', '2', '39.80', '1', '9.90'])
    expect((await apply('tradebill', dayOf(noon - DAY))).body.code).toBe('NO_STATEMENT_EXIST')
    expect((await apply('tradebill', 'yesterday')).body.code).toBe('PARAM_ERROR')
    expect((await desk.send('GET', '/v3/billdownload/file?token=none')).status).toBe(400)
  })
})
