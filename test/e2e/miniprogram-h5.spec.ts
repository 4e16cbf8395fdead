import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { startTestApp, type TestApp } from '../support/app'
import { launchChromium } from '../support/chromium'
import { rolesOf } from '../support/http'
import type { SandboxPerson } from '../support/sandbox'
import { until } from '../support/until'
import { builtMiniProgram } from '../support/weapp/built-mini-program'

const PHONE_SIZE = { width: 390, height: 844 }
const PICTURES = path.resolve(__dirname, '../.artifacts/miniprogram')

jest.setTimeout(120_000)

interface Row {
  id: number
}

let app: TestApp
let browser: Browser
let person: SandboxPerson

/** What the editors and operators of the brand prepared. */
async function fillShop(): Promise<void> {
  const editor = await rolesOf(app).asEditor()
  const operator = await rolesOf(app).asOperator()
  const offer = (changes: object) => ({
    thresholdFen: 9_900,
    stock: 100,
    perPersonLimit: 1,
    openAt: '2026-01-01T00:00:00Z',
    closeAt: null,
    validDays: 30,
    validUntil: null,
    ...changes,
  })
  const welcome = await operator.post<Row>(
    '/api/coupons',
    offer({ name: '会员见面礼', amountFen: 3_000, requiresPhone: true }),
  )
  await operator.post(`/api/coupons/${welcome.id}/state`, { action: 'open' })
  const gift = await operator.post<Row>(
    '/api/coupons',
    offer({ name: '问卷谢礼', amountFen: 2_000, requiresPhone: false }),
  )
  await operator.post(`/api/coupons/${gift.id}/state`, { action: 'open' })
  const tag = await editor.post<Row>('/api/content-tags', { groupName: '肤质', name: '敏感肌' })
  const article = await editor.post<Row>('/api/contents', {
    title: '换季泛红怎么办',
    summary: '三步稳住屏障',
    author: '谷雨编辑部',
    body: '<h2>先做减法</h2><p>先停功效，再谈修护。</p>',
    tagIds: [tag.id],
    couponId: welcome.id,
  })
  await editor.post(`/api/contents/${article.id}/state`, { action: 'publish' })
  const form = await operator.post<Row>('/api/forms', {
    title: '肤质小测',
    description: '两分钟',
    rewardCouponId: gift.id,
    thanks: '谢谢您的回答',
    fields: [
      { key: 'birthday', label: '您的生日', kind: 'date', required: true, attribute: 'birthday' },
      {
        key: 'concern',
        label: '最近的困扰',
        kind: 'multiple',
        required: true,
        options: [
          { value: 'red', label: '泛红' },
          { value: 'dry', label: '干燥' },
        ],
      },
      { key: 'wish', label: '想对我们说', kind: 'text', required: false, maxLength: 100 },
    ],
  })
  await operator.post(`/api/forms/${form.id}/state`, { action: 'open' })
  const category = await editor.post<Row>('/api/product-categories', { name: '体验课' })
  await editor.post('/api/products', {
    sku: 'TRY-01',
    name: '敏感肌护理体验课 · 45 分钟',
    priceFen: 1990,
    categoryId: category.id,
    description: '一对一肤质检测与舒缓护理，含三日修护体验装。',
    parameters: { 时长: '45 分钟', 适用: '敏感肌、换季泛红' },
  })
}

beforeAll(async () => {
  await builtMiniProgram('h5')
  app = await startTestApp({ sandbox: true })
  await fillShop()
  person = await app.sandbox.post<SandboxPerson>('people', { name: '苏念' })
  browser = await launchChromium()
  mkdirSync(PICTURES, { recursive: true })
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await app?.close()
})

async function openPhone(address: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: PHONE_SIZE,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  })
  const page = await context.newPage()
  await page.goto(app.url + address)
  return page
}

const picture = (page: Page, name: string) => page.screenshot({ path: path.join(PICTURES, `${name}.png`) })
const eventsNamed = (name: string) => app.db.query('SELECT id FROM event WHERE name = ?', [name])

describe('the mini-program in a browser, inside the sandbox’s WeChat', () => {
  it('sells a trial course: given up first, then paid, and found again among the orders', async () => {
    const buyer = await app.sandbox.post<SandboxPerson>('people', { name: '陈以宁' })
    const page = await openPhone(`/m/?person=${buyer.id}`)
    await page.getByText('敏感肌护理体验课').first().click()
    await page.getByRole('button', { name: '立即购买' }).waitFor()
    await picture(page, 'product')
    await page.getByRole('button', { name: '立即购买' }).click()
    await page.getByRole('button', { name: '增加一件' }).click()
    await page.getByText('39.8').waitFor()
    await picture(page, 'checkout')
    await page.getByRole('button', { name: '微信支付', exact: true }).click()
    await page.getByRole('dialog', { name: '微信支付' }).waitFor()
    await picture(page, 'pay-sheet')
    await page.getByRole('button', { name: '放弃支付' }).click()
    await page.getByText('还没有支付').waitFor()
    await picture(page, 'pay-cancelled')

    await page.getByRole('button', { name: /^继续支付/ }).click()
    await page.getByRole('button', { name: '银行卡被拒' }).click()
    await page.getByText('支付没有成功').waitFor()
    await page.getByRole('button', { name: /^继续支付/ }).click()
    await page.getByRole('button', { name: '确认支付' }).click()
    await page.getByText('支付成功').waitFor()
    await picture(page, 'paid')
    expect(await eventsNamed('purchase')).toHaveLength(1)

    await page.getByRole('button', { name: '我的订单' }).click()
    await page.getByRole('button', { name: '敏感肌护理体验课 · 45 分钟，已支付' }).waitFor()
    await picture(page, 'orders')
    await page.context().close()
  })

  it('is read, buys a coupon with a phone number, and fills in a form', async () => {
    const page = await openPhone(`/m/?person=${person.id}`)
    await page.getByRole('button', { name: '阅读：换季泛红怎么办' }).waitFor()
    await picture(page, 'home')
    await page.getByRole('button', { name: '阅读：换季泛红怎么办' }).click()
    await page.getByText('先停功效，再谈修护。').waitFor()
    await picture(page, 'article')

    await page.getByRole('button', { name: '领取：会员见面礼' }).click()
    await page.getByRole('checkbox', { name: '阅读并同意隐私说明' }).click()
    await page.getByRole('button', { name: '授权手机号并领取' }).click()
    await page.getByText('获取并验证你的手机号').waitFor()
    await picture(page, 'phone-consent')
    await page.getByRole('button', { name: '同意并继续' }).click()
    await page.getByText('领取成功').waitFor()
    await picture(page, 'claimed')
    await page.getByRole('button', { name: '查看我的优惠券' }).click()
    await page.getByText('会员见面礼').filter({ visible: true }).waitFor()
    await picture(page, 'my-coupons')

    await page.getByRole('button', { name: '我的', exact: true }).click()
    const tail = person.phone.slice(-4)
    await until(async () => (await page.locator('#my-phone').textContent())?.includes(tail), {
      what: 'the masked phone number',
    })
    expect(await page.locator('#my-phone').textContent()).not.toContain(person.phone)
    await picture(page, 'mine')

    await page.getByRole('button', { name: '肤质小测' }).click()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('还有 2 项需要填写或修改').waitFor()
    await page.getByLabel('您的生日').fill('1992-05-06')
    await page.getByRole('checkbox', { name: '泛红' }).click()
    await page.getByLabel('想对我们说').fill('想要小样')
    await picture(page, 'form')
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('提交成功').waitFor()
    await page.getByText('问卷谢礼').filter({ visible: true }).waitFor()
    await picture(page, 'form-done')

    for (const name of ['login_mini_program', 'read_content', 'authorize_phone', 'claim_coupon', 'submit_form']) {
      await until(async () => (await eventsNamed(name)).length > 0, { what: `the event ${name}` })
    }
    await page.context().close()
  })

  it('asks where it cannot know who is there', async () => {
    const page = await openPhone('/m/')
    await page.getByText('请从沙箱的微信里打开').waitFor()
    const link = page.getByRole('link', { name: '去沙箱选择用户' })
    expect(await link.getAttribute('href')).toBe(`${app.sandbox.url}/sandbox/`)
    await picture(page, 'open-in-wechat')
    await page.context().close()
  })

  it('takes back a consent', async () => {
    const page = await openPhone(`/m/?person=${person.id}#/packages/service/pages/privacy/index`)
    const marketing = page.locator('#consent-marketing')
    await marketing.waitFor()
    const before = await marketing.getAttribute('aria-checked')
    await marketing.click()
    await until(async () => (await marketing.getAttribute('aria-checked')) !== before, { what: 'the switch to turn' })
    await page.reload()
    await marketing.waitFor()
    expect(await marketing.getAttribute('aria-checked')).not.toBe(before)
    await picture(page, 'privacy')
    await page.context().close()
  })
})
