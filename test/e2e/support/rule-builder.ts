import { until } from '../../support/until'
import type { Locator, Page } from 'playwright-core'
import { choose } from './screens'

type ConditionKind = '行为事件' | '基本属性' | '客户标签' | '公众号关注' | '企微好友' | '身份标识'

/** The editor of conditions, as an operator uses it, inside one part of a page. */
export class RuleBuilder {
  constructor(private readonly scope: Page | Locator) {}

  /** The last condition of a kind, which is the one that was just added. */
  last(kind: ConditionKind): Locator {
    return this.scope.getByRole('group', { name: `条件：${kind}` }).last()
  }

  async add(kind: ConditionKind): Promise<Locator> {
    const page = 'page' in this.scope ? this.scope.page() : this.scope
    const conditions = this.scope.getByRole('group', { name: `条件：${kind}` })
    const before = await conditions.count()
    await this.scope.getByRole('button', { name: '添加条件', exact: true }).last().click()
    const item = page.getByRole('menuitem', { name: kind })
    await item.waitFor()
    // A click that comes while the menu still unfolds can miss its item; then the menu stays open.
    await until(
      async () => {
        if ((await conditions.count()) > before) return true
        if (await item.isVisible()) await item.click({ timeout: 1000 }).catch(() => undefined)
        return false
      },
      { what: `a condition ${kind}`, everyMs: 400 },
    )
    return this.last(kind)
  }

  /** 「过去 30 天 没做过 购买商品」 in an event condition whose window stays as it is. */
  async did(condition: Locator, mode: '做过' | '没做过', event: string): Promise<void> {
    await choose(condition, '行为事件', event)
    if (mode === '没做过') await choose(condition, '做过或没做过', mode)
  }

  /** 「过去 30 天 统计 购买商品 的 金额合计 大于等于 …」; money in yuan. */
  async measured(condition: Locator, event: string, measure: string, atLeast: number): Promise<void> {
    await choose(condition, '行为事件', event)
    await choose(condition, '做过或没做过', '统计')
    if (measure !== '次数') await choose(condition, '统计方式', measure)
    await this.number(condition, `${measure}的值`, atLeast)
  }

  /** 「过去 75 天」, typed. */
  async pastDays(condition: Locator, days: number): Promise<void> {
    await choose(condition, '时间范围', '过去 N 天…')
    await this.number(condition, '天数', days)
  }

  /** Types a number digit by digit, as fingers do, and sees that the field holds it. */
  private async number(condition: Locator, label: string, value: number): Promise<void> {
    const field = condition.getByRole('spinbutton', { name: label, exact: true })
    await field.fill('')
    await field.pressSequentially(String(value))
    await field.press('Tab')
    await until(async () => Number(await field.inputValue()) === value, { what: `${label} = ${value}` })
  }

  /** Turns 且 into 或. */
  async either(): Promise<void> {
    await this.scope.getByRole('button', { name: '且：全部满足' }).click()
  }
}
