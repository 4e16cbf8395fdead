import type { ConsoleDesk } from './console-desk'
import { choose, picture } from './screens'

interface Circled {
  people: number
  /** Somebody who is in it. */
  member: string
}

/** Looks into a segment whose page is open: who is in it and why, what they have in common, and where they overlap. */
export async function looksIntoSegment(operator: ConsoleDesk, { people, member }: Circled): Promise<void> {
  const { page } = operator
  await page.getByRole('tab', { name: '客户名单' }).click()
  await page.getByRole('row', { name: new RegExp(member) }).waitFor()
  await picture(page, '07e-segment-people')
  await page.getByRole('tab', { name: '进出记录' }).click()
  const entered = page.getByRole('row', { name: new RegExp(`进入.*${member}.*首次计算`) })
  await entered.getByRole('button', { name: '为什么' }).click()
  await page.getByText('现在在这个分群里').waitFor()
  await picture(page, '07f-why-inside')
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: '人群洞察' }).click()
  await page.getByText('触点与许可').waitFor()
  await picture(page, '07g-insight', { whole: true })
  await page.getByRole('tab', { name: '规则版本' }).click()
  await page.getByText('生效中').waitFor()
  await page.getByRole('tab', { name: '人群包' }).click()
  await page.getByRole('button', { name: '冻结为人群包' }).click()
  await page.getByLabel('人群包名称').fill('冻结的一群人')
  await page.getByRole('button', { name: /冻\s*结$/ }).click()
  await page.getByRole('link', { name: '冻结的一群人' }).waitFor()
  await page.getByRole('button', { name: '看重合' }).click()
  await choose(page, '要比较的人群', '冻结的一群人')
  const everybody = page.getByRole('row', { name: /同时在全部名单/ })
  await everybody.getByRole('button', { name: String(people), exact: true }).click()
  await page.getByRole('list', { name: '同时在全部名单' }).getByText(member).last().waitFor()
  await picture(page, '07h-overlap')
  await page.keyboard.press('Escape')
}
