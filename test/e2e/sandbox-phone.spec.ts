import type { Browser, Page } from 'playwright-core'
import { accounts, SandboxUnderTest } from '../sandbox/testing/sandbox-client'
import { launchChromium } from '../support/chromium'
import { SandboxScreen } from './support/sandbox-screen'

const { appid, secret } = accounts.officialAccount

describe('the phone on the sandbox’s screen', () => {
  let wire: SandboxUnderTest
  let browser: Browser
  let page: Page
  let screen: SandboxScreen
  const broken: string[] = []

  beforeAll(async () => {
    wire = await SandboxUnderTest.start()
    await wire.control(`accounts/${appid}/settings`, { callbackMode: 'plain' }, 'PUT')
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.on('pageerror', (error) => broken.push(error.message))
    screen = new SandboxScreen(page, wire.sandbox.url)
    await screen.open()
  })
  afterAll(async () => {
    await browser.close()
    await wire.stop()
  })

  const call = async (path: string, body: unknown): Promise<Record<string, unknown>> => {
    const credentials = { grant_type: 'client_credential', appid, secret }
    const { access_token: token } = await wire.call('api.weixin.qq.com/cgi-bin/stable_token', credentials)
    return wire.call(`api.weixin.qq.com/cgi-bin/${path}?access_token=${String(token)}`, body)
  }

  it('shows a follower the menu, answers to taps, menu messages and regrets', async () => {
    await call('menu/create', {
      button: [{ name: '谷雨商城', sub_button: [{ type: 'click', name: '护肤测评', key: 'SKIN' }] }],
    })
    const id = await screen.createPerson('顾清禾')
    await screen.tab('扫一扫')
    await page.getByRole('button', { name: '搜索并关注公众号' }).click()
    await page.getByRole('toolbar', { name: '公众号菜单' }).waitFor()

    const reply = '<xml><MsgType>text</MsgType><Content>点这里开始测评</Content></xml>'
    wire.receiver.answers.splice(0, 1, { status: 200, body: reply })
    await page.getByText('谷雨商城').click()
    await page.getByRole('button', { name: '护肤测评' }).click()
    await screen.phone.getByText('点这里开始测评').waitFor()
    expect(wire.receiver.received.at(-1)?.body).toContain('<EventKey><![CDATA[SKIN]]></EventKey>')

    const touser = await wire.openid(id, appid)
    const msgmenu = { head_content: '有帮助吗？', list: [{ id: '7', content: '有帮助' }], tail_content: '' }
    expect(await call('message/custom/send', { touser, msgtype: 'msgmenu', msgmenu })).toMatchObject({ errcode: 0 })
    wire.receiver.answers.splice(0, 1, { status: 200, body: 'neither this nor that' })
    await screen.phone.getByRole('button', { name: '有帮助' }).click()
    await screen.phone.getByText('该公众号提供的服务出现故障，请稍后再试').waitFor()
    expect(wire.receiver.received.at(-1)?.body).toContain('<bizmsgmenuid><![CDATA[7]]></bizmsgmenuid>')
    expect(broken).toEqual([])
  })

  it('writes to an advisor, and sends where it is to the account', async () => {
    const id = await screen.createPerson('苏南星')
    await wire.control(`people/${id}/add-contact`, { userid: 'linxiaoyu' })
    await wire.control(`people/${id}/follow`, { appid })
    await screen.openChat('linxiaoyu')
    await page.getByLabel('发消息给林晓雨').fill('周末来拿')
    await screen.phone.getByRole('button', { name: '发送' }).click()
    await screen.phone.getByText('周末来拿').waitFor()
    await screen.openChat(appid)
    await page.getByRole('button', { name: '打开键盘' }).click()
    await screen.phone.getByLabel('更多').click()
    await screen.phone.getByRole('button', { name: '位置' }).click()
    await screen.phone.getByText('[位置] 杭州市西湖区北山街').waitFor()
    expect(wire.receiver.received.at(-1)?.body).toContain('<Label><![CDATA[杭州市西湖区北山街')
    expect(broken).toEqual([])
  })

  it('changes how callbacks are sealed', async () => {
    await page.getByRole('button', { name: '账号设置' }).click()
    await page.getByLabel('公众号消息加解密方式').selectOption('compatible')
    await page.getByText('已保存，下一条回调起生效').waitFor()
    expect(await wire.controlGet('accounts')).toMatchObject({
      officialAccount: { settings: { callbackMode: 'compatible' } },
    })
    await page.getByRole('button', { name: '完成' }).click()
  })

  it('leads to the document of all calls', async () => {
    await page.goto(`${wire.sandbox.url}/sandbox/api-docs`)
    await page.getByLabel('搜索接口').fill('45047')
    await page.getByText('/api.weixin.qq.com/cgi-bin/message/custom/send').click()
    await page.getByText('out of response count limit').waitFor()
    expect(broken).toEqual([])
  })
})
