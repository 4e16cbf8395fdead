import { fieldAt, readHead, repeated, type TellingFields } from '../kernel/message'
import { fieldText, type MessageFields } from '../kernel/xml'

/** What an official account pushes, sorted by what a receiver does with it. */
export type OfficialAccountMessageKind =
  'message' | 'subscribe' | 'unsubscribe' | 'scan' | 'template_send_job_finish' | 'subscribe_message' | 'other'

export interface OfficialAccountMessage {
  kind: OfficialAccountMessageKind
  /** Name of the event in one spelling, for those that the platform documents (protocol §1.4). */
  event: OfficialAccountEvent | undefined
  /** openid of the person concerned; absent for notices about the account itself. */
  openid: string | undefined
  occurredAt: Date | undefined
  /** The same for every delivery of the same message, different for different ones. */
  dedupKey: string
}

/** As the platform spells them (case matters to it), and in one spelling of ours. */
const EVENTS = {
  subscribe: 'subscribe',
  unsubscribe: 'unsubscribe',
  SCAN: 'scan',
  LOCATION: 'location',
  CLICK: 'click',
  VIEW: 'view',
  view_miniprogram: 'view_mini_program',
  scancode_push: 'scancode_push',
  scancode_waitmsg: 'scancode_wait',
  pic_sysphoto: 'picture_taken',
  pic_photo_or_album: 'picture_taken_or_chosen',
  pic_weixin: 'picture_chosen',
  location_select: 'location_chosen',
  TEMPLATESENDJOBFINISH: 'template_send_job_finish',
  MASSSENDJOBFINISH: 'mass_send_job_finish',
  // The official name, and what at least one SDK calls it.
  PUBLISHJOBFINISH: 'publish_job_finish',
  FREEPUBLISHJOBFINISH: 'publish_job_finish',
  subscribe_msg_popup_event: 'subscribe_message_answered',
  subscribe_msg_change_event: 'subscribe_message_changed',
  subscribe_msg_sent_event: 'subscribe_message_sent',
  user_info_modified: 'user_info_modified',
  user_authorization_revoke: 'user_authorization_revoked',
  user_authorization_cancellation: 'user_account_cancelled',
  kf_create_session: 'service_session_opened',
  kf_close_session: 'service_session_closed',
  kf_switch_session: 'service_session_passed_on',
  qualification_verify_success: 'qualification_verified',
  qualification_verify_fail: 'qualification_refused',
  naming_verify_success: 'name_verified',
  naming_verify_fail: 'name_refused',
  annual_renew: 'verification_due',
  verify_expired: 'verification_expired',
} as const

export type OfficialAccountEvent = (typeof EVENTS)[keyof typeof EVENTS]

const KINDS: Readonly<Partial<Record<OfficialAccountEvent, OfficialAccountMessageKind>>> = {
  subscribe: 'subscribe',
  unsubscribe: 'unsubscribe',
  scan: 'scan',
  template_send_job_finish: 'template_send_job_finish',
  subscribe_message_answered: 'subscribe_message',
  subscribe_message_changed: 'subscribe_message',
}

const HEAD = ['FromUserName', 'CreateTime']

const KEY = ['EventKey']
const JOB = ['MsgID', 'MsgId']
const PERSON = ['openid', 'OpenID', 'appid', 'AppID', 'RevokeInfo']

/** What two events of one person in one second differ in. Listed events only; all others are told by everything in them. */
const TELLING: TellingFields = {
  subscribe: KEY,
  unsubscribe: [],
  SCAN: [...KEY, 'Ticket'],
  LOCATION: ['Latitude', 'Longitude'],
  CLICK: KEY,
  VIEW: KEY,
  view_miniprogram: KEY,
  TEMPLATESENDJOBFINISH: JOB,
  MASSSENDJOBFINISH: JOB,
  user_info_modified: PERSON,
  user_authorization_revoke: PERSON,
  user_authorization_cancellation: PERSON,
}

/** Sorts a decrypted message. */
export function classifyOfficialAccountMessage(fields: MessageFields): OfficialAccountMessage {
  const { type, occurredAt, dedupKey } = readHead(fields, HEAD, TELLING)
  if ('message' in type) {
    return { kind: 'message', event: undefined, openid: fieldText(fields, 'FromUserName'), occurredAt, dedupKey }
  }
  const event = (EVENTS as Readonly<Record<string, OfficialAccountEvent | undefined>>)[type.event]
  const kind = (event && KINDS[event]) ?? 'other'
  return { kind, event, openid: openidOf(fields), occurredAt, dedupKey }
}

/** Notices about a person's data name the person in a field of their own, in one of two spellings. */
const openidOf = (fields: MessageFields): string | undefined =>
  fieldText(fields, 'openid') ?? fieldText(fields, 'OpenID') ?? fieldText(fields, 'FromUserName')

/** The channel of a scan: `qrscene_` stands before it only when the person was not yet a follower (protocol §1.4). */
export function sceneOf(fields: MessageFields): string | undefined {
  const key = fieldText(fields, 'EventKey')
  if (key === undefined || key === '') return undefined
  const isFollowing = fieldText(fields, 'Event') === 'subscribe'
  return isFollowing && key.startsWith('qrscene_') ? key.slice('qrscene_'.length) : key
}

export interface FinishedPublishing {
  publishId: string
  /** See the call `publication`. */
  status: string
  articleId: string | undefined
  urls: string[]
}

/** The end of a publishing job. */
export function readPublishJob(fields: MessageFields): FinishedPublishing | undefined {
  const read = (...path: string[]): string | undefined => fieldAt(fields, ['PublishEventInfo', ...path])
  const publishId = read('publish_id')
  if (publishId === undefined) return undefined
  const urls = repeated(fields, ['PublishEventInfo', 'article_detail', 'item'])
    .map((item) => fieldText(item, 'article_url'))
    .filter((url) => url !== undefined)
  return { publishId, status: read('publish_status') ?? '', articleId: read('article_id'), urls }
}

export interface FinishedMassSend {
  msgId: string
  /** `send success`, `send fail` or `err(number)`. */
  status: string
  total: number
  filtered: number
  sent: number
  failed: number
  articles: { index: string; url: string }[]
}

/** The end of a mass send. */
export function readMassSendJob(fields: MessageFields): FinishedMassSend | undefined {
  const msgId = fieldText(fields, 'MsgID') ?? fieldText(fields, 'MsgId')
  if (msgId === undefined) return undefined
  const count = (name: string): number => Number(fieldText(fields, name) ?? 0) || 0
  return {
    msgId,
    status: fieldText(fields, 'Status') ?? '',
    total: count('TotalCount'),
    filtered: count('FilterCount'),
    sent: count('SentCount'),
    failed: count('ErrorCount'),
    articles: repeated(fields, ['ArticleUrlResult', 'ResultList', 'item']).map((item) => ({
      index: fieldText(item, 'ArticleIdx') ?? '',
      url: fieldText(item, 'ArticleUrl') ?? '',
    })),
  }
}
