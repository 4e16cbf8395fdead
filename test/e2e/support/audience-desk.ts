import { readFileSync } from 'node:fs'
import type { ConsoleDesk } from './console-desk'
import { picture } from './screens'

/** Uploads a list, looks at its dry run and keeps it under the file's name; stops on the audience's page. */
export async function importAudience(desk: ConsoleDesk, fileName: string, content: string): Promise<void> {
  const { page } = desk
  await desk.open('/audiences')
  await page.getByRole('button', { name: '导入名单' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog
    .locator('input[type="file"]')
    .setInputFiles({ name: `${fileName}.csv`, mimeType: 'text/csv', buffer: Buffer.from(content) })
  await dialog.getByText('下载没有找到的行').waitFor()
  await picture(page, 'audience-a-checked')
  await dialog.getByRole('button', { name: /^生成人群包/ }).click()
  await page.getByRole('heading', { name: fileName }).waitFor()
}

/** On a segment's page: keeps who is in it now, and opens that list. */
export async function freezeSegment({ page }: ConsoleDesk, name: string): Promise<void> {
  await page.getByRole('tab', { name: '人群包' }).click()
  await page.getByRole('button', { name: '冻结为人群包' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('人群包名称').fill(name)
  await dialog.getByRole('button', { name: /^冻\s*结$/ }).click()
  await page.getByRole('link', { name }).click()
  await page.getByRole('heading', { name }).waitFor()
  await picture(page, 'audience-b-page', { whole: true })
}

/** On the page of a list: asks for it as a file. */
export async function askForExport({ page }: ConsoleDesk, reason: string): Promise<void> {
  await page.getByRole('button', { name: '申请导出' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('用途').fill(reason)
  await picture(page, 'audience-c-ask')
  await dialog.getByRole('button', { name: '提交申请' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

export async function approveExport(desk: ConsoleDesk): Promise<void> {
  const { page } = desk
  await desk.open('/audience-exports')
  await page
    .getByRole('button', { name: /^审\s*批$/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('圈选条件').waitFor()
  await picture(page, 'audience-d-decide')
  await dialog.getByRole('button', { name: /^通\s*过$/ }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Has the approved file made and fetches it. @returns its lines without the heading */
export async function fetchExport(desk: ConsoleDesk): Promise<string[]> {
  const { page } = desk
  await desk.open('/audience-exports')
  await page.getByRole('button', { name: '生成文件' }).first().click()
  const link = page.getByRole('link', { name: /^下载/ }).first()
  await link.waitFor()
  await picture(page, 'audience-e-file')
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  return readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
}
