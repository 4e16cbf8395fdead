import type { Page } from 'playwright-core'

/** The sandbox's screen as a person uses it: people on the left, the phone in the middle, WeCom on the right. */
export class SandboxScreen {
  constructor(
    readonly page: Page,
    private readonly url: string,
  ) {}

  async open(): Promise<void> {
    await this.page.goto(`${this.url}/sandbox/`)
    await this.page.getByText('归一已连接').waitFor()
  }

  /** Somebody new, who then holds the phone. */
  async createPerson(name: string): Promise<string> {
    await this.page.getByLabel('新用户的姓名').fill(name)
    await this.page.getByRole('button', { name: '创建' }).click()
    const row = this.page.locator('#people-list .person.chosen', { hasText: name })
    await row.waitFor()
    return (await row.getAttribute('data-person')) ?? ''
  }

  async choosePerson(name: string): Promise<void> {
    await this.page.getByLabel('搜索人物').fill(name)
    await this.page.locator('#people-list .person', { hasText: name }).first().click()
  }

  async tab(name: '微信' | '扫一扫' | '小程序' | '我'): Promise<void> {
    await this.page.getByLabel('手机底部导航').getByRole('button', { name, exact: true }).click()
  }

  /** Scans a parametric code of the official account. */
  async scan(codeName: string): Promise<void> {
    await this.tab('扫一扫')
    await this.page.getByRole('button', { name: `扫码 ${codeName}` }).click()
  }

  /** Scans a live code of a sales. */
  async addContact(codeName: string): Promise<void> {
    await this.tab('扫一扫')
    await this.page.getByRole('button', { name: `添加 ${codeName}` }).click()
  }

  async openChat(id: string): Promise<void> {
    await this.tab('微信')
    await this.page.locator(`[data-chat="${id}"]`).click()
  }

  get phone() {
    return this.page.locator('#phone-screen')
  }

  get members() {
    return this.page.locator('#members')
  }
}
