import type { CsvColumn } from '../../../platform/http'
import type { EventDefinitionReply, EventPropertyDto } from '../event.dto'

interface PlanRow {
  event: EventDefinitionReply
  /** Null for an event without properties. */
  property: EventPropertyDto | null
}

const TYPES: Readonly<Record<EventPropertyDto['type'], string>> = {
  text: '文本',
  number: '数字',
  money: '金额（分，整数）',
  date: '日期时间（ISO 8601）',
  boolean: '是/否（true/false）',
  list: '文本列表',
  content: '内容编号',
  product: '商品编码或编号',
}

const stateOf = ({ archived, paused }: EventDefinitionReply): string =>
  archived ? '已归档' : paused ? '已停用' : '启用'

/** The tracking plan as a table. */
export const PLAN_COLUMNS: CsvColumn<PlanRow>[] = [
  { header: '事件标识', value: ({ event }) => event.name },
  { header: '事件', value: ({ event }) => event.label },
  { header: '说明', value: ({ event }) => event.description },
  { header: '状态', value: ({ event }) => stateOf(event) },
  { header: '版本', value: ({ event }) => event.version },
  { header: '由谁上报', value: ({ event }) => event.senders.join('、') },
  { header: '负责人', value: ({ event }) => event.owner?.name ?? '' },
  { header: '属性标识', value: ({ property }) => property?.key ?? '' },
  { header: '属性', value: ({ property }) => property?.label ?? '' },
  { header: '类型', value: ({ property }) => (property ? TYPES[property.type] : '') },
  { header: '必填', value: ({ property }) => (property?.required ? '是' : '') },
  { header: '可选值', value: ({ property }) => property?.options?.join('、') ?? '' },
  { header: '近 30 天次数', value: ({ event }) => event.count },
]

/** One row per property of each event. */
export const planRows = (events: readonly EventDefinitionReply[]): PlanRow[] =>
  events.flatMap((event): PlanRow[] =>
    event.properties.length === 0
      ? [{ event, property: null }]
      : event.properties.map((property) => ({ event, property })),
  )
