import { repeated } from './message'
import { fieldText, type MessageFields } from './xml'

/** One line of the events about subscribe messages, the same for official accounts and mini-programs (protocol §1.4). */
export interface SubscribeMessageChange {
  templateId: string
  /** Set when the person answered or changed the switch. */
  accepted: boolean | undefined
  /** Set when a message was delivered or not; `errorCode` 0 is success. */
  sent: { msgId: string; errorCode: string; status: string } | undefined
}

const WRAPPERS: Readonly<Record<string, string>> = {
  subscribe_msg_popup_event: 'SubscribeMsgPopupEvent',
  subscribe_msg_change_event: 'SubscribeMsgChangeEvent',
  subscribe_msg_sent_event: 'SubscribeMsgSentEvent',
}

/** The lines of one of the three events; empty for any other message. One that names no template says nothing. */
export function readSubscribeChanges(fields: MessageFields): SubscribeMessageChange[] {
  const wrapper = WRAPPERS[fieldText(fields, 'Event') ?? '']
  if (wrapper === undefined) return []
  return repeated(fields, [wrapper, 'List']).flatMap((item) => {
    const templateId = fieldText(item, 'TemplateId')
    if (templateId === undefined || templateId === '') return []
    const answer = fieldText(item, 'SubscribeStatusString')
    const msgId = fieldText(item, 'MsgID')
    return {
      templateId,
      accepted: answer === undefined ? undefined : answer === 'accept',
      sent:
        msgId === undefined
          ? undefined
          : { msgId, errorCode: fieldText(item, 'ErrorCode') ?? '', status: fieldText(item, 'ErrorStatus') ?? '' },
    }
  })
}
