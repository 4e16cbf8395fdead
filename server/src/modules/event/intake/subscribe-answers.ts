import { readSubscribeChanges, type MessageFields } from '../../../wechat'
import type { IntakeMessage } from '../../intake'
import type { EventInput } from '../event.policy'

/** What a person answered to subscribe messages: one event for each template in the list, in the order of the list. */
export const subscribeAnswers = (
  message: IntakeMessage,
  body: MessageFields,
  identityId: number,
  channel: string,
): EventInput[] =>
  readSubscribeChanges(body).flatMap(({ templateId, accepted }, index) =>
    accepted === undefined
      ? []
      : [
          {
            name: 'answer_subscribe_message',
            identityId,
            occurredAt: message.occurredAt,
            dedupKey: `message:${message.id}:${index}`,
            channel,
            properties: { template_id: templateId, result: accepted ? '同意' : '拒绝' },
          },
        ],
  )
