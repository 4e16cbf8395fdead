import { fieldsFromJson, parseXml, type MessageFields } from '../kernel/xml'
import { classifyMiniProgramMessage } from './callback'

describe('messages of a mini-program', () => {
  const json = (fields: object): MessageFields =>
    fieldsFromJson({ ToUserName: 'gh_2', FromUserName: 'oA', CreateTime: 1760000000, ...fields })

  it('knows a message by its id and a verdict by its trace', () => {
    expect(classifyMiniProgramMessage(json({ MsgType: 'text', MsgId: '9', Content: 'a' }))).toMatchObject({
      kind: 'message',
      event: undefined,
      openid: 'oA',
      dedupKey: 'message:9',
    })
    const verdict = (trace: string, suggest: string): MessageFields =>
      json({ MsgType: 'event', Event: 'wxa_media_check', trace_id: trace, result: { suggest } })
    const of = (fields: MessageFields): string => classifyMiniProgramMessage(fields).dedupKey
    expect(classifyMiniProgramMessage(verdict('t1', 'pass')).event).toBe('media_checked')
    expect(of(verdict('t1', 'pass'))).toBe(of(verdict('t1', 'pass')))
    expect(of(verdict('t1', 'pass'))).not.toBe(of(verdict('t2', 'pass')))
  })

  it.each([
    ['user_enter_tempsession', 'service_chat_entered', 'event'],
    ['subscribe_msg_popup_event', 'subscribe_message_answered', 'subscribe_message'],
    ['subscribe_msg_change_event', 'subscribe_message_changed', 'subscribe_message'],
    ['subscribe_msg_sent_event', 'subscribe_message_sent', 'event'],
    ['user_authorization_revoke', 'user_authorization_revoked', 'event'],
    ['something_new', undefined, 'event'],
  ])('sorts %s', (name, ours, kind) => {
    const sorted = classifyMiniProgramMessage(json({ MsgType: 'event', Event: name }))
    expect(sorted).toMatchObject({ kind, event: ours })
  })

  it('takes XML and JSON of the same event for the same', () => {
    const xml = parseXml(
      '<xml><ToUserName>gh_2</ToUserName><FromUserName>oA</FromUserName><CreateTime>1760000000</CreateTime><MsgType>event</MsgType><Event>user_enter_tempsession</Event><SessionFrom>s</SessionFrom></xml>',
    )
    const same = json({ MsgType: 'event', Event: 'user_enter_tempsession', SessionFrom: 's' })
    expect(classifyMiniProgramMessage(xml).dedupKey).toBe(classifyMiniProgramMessage(same).dedupKey)
  })
})
