import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { until } from '../support/until'
import { BUILT_FOR, builtMiniProgram } from '../support/weapp/built-mini-program'
import { startFakeConsumerApi } from '../support/weapp/fake-consumer-api'
import type { FakeConsumerApi } from '../support/weapp/fake-consumer-api'
import { WeappSimulator } from '../support/weapp/simulator'

jest.setTimeout(60_000)

const APPID = 'wx0ff1c1a1acc00002'
const MAIN_PACKAGE_LIMIT = 600 * 1024

let dist: string
let api: FakeConsumerApi
let app: WeappSimulator
let paymentSheet: () => void
let phoneAnswer: { code: string; errMsg: string } | { errMsg: string; errno?: number }

beforeAll(async () => {
  dist = await builtMiniProgram('weapp')
}, 180_000)

beforeEach(async () => {
  api = await startFakeConsumerApi()
  phoneAnswer = { code: 'phone-code-1', errMsg: 'getPhoneNumber:ok' }
  app = new WeappSimulator(dist, {
    mapUrl: (url) => url.replace(BUILT_FOR, api.url),
    appid: APPID,
    phonePanel: () => phoneAnswer,
    paymentSheet: () => paymentSheet(),
  })
})

afterEach(async () => {
  app.stop()
  await api.close()
  expect(app.errors).toEqual([])
})

const sees = (text: string) => until(() => app.text().includes(text), { what: `«${text}» on the screen` })
const toasts = () => app.wxCalls.filter(({ name }) => name === 'showToast').map(({ options }) => options.title)

describe('the built mini-program', () => {
  it('logs in silently and lists articles, and those of one content tag when its name is tapped', async () => {
    app.start()
    await sees('换季敏感肌急救指南')
    await sees('一盏白茶的冬天')
    expect(api.calls.filter((call) => call === 'POST /api/consumer/login')).toHaveLength(1)

    await until(() => app.find('#tag-茶生活'), { what: 'the content tags' })
    app.tap('#tag-茶生活')
    await until(() => !app.text().includes('给宝宝的第一支面霜'), { what: 'the other articles to leave' })
    await sees('泡茶的水温，差一度都不行吗')
  })

  it('opens an article, and leaving it tracks how long it was read', async () => {
    app.start()
    await sees('换季敏感肌急救指南')
    app.tap('#article-101')
    await sees('护肤像养茶，急火出不了好味道。')
    expect(app.text()).not.toContain('window.hacked')
    app.advance(42_000)
    app.hide()
    const [read] = await until(() => (api.tracked.length > 0 ? api.tracked : null), { what: 'the tracked reading' })
    expect(read).toMatchObject({ event: 'read_content', properties: { content_id: '101', duration_seconds: 42 } })
  })

  it('claims a coupon that needs a phone number: consent, the phone button’s code, then the coupon', async () => {
    app.start()
    await sees('会员见面礼')
    app.tap('#claim-c1')
    await sees('授权手机号，领取会员礼遇')

    app.tap('#authorize-phone')
    await sees('请先阅读并同意隐私说明')
    expect(api.phoneCodes).toEqual([])

    await sees('《谷雨集会员隐私说明》')
    app.tap('#privacy-consent')
    await until(
      () =>
        app.find('#authorize-phone')?.element.attributes['open-type'] === 'getPhoneNumber|agreePrivacyAuthorization',
      { what: 'the phone button' },
    )
    app.tap('#authorize-phone')
    await sees('领取成功')
    expect(api.phoneCodes).toEqual(['phone-code-1'])
    await until(() => app.find('#claim-c1')?.element.attributes.disabled === true, {
      what: 'the offer to be marked as claimed',
    })

    app.tap('#see-my-coupons')
    await until(() => app.route === 'pages/coupons/index', { what: 'the coupon page' })
    await sees('券码 GY000001')
  })

  it('keeps the coupon when the person declines, and says so', async () => {
    phoneAnswer = { errMsg: 'getPhoneNumber:fail user deny' }
    app.start()
    await sees('会员见面礼')
    app.tap('#claim-c1')
    await sees('《谷雨集会员隐私说明》')
    app.tap('#privacy-consent')
    await until(() => app.find('#authorize-phone')?.element.attributes['open-type'], { what: 'the phone button' })
    app.tap('#authorize-phone')
    await sees('未授权手机号，可随时再来领取')
    phoneAnswer = { errMsg: 'getPhoneNumber:fail', errno: 1400001 }
    app.tap('#authorize-phone')
    await sees('手机号快捷验证暂不可用')
    expect(api.calls).not.toContain('POST /api/consumer/coupons/c1/claim')
  })

  it('tells a refusal by its code', async () => {
    app.start()
    await sees('小雪节气茶礼券')
    api.refuseNext('/coupons/c2/claim', 409, 'COUPON_SOLD_OUT', 'sold out')
    app.tap('#claim-c2')
    await until(() => toasts().includes('手慢了一步，优惠券已领完'), { what: 'the toast' })
  })

  it('fills in a form: refuses gaps, then sends typed answers and shows the gift', async () => {
    app.start()
    await sees('肤质与生活习惯小问卷')
    app.tap('#open-form')
    await sees('两分钟，让我们更懂您的皮肤。')
    app.tap('#submit-form')
    await sees('请选择日期')
    expect(api.submissions).toEqual([])

    app.pick('#input-birthday', '1992-05-06')
    app.tap('#option-skin_type-s4')
    app.tap('#option-concerns-k1')
    app.tap('#option-concerns-k3')
    app.input('#input-cups', '3')
    app.input('#input-wish', ' 想要小样 ')
    await sees('1992-05-06')
    app.tap('#submit-form')
    await sees('提交成功')
    await sees('20 元护肤券')
    expect(api.submissions).toEqual([
      { birthday: '1992-05-06', skin_type: 's4', concerns: ['k1', 'k3'], cups: 3, wish: '想要小样' },
    ])
  })

  it('buys: a sheet that is closed leaves the order unpaid, one that is paid waits for the server’s word', async () => {
    app.start()
    await sees('谷雨·神经酰胺舒缓修护霜 50g')
    app.tap('#product-201')
    await until(() => app.find('#buy-now'), { what: 'the buy button' })
    app.tap('#buy-now')
    await until(() => app.find('#quantity-more'), { what: 'the stepper' })
    app.tap('#quantity-more')
    await sees('536')
    paymentSheet = () => {
      throw new Error('cancel')
    }
    app.tap('#submit-order')
    await sees('还没有支付')

    // The client says «paid» at once; the server learns it a moment later.
    paymentSheet = () => undefined
    app.tap('#pay-order')
    await sees('支付结果确认中')
    expect(app.text()).not.toContain('支付成功')
    api.orders.moneyCame()
    await sees('支付成功')
    const [first, second] = app.wxCalls.filter(({ name }) => name === 'requestPayment').map(({ options }) => options)
    expect(first).toMatchObject({ signType: 'RSA', timeStamp: '1', nonceStr: 'n', paySign: 's' })
    expect(second?.package).toBe(first?.package)
    expect(api.calls.filter((call) => call === 'POST /api/consumer/orders')).toHaveLength(1)
  })

  it('renews a refused login once for all calls that wait, and replays them', async () => {
    app.start()
    await sees('会员见面礼')
    const logins = () => api.calls.filter((call) => call === 'POST /api/consumer/login').length
    expect(logins()).toBe(1)
    api.expireTokens()
    app.openTab('/pages/mine/index') // asks for three things at once
    await sees('阿谷')
    expect(api.calls.filter((call) => call === 'GET /api/consumer/me').length).toBeGreaterThanOrEqual(2)
    expect(logins()).toBe(2)
  })

  it('stays below the size that a first visit can bear', () => {
    const subPackages = ['packages']
    const size = (folder: string): number =>
      readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
        const name = path.join(folder, entry.name)
        return (
          sum +
          (entry.isDirectory()
            ? folder === dist && subPackages.includes(entry.name)
              ? 0
              : size(name)
            : statSync(name).size)
        )
      }, 0)
    expect(existsSync(path.join(dist, 'app.json'))).toBe(true)
    expect(size(dist)).toBeLessThan(MAIN_PACKAGE_LIMIT)
  })
})
