import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SandboxUnderTest } from '../testing/sandbox-client'
import { loadDemoAccounts } from '../accounts'

describe('the sandbox with a data folder', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'))
  afterAll(() => rmSync(dataDir, { recursive: true }))

  it('remembers people, followers and tokens over a restart', async () => {
    const { appid } = loadDemoAccounts().officialAccount
    const before = await SandboxUnderTest.start({ dataDir })
    const { id } = await before.person({ name: '苏南星' })
    await before.control(`people/${id}/follow`, { appid })
    const openid = await before.openid(id, appid)
    const token = await before.officialToken()
    await before.stop()

    const after = await SandboxUnderTest.start({ dataDir })
    expect(
      await after.call(`api.weixin.qq.com/cgi-bin/user/info?access_token=${token}&openid=${openid}`),
    ).toMatchObject({ subscribe: 1 })
    expect((await after.person()).id).not.toBe(id)
    await after.stop()
  })
})
