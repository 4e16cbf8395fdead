import type { Browser } from 'playwright-core'
import type { BrandIds } from '../sandbox/demo/set-up-brand'
import { startTestApp, type TestApp } from '../support/app'
import { launchChromium } from '../support/chromium'
import { rolesOf } from '../support/http'
import type { SandboxPerson } from '../support/sandbox'
import { until } from '../support/until'
import { builtMiniProgram } from '../support/weapp/built-mini-program'
import { builtConsole } from './support/built-console'
import { approveExport, askForExport, fetchExport, freezeSegment, importAudience } from './support/audience-desk'
import { settleCampaign, writeCampaign } from './support/campaign-desk'
import { ConsoleDesk } from './support/console-desk'
import { choose, openDesk, openPhone, PATIENCE_MS, pageProblems, picture, showing } from './support/screens'
import { looksIntoSegment } from './support/segment-desk'
import { PersonRecord } from './support/person-record'
import { PlanDesk } from './support/plan-desk'
import { closeSheet, openArticle, readOn } from './support/reader-phone'
import { RuleBuilder } from './support/rule-builder'
import { SandboxScreen } from './support/sandbox-screen'
import { NEIGHBOURS, orderFile, prepareBrand, prepareNeighbours, RECENT_BUYERS } from './support/walk-world'

jest.setTimeout(300_000)

const NAME = '苏念'
const ARTICLE = '换季那两周，护肤台可以只剩四样'
const SECOND_ARTICLE = '把皮肤屏障想成一面砖墙'
const TIERS = '客户分层'
const PREFERENCE = '内容偏好'
const SEGMENT = '敏感肌 30 天未购'
/** Everybody but those who bought, left no number, or read about tea. */
const SEGMENT_PEOPLE = NEIGHBOURS.length - RECENT_BUYERS.length - 2 + 1

let app: TestApp
let browser: Browser
let brand: BrandIds
let neighbours: Map<string, SandboxPerson>
let person: SandboxPerson
let record: PersonRecord
let sandbox: SandboxScreen
let operator: ConsoleDesk
let campaignPath: string

beforeAll(async () => {
  await builtMiniProgram('h5')
  await builtConsole()
  app = await startTestApp({ sandbox: true })
  brand = await prepareBrand(app)
  neighbours = await prepareNeighbours(app, brand)
  browser = await launchChromium()
  sandbox = new SandboxScreen(await openDesk(browser), app.sandbox.url)
  operator = new ConsoleDesk(await openDesk(browser), app.url)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await app?.close()
})

afterEach(() => {
  expect(pageProblems.splice(0)).toEqual([])
})

const step = (number: string, name: string, walk: () => Promise<void>): void =>
  it(`${number}: ${name}`, () => showing(number, walk))

describe('the walk', () => {
  step('1', 'a follower scans a parametric code and is a customer', async () => {
    await sandbox.open()
    const id = await sandbox.createPerson(NAME)
    person = await app.sandbox.get<SandboxPerson>(`people/${id}`)
    record = new PersonRecord(app, person)
    await sandbox.scan('小红书笔记')
    await sandbox.page.getByText('已扫码关注').waitFor()
    await until(async () => (await record.customerIds()).length === 1, {
      withinMs: PATIENCE_MS,
      what: 'the new customer',
    })
    expect(await record.identityKinds()).toEqual(['openid', 'unionid'])
    const [followed] = await record.recorded('follow_official_account')
    expect(followed?.channel).toBe('小红书笔记')
    await picture(sandbox.page, '01a-sandbox-follow')

    await operator.logIn('operator')
    await operator.openNewestCustomer()
    await operator.page.getByText('关注公众号').first().waitFor()
    await operator.page.getByText('来自 小红书笔记').waitFor()
    await picture(operator.page, '01b-customer', { whole: true })
  })

  step('2', 'reads in the mini-program, gives the phone number, gets the coupon, and stays one customer', async () => {
    const phone = await openPhone(browser)
    await phone.goto(`${app.url}/m/?person=${person.id}`)
    await phone.getByText('谷雨读本').waitFor()
    await picture(phone, '02a-home')
    await openArticle(phone, '敏感肌', ARTICLE)
    await phone.getByText('每年有两段日子').waitFor()
    await phone.mouse.wheel(0, 600)
    await picture(phone, '02b-article')

    await phone.getByRole('button', { name: '领取：敏感肌修护专享券 50 元' }).filter({ visible: true }).click()
    await phone.getByRole('checkbox', { name: '阅读并同意隐私说明' }).click()
    await phone.getByRole('button', { name: '授权手机号并领取' }).click()
    await phone.getByText('获取并验证你的手机号').waitFor()
    await picture(phone, '02c-phone-consent')
    await phone.getByRole('button', { name: '同意并继续' }).click()
    await phone.getByText('领取成功').waitFor()
    await picture(phone, '02d-claimed')
    // Leaving the article tells how long it was read.
    await phone.getByRole('button', { name: '查看我的优惠券' }).click()
    await phone.getByText('敏感肌修护专享券 50 元').filter({ visible: true }).first().waitFor()
    await picture(phone, '02e-my-coupons')
    await phone.goto(`${app.url}/m/?person=${person.id}`)
    await openArticle(phone, '敏感肌', SECOND_ARTICLE)
    await phone.getByText('角质细胞是砖').waitFor()
    await readOn(phone)
    await phone.goBack()

    expect(await record.customerIds()).toHaveLength(1)
    expect(await record.identityKinds()).toEqual(['openid', 'openid', 'phone', 'unionid'])
    const reads = await record.recorded('read_content', 2)
    expect(reads.map((read) => String(read.content_id)).sort()).toEqual(
      [brand.articles.get('season-change'), brand.articles.get('barrier-101')].sort(),
    )
    await record.recorded('claim_coupon')
    await record.recorded('authorize_phone')
    await phone.context().close()
  })

  step('3', 'answers a form, which fills attributes', async () => {
    const phone = await openPhone(browser)
    await phone.goto(`${app.url}/m/?person=${person.id}`)
    await phone.getByRole('button', { name: '填写：肤质小测' }).click()
    await phone.getByLabel('你的生日').fill('1993-04-18')
    await phone.getByRole('radio', { name: /敏感肌/ }).click()
    await phone.getByLabel('最近最想解决的一个皮肤问题是什么？').fill('换季两颊泛红，不敢用新东西')
    await picture(phone, '03a-form', { whole: true })
    await phone.getByRole('button', { name: '提交' }).click()
    await phone.getByText('提交成功').waitFor()
    await picture(phone, '03b-form-done')
    await record.recorded('submit_form')
    await phone.context().close()

    await operator.openCustomer(person.phone)
    await operator.page.getByText('1993-04-18').first().waitFor()
    await operator.page.getByText('填写表单').first().waitFor()
    await picture(operator.page, '03c-customer', { whole: true })
  })

  step('4', 'adds a sales through a live code, is welcomed, and is a lead of that sales', async () => {
    await sandbox.choosePerson(NAME)
    await sandbox.addContact('护肤顾问活码')
    await sandbox.phone.getByText('我是谷雨集的护肤顾问林晓雨').waitFor()
    await picture(sandbox.page, '04a-welcome')
    await record.recorded('add_work_contact')
    expect(await record.identityKinds()).toEqual(['external_userid', 'openid', 'openid', 'phone', 'unionid'])
    expect(await record.customerIds()).toHaveLength(1)
    await until(async () => (await record.leadOwners()).join() === '林晓雨', {
      withinMs: PATIENCE_MS,
      what: 'the lead of 林晓雨',
    })
  })

  step('5', 'an operator imports an order file', async () => {
    const phoneOf = (name: string): string => neighbours.get(name)?.phone ?? ''
    const file = orderFile([
      { no: 'TM2026001', phone: person.phone, sku: 'GYJ-JM-01', fen: 9_800, daysAgo: 75, channel: '天猫' },
      { no: 'TM2026002', phone: person.phone, sku: 'GYJ-JH-01', fen: 29_800, daysAgo: 44, channel: '天猫' },
      ...RECENT_BUYERS.map(({ name, fen }, index) => ({
        no: `JD202600${index}`,
        phone: phoneOf(name),
        sku: 'GYJ-JH-02',
        fen,
        daysAgo: 6 + index,
        channel: '京东',
      })),
      { no: 'JD2026009', phone: '', sku: 'GYJ-JM-02', fen: 12_800, daysAgo: 3, channel: '京东' },
    ])
    const { page } = operator
    await operator.open('/orders/imports')
    await page.locator('input[type=file]').setInputFiles({
      name: '双十一订单.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(file),
    })
    await page.getByText('检查结果：双十一订单.csv').waitFor()
    await picture(page, '05a-checked')
    await page.getByRole('button', { name: '导入 5 行' }).click()
    await page.getByText('新增 5 行').waitFor()
    await picture(page, '05b-imported')
    const purchases = await record.recorded('purchase', 2)
    expect(purchases.map(({ channel }) => channel)).toEqual(['天猫', '天猫'])
    await operator.openCustomer(person.phone)
    await page.getByText('购买商品').first().waitFor()
    await picture(page, '05c-customer', { whole: true })
  })

  step('6', 'an editor tags an article, an operator defines and publishes two tags', async () => {
    const editor = new ConsoleDesk(await openDesk(browser), app.url)
    await editor.logIn('editor')
    await editor.open(`/contents/${brand.articles.get('season-change') ?? ''}`)
    await editor.page.getByRole('textbox', { name: '标题', exact: true }).waitFor()
    await choose(editor.page, '内容标签', '修护')
    await editor.page.getByRole('button', { name: '保存修改' }).click()
    await editor.page.getByText('已保存').waitFor()
    await picture(editor.page, '06a-tagged-article')
    await editor.page.context().close()

    const { page } = operator
    await operator.open('/tags/new')
    await page.getByLabel('标签名称').fill(TIERS)
    await page.getByRole('radio', { name: '分档' }).click()
    for (const [index, { value, yuan, times }] of [
      { value: '高价值', yuan: 800, times: 4 },
      { value: '中价值', yuan: 300, times: 2 },
    ].entries()) {
      if (index > 0) await page.getByRole('button', { name: '添加一档' }).click()
      const tier = page.getByRole('region', { name: `第 ${index + 1} 档` })
      await tier.getByLabel(`第 ${index + 1} 档的标签值`).fill(value)
      const rule = new RuleBuilder(tier)
      await rule.measured(rule.last('行为事件'), '购买商品', '金额合计', yuan)
      await rule.measured(await rule.add('行为事件'), '购买商品', '次数', times)
      await rule.either()
    }
    await page.getByRole('button', { name: '添加一档' }).click()
    const low = page.getByRole('region', { name: '第 3 档' })
    await low.getByLabel('第 3 档的标签值').fill('低价值')
    await new RuleBuilder(low).did(low.getByRole('group', { name: '条件：行为事件' }), '做过', '购买商品')
    await page.getByLabel('其他所有人的标签值').fill('沉默')
    await page.getByLabel('沉默', { exact: true }).fill('唤醒：节气内容加专享券')
    await operator.seesNumber('tag-coverage', NEIGHBOURS.length + 1)
    await picture(page, '06b-tier-preview', { whole: true })
    await operator.publishTag()
    await operator.seesNumber('tag-people', NEIGHBOURS.length + 1)
    await picture(page, '06c-tier-published', { whole: true })

    await operator.open('/tags/new')
    await page.getByLabel('标签名称').fill(PREFERENCE)
    await page.getByRole('radio', { name: '偏好 Top N' }).click()
    await choose(page, '行为事件', '阅读内容')
    await operator.seesNumber('tag-coverage', NEIGHBOURS.length + 1)
    await picture(page, '06d-preference-preview', { whole: true })
    await operator.publishTag()
    await operator.seesNumber('tag-people', NEIGHBOURS.length + 1)
    await picture(page, '06e-preference-published', { whole: true })

    await operator.openCustomer(person.phone)
    await page.getByRole('button', { name: `${TIERS} 沉默` }).waitFor()
    // Read twice: 敏感肌, and 修护 since the editor added it; 保湿 comes first among the rest by its name.
    await page.getByRole('button', { name: `${PREFERENCE} 修护、敏感肌、保湿` }).click()
    await page.getByText('规则（版本 1）').waitFor()
    await picture(page, '06f-preference-why')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: `${TIERS} 沉默` }).click()
    await page.getByText('唤醒：节气内容加专享券').waitFor()
    await page.getByText('逐条核对').waitFor()
    await picture(page, '06g-tier-why')
  })

  step('7', 'an operator circles a segment and sees the count change', async () => {
    const { page } = operator
    await operator.open('/segments/new')
    await page.getByLabel('分群名称').fill(SEGMENT)
    const rule = new RuleBuilder(page)
    // Numbers whose first digit alone means something else: once, and the preset of seven days.
    await rule.measured(rule.last('行为事件'), '购买商品', '次数', 10)
    await rule.pastDays(rule.last('行为事件'), 75)
    await operator.seesNumber('segment-count', 0)
    await choose(rule.last('行为事件'), '时间范围', '过去 30 天')
    await rule.did(rule.last('行为事件'), '没做过', '购买商品')
    const without = NEIGHBOURS.length + 1 - RECENT_BUYERS.length
    await operator.seesNumber('segment-count', without)
    await picture(page, '07a-first-condition')
    await rule.add('公众号关注')
    await operator.seesNumber('segment-count', without)
    await rule.add('身份标识')
    await operator.seesNumber('segment-count', without - 1)
    const preference = await rule.add('客户标签')
    await choose(preference, '客户标签', PREFERENCE)
    await choose(preference, `${PREFERENCE}的标签值`, '敏感肌')
    await operator.seesNumber('segment-count', SEGMENT_PEOPLE)
    await picture(page, '07b-four-conditions')
    await page.getByRole('button', { name: '看看是谁' }).click()
    const people = page.getByRole('list', { name: '符合条件的客户' })
    await people.getByText(NAME).last().waitFor()
    expect(await people.getByRole('listitem').count()).toBe(SEGMENT_PEOPLE)
    await picture(page, '07c-people')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '保存分群' }).click()
    await operator.seesNumber('segment-people', SEGMENT_PEOPLE)
    await picture(page, '07d-segment', { whole: true })
    const address = page.url()
    await looksIntoSegment(operator, { people: SEGMENT_PEOPLE, member: NAME })
    await page.goto(address)
  })

  step('7b', 'keeps the segment and a file of numbers as lists; a colleague lets one of them out', async () => {
    const segmentPath = new URL(operator.page.url()).pathname
    const known = ['林予安', '秦一茶'].map((name) => neighbours.get(name)?.phone ?? '')
    await importAudience(operator, '会员日名单', ['手机号', ...known, '12345'].join('\n'))
    await operator.open(segmentPath)
    await freezeSegment(operator, '换季首批')
    await askForExport(operator, '线下活动签到核对')
    const colleague = new ConsoleDesk(await openDesk(browser), app.url)
    await colleague.logIn('admin')
    await approveExport(colleague)
    await colleague.page.context().close()
    const lines = await fetchExport(operator)
    expect(lines).toHaveLength(SEGMENT_PEOPLE)
    expect(lines.every((line) => /导出申请 #\d+/.test(line))).toBe(true)
    await operator.open(segmentPath)
  })

  step('8', 'an operator pushes to the segment and sees whom it reached', async () => {
    const { page } = operator
    const push = {
      name: '换季敏感肌关怀',
      template: {
        title: '护肤顾问服务提醒',
        values: { 服务项目: '换季敏感肌护理咨询', 专属顾问: '林晓雨', 备注: '{昵称}，先停功效再修护' },
      },
      workText: '换季这两周，脸上泛红别急着加东西。把现在用的几样发我，我帮你看看先停哪一样。',
      // Forty per cent, so that among sixteen people somebody is drawn into the control group.
      moreControl: 6,
    }
    await writeCampaign(operator, push)
    await picture(page, '08a-messages', { whole: true })
    await settleCampaign(operator, push)
    await picture(page, '08b-confirm', { whole: true })
    await page.getByRole('button', { name: '保存并生成发送计划' }).click()
    await page.getByRole('button', { name: /^发\s*送$/ }).waitFor()
    await page.getByText('不是企微好友').first().waitFor()
    await picture(page, '08c-planned', { whole: true })
    campaignPath = new URL(page.url()).pathname

    await page.getByRole('button', { name: /^发\s*送$/ }).click()
    await page.getByRole('radio', { name: /立即发送/ }).check()
    await picture(page, '08d-send')
    await page.getByRole('button', { name: '确认发送' }).click()
    await operatorCampaign((campaign) => delivered(campaign, 'official_account_template') > 0)

    await sandbox.open()
    await sandbox.members.getByText(push.workText.slice(0, 12)).waitFor()
    await picture(sandbox.page, '08e-task')
    await sandbox.members.getByRole('button', { name: '确认发送' }).first().click()
    const campaign = await operatorCampaign(
      (one) => one.counts.planned + one.counts.submitted + one.counts.unknown === 0,
    )
    expect(campaign.audienceSize).toBe(SEGMENT_PEOPLE)
    expect(campaign.reachedPeople + campaign.controlPeople).toBe(SEGMENT_PEOPLE)
    expect(campaign.controlPeople).toBeGreaterThan(0)
    expect(delivered(campaign, 'official_account_template')).toBe(campaign.reachedPeople)
    expect(delivered(campaign, 'work_group_message')).toBeGreaterThan(0)
    expect(campaign.counts.failed).toBe(0)

    await page.reload()
    await page.getByText('已完成').first().waitFor()
    await picture(page, '08f-finished', { whole: true })
    await page.getByRole('tab', { name: '触达明细' }).click()
    await page.getByText('条触达记录').waitFor()
    await picture(page, '08g-deliveries')
    await page.getByRole('tab', { name: '效果' }).click()
    await page.getByRole('table', { name: '两组对比' }).waitFor()
    await picture(page, '08h-effect', { whole: true })
  })

  step('9', 'the sales sees her on one screen and follows up', async () => {
    const api = await rolesOf(app).asOperator()
    const tag = await api.post<{ id: number }>('/api/tags', {
      name: '购买意向',
      kind: 'fact',
      method: 'hand',
      handValues: ['高', '中', '低'],
    })
    await api.post(`/api/tags/${tag.id}/publish`)
    const { externalUserid } = await app.sandbox.get<{ externalUserid: string }>(`people/${person.id}`)
    const phone = await openPhone(browser)
    await phone.goto(`${app.url}/sidebar/?sandbox_member=linxiaoyu&external_userid=${externalUserid}`)
    await phone.getByRole('heading', { name: NAME }).waitFor()
    await phone.getByRole('button', { name: `${TIERS} 沉默` }).waitFor()
    await picture(phone, '09a-sidebar')
    await picture(phone, '09b-sidebar-whole', { whole: true })

    await phone.getByRole('button', { name: `${TIERS} 沉默` }).click()
    await phone.getByText('唤醒：节气内容加专享券').waitFor()
    await picture(phone, '09c-why')
    await closeSheet(phone)

    await phone.getByRole('button', { name: '写跟进' }).click()
    await phone.getByLabel('跟进内容').fill('两颊泛红一周，正在用含酸精华，建议先停。')
    await phone.getByLabel('下一步').fill('发修护三件套方案')
    await phone.getByRole('button', { name: '明天' }).click()
    await picture(phone, '09d-note')
    await phone.getByRole('button', { name: '保存跟进' }).click()
    await phone.getByText('跟进已记录').waitFor()

    await phone.getByRole('button', { name: '推进线索' }).click()
    await phone.getByRole('button', { name: /标记为有意向/ }).click()
    await phone.getByText('已标记为有意向').waitFor()

    await phone.getByRole('button', { name: '打标签' }).click()
    const interest = phone.getByRole('group', { name: '购买意向' }).getByRole('button', { name: '高' })
    await interest.click()
    await until(async () => (await interest.getAttribute('aria-pressed')) === 'true', { what: 'the tag to be set' })
    await picture(phone, '09e-set-tag')
    await closeSheet(phone)
    await phone.getByRole('button', { name: '购买意向 高' }).waitFor()
    await phone.getByText('发修护三件套方案').first().waitFor()
    await picture(phone, '09f-after')
    await phone.context().close()
  })

  step('10', 'she buys: her tag changes and she leaves the segment', async () => {
    const api = await rolesOf(app).asOperator()
    await operator.openCustomer(person.phone)
    const customerId = new URL(operator.page.url()).pathname.split('/').pop() ?? ''
    const tier = async (): Promise<string> => {
      const tags = await api.get<{ name: string; values: string[] }[]>(`/api/customers/${customerId}/tags`)
      return tags.find(({ name }) => name === TIERS)?.values.join() ?? ''
    }
    expect(await tier()).toBe('沉默')
    const before = (await record.events('purchase')).length
    const file = orderFile([
      { no: 'WX2026001', phone: person.phone, sku: 'GYJ-JH-01', fen: 59_600, daysAgo: 0, channel: '小程序' },
    ])
    const { id } = await api.upload<{ id: number }>('/api/orders/imports', { name: '今日订单.csv', content: file })
    await api.post(`/api/orders/imports/${id}/start`)
    await record.recorded('purchase', before + 1)
    const committed = Date.now()
    await until(async () => (await tier()) === '中价值', {
      withinMs: PATIENCE_MS,
      everyMs: 20,
      what: 'the tag to change',
    })
    const tagAfter = Date.now() - committed
    const segments = await api.get<{ id: number; name: string; people: number }[]>('/api/segments')
    const segment = segments.find(({ name }) => name === SEGMENT)
    await until(
      async () =>
        (await api.get<{ people: number }>(`/api/segments/${segment?.id ?? 0}`)).people === SEGMENT_PEOPLE - 1,
      { withinMs: PATIENCE_MS, everyMs: 20, what: `${NAME} to leave the segment` },
    )
    console.info(`tag changed ${tagAfter} ms, segment left ${Date.now() - committed} ms after the event was there`)

    await operator.openCustomer(person.phone)
    await operator.page.getByRole('button', { name: `${TIERS} 中价值` }).click()
    await operator.page.getByText('逐条核对').waitFor()
    await picture(operator.page, '10a-why-now')
    await operator.open(`/segments/${segment?.id ?? 0}`)
    await operator.seesNumber('segment-people', SEGMENT_PEOPLE - 1)
    await picture(operator.page, '10b-segment', { whole: true })
    await operator.page.getByRole('tab', { name: '进出记录' }).click()
    await operator.page.getByRole('row', { name: new RegExp(`离开.*${NAME}.*行为或资料变化`) }).waitFor()
    const effect = await api.get<Record<'reached' | 'control', { converted: number }>>(`/api${campaignPath}/effect`)
    expect(effect.reached.converted + effect.control.converted).toBe(1)
    await operator.open(`${campaignPath}?tab=effect`)
    await operator.page.getByRole('table', { name: '两组对比' }).waitFor()
    await picture(operator.page, '10c-effect', { whole: true })
  })

  step('11', 'an event that does not fit the tracking plan is held, mended and counted', async () => {
    const plan = new PlanDesk(operator, app)
    await plan.declare()
    await plan.send()
    await plan.mend()
    await plan.declareStranger()
  })
})

interface Campaign {
  audienceSize: number
  reachedPeople: number
  controlPeople: number
  counts: Record<'planned' | 'skipped' | 'submitted' | 'unknown' | 'delivered' | 'failed', number>
  messages: { channel: string; counts: { delivered: number } }[]
}

const delivered = (campaign: Campaign, channel: string): number =>
  campaign.messages.find((message) => message.channel === channel)?.counts.delivered ?? 0

/** Waits until the campaign on the operator's screen has come so far. */
async function operatorCampaign(so: (campaign: Campaign) => boolean): Promise<Campaign> {
  const api = await rolesOf(app).asOperator()
  return until(
    async () => {
      const campaign = await api.get<Campaign>(`/api${campaignPath}`)
      return so(campaign) ? campaign : null
    },
    { withinMs: PATIENCE_MS, what: 'the campaign to get so far' },
  )
}
