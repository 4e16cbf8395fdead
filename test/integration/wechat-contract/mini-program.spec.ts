import { miniProgramCalls } from '../../../server/src/wechat'
import { codeCases } from './mini-program/codes'
import { messageCases } from './mini-program/messages'
import { userCases } from './mini-program/users'
import { refusals } from './mini-program/refusals'
import { proveCalls } from './support/contract'
import { World } from './support/world'

describe('the calls of the mini-program, over the wire', () => {
  const world = new World()
  beforeAll(() => world.start())
  afterAll(() => world.close())

  proveCalls(
    world,
    miniProgramCalls,
    { ...codeCases(world), ...messageCases(world), ...userCases(world) },
    { client: () => world.miniProgram, refusals: refusals(world) },
  )
})
