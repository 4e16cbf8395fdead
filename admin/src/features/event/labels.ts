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
