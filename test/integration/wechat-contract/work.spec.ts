import { workCalls } from '../../../server/src/wechat'
import { refusals } from './work/refusals'
import { proveCalls } from './support/contract'
import { World } from './support/world'
import { groupCases } from './work/groups'
import { linkCases } from './work/links'
import { memberCases } from './work/members'
import { messageCases } from './work/messages'
import { userCases } from './work/users'

describe('the calls of WeCom, over the wire', () => {
  const world = new World()
  beforeAll(() => world.start())
  afterAll(() => world.close())

  proveCalls(
    world,
    workCalls,
    {
      ...groupCases(world),
      ...linkCases(world),
      ...memberCases(world),
      ...messageCases(world),
      ...userCases(world),
    },
    { client: () => world.work, refusals: refusals(world) },
  )
})
