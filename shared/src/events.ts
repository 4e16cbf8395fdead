/** How a property of an event is read and stored. Money is integer fen; a date is an ISO instant in UTC. */
export type EventPropertyType = 'text' | 'number' | 'money' | 'date' | 'boolean' | 'list' | 'content' | 'product'

export interface EventPropertyDeclaration {
  key: string
  label: string
  type: EventPropertyType
  required?: boolean
  /** The only values that a text, or an item of a list, may have; absent when any will do. */
  options?: string[]
}

/** Properties that have columns of their own, each with the one type that its column holds. */
export const COLUMN_PROPERTIES = {
  channel: 'text',
  content_id: 'content',
  product_id: 'product',
  amount: 'money',
  quantity: 'number',
} as const satisfies Record<string, EventPropertyType>

export interface EventDeclaration {
  name: string
  label: string
  properties: readonly EventPropertyDeclaration[]
}

const channel: EventPropertyDeclaration = { key: 'channel', label: '渠道', type: 'text' }
const contentId: EventPropertyDeclaration = { key: 'content_id', label: '内容', type: 'content', required: true }
const coupon: EventPropertyDeclaration = { key: 'coupon', label: '优惠券', type: 'text', required: true }
const answer: EventPropertyDeclaration = {
  key: 'result',
  label: '结果',
  type: 'text',
  required: true,
  options: ['同意', '拒绝'],
}
const group: EventPropertyDeclaration = { key: 'group', label: '客户群', type: 'text' }
const staff: EventPropertyDeclaration = { key: 'staff', label: '员工', type: 'text' }

/** The events that Guiyi's own touchpoints send. A brand declares further ones in its tracking plan. */
export const BUILT_IN_EVENTS = [
  {
    name: 'follow_official_account',
    label: '关注公众号',
    properties: [channel, { key: 'scene', label: '来源场景', type: 'text' }],
  },
  { name: 'unfollow_official_account', label: '取消关注公众号', properties: [channel] },
  { name: 'scan_channel_code', label: '扫描渠道码', properties: [channel] },
  { name: 'send_message', label: '发送消息', properties: [channel, { key: 'text', label: '内容', type: 'text' }] },
  { name: 'login_mini_program', label: '登录小程序', properties: [channel] },
  {
    name: 'read_content',
    label: '阅读内容',
    properties: [channel, contentId, { key: 'duration_seconds', label: '阅读时长(秒)', type: 'number' }],
  },
  {
    name: 'view_product',
    label: '浏览商品',
    properties: [channel, { key: 'product_id', label: '商品', type: 'product', required: true }],
  },
  { name: 'authorize_phone', label: '授权手机号', properties: [channel] },
  {
    name: 'answer_subscribe_message',
    label: '订阅消息授权',
    properties: [channel, { key: 'template_id', label: '模板', type: 'text', required: true }, answer],
  },
  { name: 'claim_coupon', label: '领取优惠券', properties: [channel, coupon] },
  { name: 'use_coupon', label: '使用优惠券', properties: [channel, coupon] },
  {
    name: 'submit_form',
    label: '填写表单',
    properties: [channel, { key: 'form', label: '表单', type: 'text', required: true }],
  },
  { name: 'add_work_contact', label: '添加企微好友', properties: [channel, staff] },
  { name: 'remove_work_contact', label: '删除企微好友', properties: [channel, staff] },
  { name: 'join_work_group', label: '加入客户群', properties: [channel, group] },
  { name: 'leave_work_group', label: '退出客户群', properties: [channel, group] },
  {
    name: 'purchase',
    label: '购买商品',
    properties: [
      channel,
      { key: 'order_no', label: '订单号', type: 'text', required: true },
      { key: 'product_id', label: '商品', type: 'product' },
      { key: 'category', label: '品类', type: 'text' },
      { key: 'amount', label: '金额', type: 'money', required: true },
      { key: 'quantity', label: '件数', type: 'number' },
    ],
  },
  {
    name: 'receive_message',
    label: '收到消息',
    properties: [channel, { key: 'campaign', label: '群发', type: 'text' }],
  },
  { name: 'open_message', label: '打开消息', properties: [channel, { key: 'campaign', label: '群发', type: 'text' }] },
] as const satisfies readonly EventDeclaration[]

export type BuiltInEventName = (typeof BUILT_IN_EVENTS)[number]['name']
