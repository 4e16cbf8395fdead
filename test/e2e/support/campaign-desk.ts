import type { ConsoleDesk } from './console-desk'
import { choose } from './screens'

interface Push {
  name: string
  template: { title: string; values: Record<string, string> }
  workText: string
  /** Steps of 5 % above the proposed 10 %. */
  moreControl: number
}

/** Writes a campaign over both channels, from the segment's page on, and stops before its plan is made. */
export async function writeCampaign({ page }: ConsoleDesk, push: Push): Promise<void> {
  const next = () => page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '给他们群发' }).click()
  await page.getByLabel('群发名称').fill(push.name)
  await page.getByText('公众号可触达').waitFor()
  await next()

  await page.getByRole('button', { name: /添加公众号模板消息/ }).click()
  await choose(page, '选择模板', push.template.title)
  for (const [label, value] of Object.entries(push.template.values))
    await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByRole('button', { name: /添加企业微信群发/ }).click()
  await page.getByLabel('正文', { exact: true }).fill(push.workText)
}

/** The control group and what counts as success, then everything once more. */
export async function settleCampaign({ page }: ConsoleDesk, { moreControl }: Push): Promise<void> {
  const next = () => page.getByRole('button', { name: '下一步' }).click()
  await next()
  const share = page.getByRole('slider')
  await share.waitFor()
  for (let step = 0; step < moreControl; step += 1) await share.press('ArrowRight')
  await next()
}
