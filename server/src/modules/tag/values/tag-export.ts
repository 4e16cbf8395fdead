import { Injectable, type OnModuleInit } from '@nestjs/common'
import { ExportKinds, type ExportTable } from '../../../platform/exports'
import type { CsvCell } from '../../../platform/http'
import { CustomerService, TOUCHPOINT_BADGES } from '../../identity'
import { TagPeopleService, type PeopleFilter } from './tag-people.service'

export const TAG_EXPORT = 'tag.people'
const PERMISSIONS = ['tag.read', 'customer.read', 'segment.export'] as const

interface TagExportParams extends PeopleFilter {
  tagId: number
}

const SUMMARIES_AT_ONCE = 500
const HEADERS = ['客户编号', '客户', '手机号（已脱敏）', '触点', '标签值', '获得时间（北京时间）']

const beijing = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** The people of a tag as a file: now, or at the end of a day. */
@Injectable()
export class TagExport implements OnModuleInit {
  constructor(
    private readonly kinds: ExportKinds,
    private readonly people: TagPeopleService,
    private readonly customers: CustomerService,
  ) {}

  onModuleInit(): void {
    this.kinds.register<TagExportParams>({
      kind: TAG_EXPORT,
      permissions: PERMISSIONS,
      open: (params) => this.open(params),
    })
  }

  private async open(params: TagExportParams): Promise<ExportTable> {
    return { headers: HEADERS, total: await this.people.count(params.tagId, params), rows: this.rows(params) }
  }

  /** Whoever was erased meanwhile is left out. */
  private async *rows({ tagId, ...filter }: TagExportParams): AsyncGenerator<CsvCell[]> {
    for await (const group of this.people.everyone(tagId, filter)) {
      for (let from = 0; from < group.length; from += SUMMARIES_AT_ONCE) {
        const part = group.slice(from, from + SUMMARIES_AT_ONCE)
        const people = await this.customers.summaries(part.map(({ customerId }) => customerId))
        for (const { customerId, value, since } of part) {
          const person = people.get(customerId)
          if (!person || person.erased) continue
          const channels = person.channels.map((channel) => TOUCHPOINT_BADGES[channel]).join('、')
          yield [person.publicId, person.displayName, person.phoneMasked, channels, value, beijing.format(since)]
        }
      }
    }
  }
}
