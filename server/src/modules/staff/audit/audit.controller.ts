import { Controller, Get, Query } from '@nestjs/common'
import { checkedInstant } from '../../../platform/clock'
import { AuditEntry } from '../../../platform/audit'
import { Database } from '../../../platform/database'
import { Allow, skipTake } from '../../../platform/http'
import { AuditPage, AuditQuery, type AuditReply } from './audit.dto'

const present = (entry: AuditEntry): AuditReply => ({
  id: entry.id,
  at: entry.createdAt.toISOString(),
  staffId: entry.staffId,
  staffName: entry.staffName,
  action: entry.action,
  targetKind: entry.targetKind,
  targetId: entry.targetId,
  targetName: entry.targetName,
  before: entry.before,
  after: entry.after,
  ip: entry.ip,
  requestId: entry.requestId,
})

@Controller('api/audit')
export class AuditController {
  constructor(private readonly db: Database) {}

  @Get()
  @Allow('audit.read')
  async list(@Query() query: AuditQuery): Promise<AuditPage> {
    const list = this.db.repo(AuditEntry).createQueryBuilder('entry').orderBy('entry.id', 'DESC')
    const { skip, take } = skipTake(query)
    if (query.staffId !== undefined) list.andWhere('entry.staffId = :staffId', query)
    if (query.action) list.andWhere('entry.action = :action', query)
    if (query.targetKind) list.andWhere('entry.targetKind = :targetKind', query)
    if (query.targetId) list.andWhere('entry.targetId = :targetId', query)
    if (query.from) list.andWhere('entry.createdAt >= :from', { from: checkedInstant(query.from) })
    if (query.to) list.andWhere('entry.createdAt < :to', { to: checkedInstant(query.to) })
    const [entries, total] = await list.skip(skip).take(take).getManyAndCount()
    return { items: entries.map(present), total, page: query.page, pageSize: query.pageSize }
  }
}
