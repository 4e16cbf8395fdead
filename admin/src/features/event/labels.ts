import type { MappingStep, QuarantineGroup } from './api/quarantine'
import type { EventProperty } from './api/tracking-plan'

export const PROPERTY_TYPES: Readonly<Record<EventProperty['type'], string>> = {
  text: '文本',
  number: '数字',
  money: '金额（分）',
  date: '日期时间',
  boolean: '是/否',
  list: '列表',
  content: '内容',
  product: '商品',
}

export const MISFITS: Readonly<Record<QuarantineGroup['reason'], string>> = {
  unknown_event: '未声明的事件',
  paused_event: '事件已停用',
  unknown_property: '未声明的属性',
  property_type: '类型不对',
  property_missing: '缺少必填属性',
  property_option: '不在可选值中',
  unknown_reference: '没有这个商品或内容',
  time_future: '时间在未来',
  time_past: '时间太早',
}

export const STEPS: Readonly<Record<MappingStep['do'], string>> = {
  'rename-event': '事件改名为',
  rename: '属性改名',
  convert: '转换类型',
  drop: '丢弃属性',
  constant: '填入固定值',
  'received-time': '时间改用收到的时间',
}

export const CONVERSIONS: Readonly<Record<NonNullable<MappingStep['as']>, string>> = {
  text: '文本',
  number: '数字',
  yuan: '金额（原值为元）',
  fen: '金额（原值为分）',
  date: '日期时间',
  boolean: '是/否',
  list: '列表（按逗号拆开）',
}

/** One step as a person says it. */
export function stepText({ do: kind, property = '', to = '', as, value = '' }: MappingStep): string {
  switch (kind) {
    case 'rename-event':
      return `事件改名为 ${to}`
    case 'rename':
      return `${property} 改名为 ${to}`
    case 'convert':
      return `${property} 转成${as ? CONVERSIONS[as] : ''}`
    case 'drop':
      return `丢弃 ${property}`
    case 'constant':
      return `${property} 固定为「${value}」`
    case 'received-time':
      return STEPS['received-time']
  }
}
