import type { Page } from 'playwright-core'
import { until } from '../../support/until'

/** Closes the sheet that lies over the page. */
export async function closeSheet(phone: Page): Promise<void> {
  await phone.locator('.ant-drawer-close').filter({ visible: true }).click()
  await phone.locator('.ant-drawer-mask').waitFor({ state: 'hidden' })
}

/** Chooses a subject above the feed and taps one of its articles. */
export async function openArticle(phone: Page, subject: string, title: string): Promise<void> {
  await phone.locator(`[id="tag-${subject}"]`).click()
  await phone.getByRole('button', { name: `阅读：${title}` }).click()
}

/** Reads for two seconds: a shorter look is a slip of the thumb and is not counted as reading. */
export async function readOn(phone: Page): Promise<void> {
  const opened = Date.now()
  await phone.mouse.move(195, 400)
  await until(
    async () => {
      await phone.mouse.wheel(0, 120)
      return Date.now() - opened > 2_000
    },
    { everyMs: 200, what: 'two seconds of reading' },
  )
}
