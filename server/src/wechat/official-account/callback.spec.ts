import { readSubscribeChanges } from '../kernel/subscribe-events'
import { fieldsFromJson, parseXml, type MessageFields } from '../kernel/xml'
import { classifyOfficialAccountMessage, readMassSendJob, readPublishJob, sceneOf } from './callback'

const message = (inner: string): MessageFields =>
  parseXml(
    `<xml><ToUserName>gh_1</ToUserName><FromUserName>oA</FromUserName><CreateTime>1760000000</CreateTime>${inner}</xml>`,
  )
const event = (name: string, inner = ''): MessageFields =>
  message(`<MsgType>event</MsgType><Event>${name}</Event>${inner}`)

describe('messages of an official account', () => {
  it.each(['text', 'image', 'voice', 'video', 'shortvideo', 'location', 'link'])(
    'knows a repeated %s by its id',
    (type) => {
      const sent = message(`<MsgType>${type}</MsgType><MsgId>1988810812324364291</MsgId>`)
      const sorted = classifyOfficialAccountMessage(sent)
      expect(sorted).toMatchObject({
        kind: 'message',
        event: undefined,
        openid: 'oA',
        dedupKey: 'message:1988810812324364291',
      })
      expect(sorted.occurredAt).toEqual(new Date(1_760_000_000_000))
    },
  )

  it('knows a message without an id by what it says', () => {
    const one = classifyOfficialAccountMessage(message('<MsgType>text</MsgType><Content>a</Content>'))
    const other = classifyOfficialAccountMessage(message('<MsgType>text</MsgType><Content>b</Content>'))
    expect(one.dedupKey).not.toBe(other.dedupKey)
  })

  it.each([
    ['subscribe', 'subscribe', 'subscribe'],
    ['unsubscribe', 'unsubscribe', 'unsubscribe'],
    ['SCAN', 'scan', 'scan'],
    ['LOCATION', 'location', 'other'],
    ['CLICK', 'click', 'other'],
    ['VIEW', 'view', 'other'],
    ['view_miniprogram', 'view_mini_program', 'other'],
    ['scancode_push', 'scancode_push', 'other'],
    ['scancode_waitmsg', 'scancode_wait', 'other'],
    ['pic_sysphoto', 'picture_taken', 'other'],
    ['pic_photo_or_album', 'picture_taken_or_chosen', 'other'],
    ['pic_weixin', 'picture_chosen', 'other'],
    ['location_select', 'location_chosen', 'other'],
    ['TEMPLATESENDJOBFINISH', 'template_send_job_finish', 'template_send_job_finish'],
    ['MASSSENDJOBFINISH', 'mass_send_job_finish', 'other'],
    ['PUBLISHJOBFINISH', 'publish_job_finish', 'other'],
    ['FREEPUBLISHJOBFINISH', 'publish_job_finish', 'other'],
    ['subscribe_msg_popup_event', 'subscribe_message_answered', 'subscribe_message'],
    ['subscribe_msg_change_event', 'subscribe_message_changed', 'subscribe_message'],
    ['subscribe_msg_sent_event', 'subscribe_message_sent', 'other'],
    ['user_info_modified', 'user_info_modified', 'other'],
    ['user_authorization_revoke', 'user_authorization_revoked', 'other'],
    ['user_authorization_cancellation', 'user_account_cancelled', 'other'],
    ['kf_create_session', 'service_session_opened', 'other'],
    ['kf_close_session', 'service_session_closed', 'other'],
    ['kf_switch_session', 'service_session_passed_on', 'other'],
    ['qualification_verify_success', 'qualification_verified', 'other'],
    ['qualification_verify_fail', 'qualification_refused', 'other'],
    ['naming_verify_success', 'name_verified', 'other'],
    ['naming_verify_fail', 'name_refused', 'other'],
    ['annual_renew', 'verification_due', 'other'],
    ['verify_expired', 'verification_expired', 'other'],
    ['a_new_event', undefined, 'other'],
    // Case matters to the platform: these are not its events.
    ['scan', undefined, 'other'],
  ])('sorts %s as %s', (name, ours, kind) => {
    expect(classifyOfficialAccountMessage(event(name))).toMatchObject({ event: ours, kind })
  })

  it('tells two events of one second apart, and a repeat from a new one', () => {
    const key = (fields: MessageFields): string => classifyOfficialAccountMessage(fields).dedupKey
    const scan = event('SCAN', '<EventKey>12</EventKey><Ticket>t</Ticket>')
    expect(key(scan)).toBe(key(event('SCAN', '<Ticket>t</Ticket><EventKey>12</EventKey>')))
    expect(key(scan)).not.toBe(key(event('SCAN', '<EventKey>13</EventKey><Ticket>t</Ticket>')))
    expect(key(event('CLICK', '<EventKey>a</EventKey>'))).not.toBe(key(event('VIEW', '<EventKey>a</EventKey>')))
    expect(key(event('TEMPLATESENDJOBFINISH', '<MsgID>1</MsgID>'))).not.toBe(
      key(event('TEMPLATESENDJOBFINISH', '<MsgID>2</MsgID>')),
    )
    const publish = (id: string): MessageFields =>
      event('PUBLISHJOBFINISH', `<PublishEventInfo><publish_id>${id}</publish_id></PublishEventInfo>`)
    expect(key(publish('1'))).not.toBe(key(publish('2')))
    const sent = (...ids: string[]): MessageFields =>
      event(
        'subscribe_msg_sent_event',
        `<SubscribeMsgSentEvent>${ids.map((id) => `<List><MsgID>${id}</MsgID></List>`).join('')}</SubscribeMsgSentEvent>`,
      )
    expect(key(sent('1', '2'))).not.toBe(key(sent('1', '3')))
    expect(key(sent('1', '2'))).toBe(key(sent('1', '2')))
  })

  it('names the person whom a notice about personal data concerns', () => {
    expect(classifyOfficialAccountMessage(event('user_info_modified', '<openid>oB</openid>')).openid).toBe('oB')
    expect(classifyOfficialAccountMessage(event('user_authorization_revoke', '<OpenID>oC</OpenID>')).openid).toBe('oC')
  })

  it('reads the channel with and without its prefix', () => {
    expect(sceneOf(event('subscribe', '<EventKey>qrscene_store_12</EventKey>'))).toBe('store_12')
    expect(sceneOf(event('SCAN', '<EventKey>store_12</EventKey>'))).toBe('store_12')
    // Whoever follows already may scan a code whose own name begins like the prefix.
    expect(sceneOf(event('SCAN', '<EventKey>qrscene_1</EventKey>'))).toBe('qrscene_1')
    expect(sceneOf(event('subscribe', '<EventKey></EventKey>'))).toBeUndefined()
  })
})

describe('what stands in events', () => {
  const line = (template: string): string =>
    `<List>\n <TemplateId>${template}</TemplateId><SubscribeStatusString>accept</SubscribeStatusString></List>`
  const wrapped = (lines: string): MessageFields =>
    event('subscribe_msg_popup_event', `<SubscribeMsgPopupEvent>${lines}</SubscribeMsgPopupEvent>`)
  const json = (list: unknown): MessageFields =>
    fieldsFromJson({
      FromUserName: 'oA',
      CreateTime: '1760000000',
      MsgType: 'event',
      Event: 'subscribe_msg_popup_event',
      List: list,
    })
  const inJson = (template: string): object => ({
    TemplateId: template,
    SubscribeStatusString: 'accept',
    PopupScene: '0',
  })

  it.each([
    ['one line of XML', wrapped(line('t1')), 1],
    ['two lines of XML', wrapped(line('t1') + line('t2')), 2],
    ['one line of JSON', json(inJson('t1')), 1],
    ['a list of one in JSON', json([inJson('t1')]), 1],
    ['two lines of JSON', json([inJson('t1'), inJson('t2')]), 2],
    ['no line', wrapped(''), 0],
    ['a line that names no template', wrapped(line('') + line('t1')), 1],
    ['a line of JSON that names no template', json([{ SubscribeStatusString: 'accept' }, inJson('t1')]), 1],
  ])('reads %s alike', (_name, fields, count) => {
    const all = [
      { templateId: 't1', accepted: true, sent: undefined },
      { templateId: 't2', accepted: true, sent: undefined },
    ]
    expect(readSubscribeChanges(fields)).toEqual(all.slice(0, count))
  })

  it('reads what became of a subscribe message, its long id whole', () => {
    const inner =
      '<List><TemplateId>t</TemplateId><MsgID>1988810812324364291</MsgID><ErrorCode>0</ErrorCode><ErrorStatus>success</ErrorStatus></List>'
    const sent = event('subscribe_msg_sent_event', `<SubscribeMsgSentEvent>${inner}</SubscribeMsgSentEvent>`)
    expect(readSubscribeChanges(sent)).toEqual([
      {
        templateId: 't',
        accepted: undefined,
        sent: { msgId: '1988810812324364291', errorCode: '0', status: 'success' },
      },
    ])
    expect(readSubscribeChanges(event('CLICK'))).toEqual([])
  })

  it('reads the end of publishing under both names', () => {
    const info =
      '<PublishEventInfo><publish_id>2247503051</publish_id><publish_status>0</publish_status><article_id>a1</article_id>' +
      '<article_detail><count>1</count><item><idx>1</idx><article_url>https://mp.weixin.qq.com/s/1</article_url></item></article_detail></PublishEventInfo>'
    for (const name of ['PUBLISHJOBFINISH', 'FREEPUBLISHJOBFINISH']) {
      expect(readPublishJob(event(name, info))).toEqual({
        publishId: '2247503051',
        status: '0',
        articleId: 'a1',
        urls: ['https://mp.weixin.qq.com/s/1'],
      })
    }
    expect(readPublishJob(event('CLICK'))).toBeUndefined()
  })

  it('reads the end of a mass send', () => {
    const inner =
      '<MsgID>1000001625</MsgID><Status>err(30003)</Status><TotalCount>10</TotalCount><FilterCount>8</FilterCount><SentCount>7</SentCount><ErrorCount>1</ErrorCount>' +
      '<ArticleUrlResult><Count>1</Count><ResultList><item><ArticleIdx>1</ArticleIdx><ArticleUrl>https://mp.weixin.qq.com/s/2</ArticleUrl></item></ResultList></ArticleUrlResult>'
    expect(readMassSendJob(event('MASSSENDJOBFINISH', inner))).toEqual({
      msgId: '1000001625',
      status: 'err(30003)',
      total: 10,
      filtered: 8,
      sent: 7,
      failed: 1,
      articles: [{ index: '1', url: 'https://mp.weixin.qq.com/s/2' }],
    })
  })
})
