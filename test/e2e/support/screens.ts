import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'

const PICTURES = path.resolve(__dirname, '../../.artifacts/walk')
/** A busy machine may be slow; only what never comes is a failure. */
export const PATIENCE_MS = 30_000
/** Screens that ask again and again are never idle; they are taken as they are after this time. */
const SETTLE_MS = 3_000
const CHINESE = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' }

/** A desk at 1440 px, logged in to nothing. */
export async function openDesk(browser: Browser): Promise<Page> {
  return watched(await browser.newContext({ ...CHINESE, viewport: { width: 1440, height: 900 } }))
}

/** A phone at 390 px. */
export async function openPhone(browser: Browser): Promise<Page> {
  return watched(
    await browser.newContext({
      ...CHINESE,
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      hasTouch: true,
    }),
  )
}

/** What went wrong inside the pages; a walk that leaves something here has failed. */
export const pageProblems: string[] = []

const pages = new Set<Page>()

/** Shows where every page stood when a step failed, then lets the failure go on. */
export async function showing<T>(step: string, walk: () => Promise<T>): Promise<T> {
  try {
    return await walk()
  } catch (error) {
    for (const [index, page] of [...pages].entries())
      await picture(page, `failed-${step}-${index}`).catch(() => undefined)
    throw error
  }
}

async function watched(context: Awaited<ReturnType<Browser['newContext']>>): Promise<Page> {
  const page = await context.newPage()
  pages.add(page)
  page.on('close', () => pages.delete(page))
  page.setDefaultTimeout(PATIENCE_MS)
  page.on('pageerror', (error) => pageProblems.push(`${page.url()}: ${error.message}`))
  page.on('response', (response) => {
    if (response.status() >= 500)
      pageProblems.push(`${response.status()} ${response.request().method()} ${response.url()}`)
  })
  return page
}

/**
 * Keeps what the screen shows once it has come to rest: nothing loading, nothing moving.
 * @param whole the whole page in a window as tall as it, so that what sticks to the window stands where it belongs
 */
export async function picture(page: Page, name: string, { whole = false } = {}): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  await page.waitForLoadState('networkidle', { timeout: SETTLE_MS }).catch(() => undefined)
  const window = page.viewportSize()
  if (whole && window) {
    const height = Number(await page.evaluate('document.documentElement.scrollHeight'))
    await page.setViewportSize({ width: window.width, height: Math.max(window.height, height) })
  }
  await page.screenshot({ path: path.join(PICTURES, `${name}.png`), animations: 'disabled' })
  if (whole && window) await page.setViewportSize(window)
}

/** Chooses in one of antd's selects, found by its label; what can be searched is searched. */
export async function choose(scope: Page | Locator, label: string, ...options: string[]): Promise<void> {
  const page = 'page' in scope ? scope.page() : scope
  const field = scope.getByRole('combobox', { name: label, exact: true }).last()
  const open = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
  for (const option of options) {
    await field.click()
    if (await field.isEditable()) await field.fill(option)
    await open.last().locator(`.ant-select-item-option[title="${option}"]`).first().click()
  }
  if (await open.last().isVisible()) await field.press('Escape')
  await open.waitFor({ state: 'hidden' })
}
