import { OfficialAccountDesk } from '../../testing/official-account-desk'

const DAY = 86_400

describe('statistics of followers', () => {
  let desk: OfficialAccountDesk

  beforeAll(async () => {
    desk = await OfficialAccountDesk.open()
    // Noon in Shanghai: the figures of yesterday are ready.
    const noon = (Math.floor(Date.now() / 1000 / DAY) + 2) * DAY + 4 * 3600
    await desk.wire.control('clock', { offsetSeconds: noon - Math.floor(Date.now() / 1000) })
  })
  afterAll(() => desk.close())

  const day = async (ago: number): Promise<string> => {
    const { now } = (await desk.wire.controlGet('clock')) as { now: string }
    return new Date(Date.parse(now) + 8 * 3600_000 - ago * DAY * 1000).toISOString().slice(0, 10)
  }

  it('tell by day and way in who came and who went, and how many there are', async () => {
    const ticket = (
      await desk.call('qrcode/create', { action_name: 'QR_STR_SCENE', action_info: { scene: { scene_str: 's' } } })
    ).ticket
    const scanned = await desk.wire.person()
    await desk.act(scanned.id, 'scan', { ticket })
    const first = await desk.follower()
    await desk.follower()
    await desk.act(first.id, 'unfollow')
    await desk.wire.advance(DAY)
    await desk.follower()
    const span = { begin_date: await day(2), end_date: await day(1) }
    expect(await desk.call('../datacube/getusersummary', span)).toEqual({
      list: [
        { ref_date: span.end_date, user_source: 1, new_user: 2, cancel_user: 1 },
        { ref_date: span.end_date, user_source: 30, new_user: 1, cancel_user: 0 },
      ],
    })
    expect(await desk.call('../datacube/getusercumulate', span)).toMatchObject({
      list: [{ cumulate_user: 0 }, { ref_date: span.end_date, cumulate_user: 2 }],
    })
  })

  it('refuse what is no date, what is not over and what is too long', async () => {
    const ask = async (from: string, to: string): Promise<unknown> =>
      (await desk.call('../datacube/getusersummary', { begin_date: from, end_date: to })).errcode
    expect(await ask('yesterday', await day(1))).toBe(61500)
    expect(await ask(await day(1), await day(0))).toBe(61501)
    expect(await ask(await day(8), await day(1))).toBe(61501)
    expect(await ask(await day(1), await day(2))).toBe(61501)
  })
})
