import { officialAccountCalls } from '../../../server/src/wechat'
import { accountCases } from './official-account/account'
import { articleCases } from './official-account/articles'
import { menuCases } from './official-account/menus'
import { messageCases } from './official-account/messages'
import { tagCases } from './official-account/tags'
import { templateCases } from './official-account/templates'
import { userCases } from './official-account/users'
import { webCases } from './official-account/web'
import { refusals } from './official-account/refusals'
import { proveCalls } from './support/contract'
import { World } from './support/world'

describe('the calls of the official account, over the wire', () => {
  const world = new World()
  beforeAll(() => world.start())
  afterAll(() => world.close())

  proveCalls(
    world,
    officialAccountCalls,
    {
      ...accountCases(world),
      ...articleCases(world),
      ...menuCases(world),
      ...messageCases(world),
      ...tagCases(world),
      ...templateCases(world),
      ...userCases(world),
      ...webCases(world),
    },
    { client: () => world.officialAccount, refusals: refusals(world) },
  )
})
