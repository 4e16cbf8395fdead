import { createSign } from 'node:crypto'
import { OfficialAccountDesk } from '../../testing/official-account-desk'
import { accounts } from '../../testing/sandbox-client'

const { miniProgram, officialAccount, pay } = accounts
const JSAPI = '/v3/pay/transactions/jsapi'

describe('after a payment', () => {
  let desk: OfficialAccountDesk
  let person: { id: string; unionid: string }

  beforeEach(async () => {
    desk = await OfficialAccountDesk.open()
    person = await desk.wire.person()
  })
  afterEach(() => desk.close())

  async function buy(outTradeNo: string, openid: string): Promise<void> {
    const { wire } = desk
    const body = JSON.stringify({
      appid: miniProgram.appid,
      mchid: pay.mchid,
      description: '春茶礼盒',
      out_trade_no: outTradeNo,
      notify_url: 'https://guyuji.example/paid',
      amount: { total: 9900, currency: 'CNY' },
      payer: { openid },
    })
    const [timestamp, nonce] = [Math.floor(Date.now() / 1000), 'a'.repeat(32)]
    const signature = createSign('RSA-SHA256')
      .update(`POST\n${JSAPI}\n${timestamp}\n${nonce}\n${body}\n`)
      .sign(pay.privateKey, 'base64')
    const signed = `mchid="${pay.mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${pay.serialNo}"`
    const response = await fetch(`${wire.sandbox.url}/api.mch.weixin.qq.com${JSAPI}`, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'spec',
        authorization: `WECHATPAY2-SHA256-RSA2048 ${signed}`,
      },
      body,
    })
    const { prepay_id: prepayId } = (await response.json()) as { prepay_id: string }
    await wire.control(`people/${person.id}/pay`, { prepayId })
  }

  it('the payer’s unionid can be read for five minutes, and the official account may write for two days', async () => {
    const { wire } = desk
    const openid = await wire.openid(person.id, miniProgram.appid)
    const token = await wire.miniProgramToken()
    const unionid = (trade: string): Promise<unknown> =>
      wire.call(
        `api.weixin.qq.com/wxa/getpaidunionid?access_token=${token}&openid=${openid}&mch_id=${pay.mchid}&out_trade_no=${trade}`,
      )
    await desk.act(person.id, 'follow')
    await wire.advance(61)
    const touser = await wire.openid(person.id, officialAccount.appid)
    const write = (): Promise<unknown> =>
      desk.code('message/custom/send', { touser, msgtype: 'text', text: { content: '感谢购买' } })
    expect(await write()).toBe(45015)
    expect(await unionid('T202601010001')).toMatchObject({ errcode: 89300 })
    await buy('T202601010001', openid)
    expect(await unionid('T202601010001')).toEqual({ errcode: 0, errmsg: 'ok', unionid: person.unionid })
    const codes: unknown[] = []
    for (let count = 0; count < 8; count += 1) codes.push(await write())
    expect(codes).toEqual(Array(8).fill(0))
    await wire.advance(301)
    expect(await unionid('T202601010001')).toMatchObject({ errcode: 89300 })
    await wire.advance(48 * 3600)
    expect(await write()).toBe(45015)
  })
})
