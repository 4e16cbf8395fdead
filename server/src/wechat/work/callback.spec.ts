import { parseXml, type MessageFields } from '../kernel/xml'
import { classifyWorkMessage } from './callback'

const event = (name: string, change?: string, inner = ''): MessageFields =>
  parseXml(
    `<xml><ToUserName>ww1</ToUserName><FromUserName>sys</FromUserName><CreateTime>1760000000</CreateTime>` +
      `<MsgType>event</MsgType><Event>${name}</Event>${change === undefined ? '' : `<ChangeType>${change}</ChangeType>`}${inner}</xml>`,
  )

const key = (fields: MessageFields): string => classifyWorkMessage(fields).dedupKey

describe('messages of WeCom', () => {
  it.each([
    ['change_external_contact', 'add_external_contact', 'add_external_contact'],
    ['change_external_contact', 'add_half_external_contact', 'other'],
    ['change_external_contact', 'edit_external_contact', 'edit_external_contact'],
    ['change_external_contact', 'del_external_contact', 'del_external_contact'],
    ['change_external_contact', 'del_follow_user', 'del_follow_user'],
    ['change_external_contact', 'transfer_fail', 'other'],
    ['change_external_contact', 'msg_audit_approved', 'other'],
    ['change_external_chat', 'create', 'change_external_chat'],
    ['change_external_chat', 'update', 'change_external_chat'],
    ['change_external_chat', 'dismiss', 'change_external_chat'],
    ['change_external_tag', 'create', 'other'],
    ['change_external_tag', 'shuffle', 'other'],
    ['change_contact', 'update_user', 'other'],
    ['customer_acquisition', 'balance_low', 'other'],
    ['customer_acquisition', 'customer_start_chat', 'other'],
  ])('sorts %s.%s', (name, change, kind) => {
    expect(classifyWorkMessage(event(name, change))).toMatchObject({ kind, event: `${name}.${change}` })
  })

  it.each([
    'batch_job_result',
    'enter_agent',
    'click',
    'template_card_event',
    'upload_media_job_finish',
    'kf_msg_or_event',
  ])('sorts %s', (name) => {
    expect(classifyWorkMessage(event(name))).toMatchObject({ kind: 'other', event: name })
  })

  it('does not take another event for a contact, nor know what is not documented', () => {
    expect(classifyWorkMessage(event('change_contact', 'add_external_contact'))).toMatchObject({
      kind: 'other',
      event: undefined,
    })
    expect(classifyWorkMessage(event('CLICK')).event).toBeUndefined()
  })

  it('takes an adding for the same with and without its welcome code', () => {
    const ids = '<UserID>zhang</UserID><ExternalUserID>wm1</ExternalUserID>'
    const plain = event('change_external_contact', 'add_external_contact', ids)
    expect(classifyWorkMessage(plain).externalUserid).toBe('wm1')
    expect(key(plain)).toBe(
      key(event('change_external_contact', 'add_external_contact', `${ids}<WelcomeCode>W</WelcomeCode>`)),
    )
    expect(key(plain)).not.toBe(key(event('change_external_contact', 'add_half_external_contact', ids)))
    expect(key(plain)).not.toBe(
      key(event('change_external_contact', 'add_external_contact', ids.replace('wm1', 'wm2'))),
    )
  })

  it.each([
    [
      'change_external_chat',
      'update',
      '<ChatId>c</ChatId><CurMemVer>1</CurMemVer>',
      '<ChatId>c</ChatId><CurMemVer>2</CurMemVer>',
    ],
    ['change_external_tag', 'create', '<Id>a</Id><TagType>tag</TagType>', '<Id>b</Id><TagType>tag</TagType>'],
    ['change_contact', 'update_user', '<UserID>a</UserID>', '<UserID>b</UserID>'],
    ['customer_acquisition', 'delete_link', '<LinkId>a</LinkId>', '<LinkId>b</LinkId>'],
    ['batch_job_result', undefined, '<BatchJob><JobId>a</JobId></BatchJob>', '<BatchJob><JobId>b</JobId></BatchJob>'],
    ['enter_agent', undefined, '<AgentID>1</AgentID>', '<AgentID>2</AgentID>'],
  ])('tells two of %s.%s in one second apart', (name, change, one, other) => {
    expect(key(event(name, change, one))).toBe(key(event(name, change, one)))
    expect(key(event(name, change, one))).not.toBe(key(event(name, change, other)))
  })

  it('knows a message by its id', () => {
    const message = parseXml('<xml><FromUserName>zhang</FromUserName><MsgType>text</MsgType><MsgId>7</MsgId></xml>')
    expect(classifyWorkMessage(message)).toMatchObject({ kind: 'other', event: undefined, dedupKey: 'message:7' })
  })
})
