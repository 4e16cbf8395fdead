import { Injectable, type OnModuleInit } from '@nestjs/common'
import { ExportKinds, type ExportTable } from '../../../platform/exports'
import type { CsvCell } from '../../../platform/http'
import { CustomerService, TOUCHPOINT_BADGES } from '../../identity'
import { TagPeopleService, type PeopleFilter } from './tag-people.service'
import { ValueWords } from './value-words'

export const TAG_EXPORT = 'tag.people'
const PERMISSIONS = ['tag.read', 'customer.read', 'segment.export'] as const

interface TagExportParams extends PeopleFilter {
  tagId: number
}

const SUMMARIES_AT_ONCE = 500
/** A program wants the value as it is kept (money in fen), a person as it reads. */
const HEADERS = ['客户编号', '客户', '手机号（已脱敏）', '触点', '标签值', '原始值', '获得时间（北京时间）']

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
    private readonly words: ValueWords,
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
        const say = await this.words.ofTag(
          tagId,
          part.flatMap(({ values }) => values),
        )
        for (const { customerId, values, since } of part) {
          const person = people.get(customerId)
          if (!person || person.erased) continue
          const channels = person.channels.map((channel) => TOUCHPOINT_BADGES[channel]).join('、')
          const [shown, raw] = [values.map(say).join('、'), values.join('、')]
          yield [person.publicId, person.displayName, person.phoneMasked, channels, shown, raw, beijing.format(since)]
        }
      }
    }
  }
}
