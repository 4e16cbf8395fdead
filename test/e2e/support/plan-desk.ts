import type { TestApp } from '../../support/app'
import { until } from '../../support/until'
import type { ConsoleDesk } from './console-desk'
import { choose, PATIENCE_MS, picture } from './screens'

const EVENT = { name: 'visit_counter', label: '到柜' }
const STRANGER = 'ScanQr'

/** The tracking plan at an operator's desk: from a declaration to events that did not fit and were mended. */
export class PlanDesk {
  private key = ''

  constructor(
    private readonly desk: ConsoleDesk,
    private readonly app: TestApp,
  ) {}

  /** Declares an event and makes a source for it. */
  async declare(): Promise<void> {
    const { page } = this.desk
    await this.desk.open('/event-definitions')
    await page.getByRole('button', { name: '新增事件' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('事件标识').fill(EVENT.name)
    await form.getByLabel('事件名称').fill(EVENT.label)
    await this.addProperty('store', '门店')
    await this.addProperty('fee', '体验费', '金额（分）')
    await form.getByRole('button', { name: /保\s*存/ }).click()
    await page.getByRole('row', { name: EVENT.label }).waitFor()

    await this.desk.open('/event-definitions/sources')
    await page.getByRole('button', { name: '新增来源' }).click()
    await page.getByLabel('名称').fill('门店平板')
    await page.getByLabel('标识').fill('store_pad')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /保\s*存/ })
      .click()
    this.key = (await page.locator('pre').textContent()) ?? ''
    await page.getByRole('button', { name: '我已保存' }).click()
  }

  /** Sends one event that does not fit, one that nobody declared, and one that makes no sense. */
  async send(): Promise<void> {
    const message = (id: string, event: string, properties: object, time = new Date(Date.now() - 60_000)): object => ({
      id,
      event,
      time: time.toISOString(),
      anonymousId: 'visitor-0001',
      properties,
    })
    const messages = [
      message('pad-1', EVENT.name, { store: '武康路店', fee: '39元' }),
      message('pad-2', STRANGER, { Place: '橱窗', minutes: 3 }),
      { ...message('pad-3', EVENT.name, { store: '武康路店' }), time: '昨天' },
    ]
    await fetch(`${this.app.url}/v1/track`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ messages }),
    })
  }

  /** Mends what did not fit by a mapping, and lets it through. */
  async mend(): Promise<void> {
    const { page } = this.desk
    await this.desk.open('/event-definitions/quarantine')
    const held = page.getByRole('row', { name: EVENT.label })
    await held.getByText('类型不对').waitFor()
    await picture(page, '11a-quarantine')
    await held.getByRole('button', { name: '修复' }).click()
    await choose(page, '转换成', '金额（原值为元）')
    await page.getByText('修复后 1 条合乎埋点方案').waitFor()
    await picture(page, '11b-mapping')
    await page.getByRole('button', { name: '保存映射' }).click()
    await held.waitFor({ state: 'hidden' })
    await this.recorded(EVENT.name)
    await this.desk.open(`/events?name=${EVENT.name}`)
    await page.getByText('武康路店').waitFor()
    await picture(page, '11c-stream')
  }

  /** Declares the undeclared one from the health page, with what its samples suggest. */
  async declareStranger(): Promise<void> {
    const { page } = this.desk
    await this.desk.open('/event-definitions/health')
    const row = page.getByRole('table', { name: '未声明的事件' }).getByRole('row', { name: STRANGER })
    await row.waitFor()
    await picture(page, '11d-health', { whole: true })
    await row.getByRole('button', { name: '声明' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('事件名称').fill('扫描橱窗码')
    await form.getByRole('button', { name: /保\s*存/ }).click()
    await row.waitFor({ state: 'hidden' })
    await this.recorded('scan_qr')
    await this.desk.open(`/event-definitions/health?event=${EVENT.name}`)
    await page.getByRole('table', { name: '属性健康' }).getByText('体验费').waitFor()
    await picture(page, '11e-property-health')
    await this.desk.open('/event-definitions/sources')
    await page.getByRole('table', { name: '被拒绝的上报' }).getByText('消息格式有误').waitFor()
    await picture(page, '11f-sources')
  }

  private async addProperty(key: string, label: string, type?: string): Promise<void> {
    const { page } = this.desk
    await page.getByRole('button', { name: '添加属性' }).click()
    await page.getByPlaceholder('标识 store').last().fill(key)
    await page.getByPlaceholder('名称 门店').last().fill(label)
    if (type !== undefined) await choose(page, '类型', type)
  }

  private async recorded(name: string): Promise<void> {
    await until(
      async () => (await this.app.db.query('SELECT id FROM event WHERE name = ?', [name])).length === 1 || null,
      { withinMs: PATIENCE_MS, what: `the event ${name}` },
    )
  }
}
