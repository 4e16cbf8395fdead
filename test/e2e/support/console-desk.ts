import type { Page } from 'playwright-core'
import { loadDemoAccounts } from '../../sandbox/accounts'
import { until } from '../../support/until'
import { PATIENCE_MS } from './screens'

/** The console at somebody's desk. */
export class ConsoleDesk {
  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  async logIn(username: string): Promise<void> {
    const account = loadDemoAccounts().staff.find((one) => one.username === username)
    await this.page.goto(`${this.url}/`)
    await this.page.getByLabel('账号').fill(username)
    await this.page.getByLabel('密码').fill(account?.password ?? '')
    await this.page.getByRole('button', { name: /登\s*录/ }).click()
    await this.page.getByRole('navigation').first().waitFor()
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.url + path)
  }

  /**
   * Finds a customer and opens the page about her.
   * @param search name, number or its last four digits
   */
  async openCustomer(search: string): Promise<void> {
    await this.open('/customers')
    const field = this.page.getByPlaceholder('搜索昵称、手机号或后四位')
    await field.fill(search)
    await field.press('Enter')
    await this.page.getByText(/^共 1 位客户$/).waitFor()
    await this.page.locator('tbody tr.ant-table-row').click()
    await this.seesCustomer()
  }

  /** Opens whoever came last: somebody who has not told her name yet can only be found so. */
  async openNewestCustomer(): Promise<void> {
    await this.open('/customers')
    await this.page.locator('tbody tr.ant-table-row').first().click()
    await this.seesCustomer()
  }

  private async seesCustomer(): Promise<void> {
    await this.page.getByRole('heading', { name: '客户详情' }).waitFor()
    await this.page.getByText('行为轨迹').waitFor()
  }

  /** Waits until a number that the page computes is this one. */
  async seesNumber(testId: string, expected: number): Promise<void> {
    await this.page
      .getByTestId(testId)
      .filter({ hasText: new RegExp(`^${expected}$`) })
      .waitFor()
    const busy = this.page.locator('[aria-busy="true"]')
    await until(async () => (await busy.count()) === 0, { withinMs: PATIENCE_MS, what: 'the page to be at rest' })
  }

  /** Saves and publishes the tag that is being edited, and waits until everybody's value is computed. */
  async publishTag(): Promise<void> {
    await this.page.getByRole('button', { name: '保存并发布' }).click()
    await this.page
      .getByRole('dialog')
      .getByRole('button', { name: /^发\s*布$/ })
      .click()
    await this.page.getByText('标签已发布').waitFor()
  }
}
