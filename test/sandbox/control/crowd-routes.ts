import type { FastifyInstance } from 'fastify'
import { checkCrowdSize } from '../crowd/crowd-size'
import { CROWD_LIMIT } from '../crowd/crowd'
import type { Kernel } from '../kernel/kernel'
import { invalid } from './control-error'
import { optionalNumber, readJson } from './input'

/** `/sandbox/api/crowd`: how many people are there whom nobody has picked out. */
export function crowdRoutes(app: FastifyInstance, kernel: Kernel): void {
  const describe = (): Record<string, unknown> => ({
    ...kernel.crowd.size,
    people: kernel.crowd.total,
    members: kernel.crowd.members,
    residentBytes: process.memoryUsage.rss(),
  })
  app.get('/crowd', describe)
  app.post('/crowd', (request) => {
    const body = readJson(request)
    const size = checkCrowdSize(
      optionalNumber(body, 'followers') ?? 0,
      optionalNumber(body, 'contacts') ?? 0,
      optionalNumber(body, 'seed'),
    )
    if (size === undefined) throw invalid(`followers 与 contacts 应为 0 到 ${CROWD_LIMIT} 的整数，seed 应为正整数`)
    kernel.crowd.size = size
    return describe()
  })
}
