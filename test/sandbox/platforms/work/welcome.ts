import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { optionalText } from '../../kernel/validate'
import { post } from './calls'
import type { Contacts } from './contacts'
import type { UseMedia } from './media'
import { readContent } from './message-content'

/** Sends the welcome message: one call within 20 seconds of the event (protocol reference §3.6). */
function sendWelcome(kernel: Kernel, contacts: Contacts, use: UseMedia, body: JsonObject): Record<string, unknown> {
  const code = optionalText(body, 'welcome_code', 41050)
  if (code === undefined || code === '') throw new PlatformError(41049)
  const content = readContent(body, use)
  const { userid, personId } = contacts.welcomeCodes.redeem(code)
  const person = kernel.people.find(personId)
  if (person === undefined) throw new PlatformError(41050)
  const { text, attachments } = content
  kernel.inbox.deliver(person, {
    kind: 'welcome',
    from: contacts.sender(userid),
    attachments,
    ...(text === undefined ? {} : { text }),
  })
  return ok()
}

export function welcomeEndpoints(kernel: Kernel, contacts: Contacts, use: UseMedia): Endpoint[] {
  return [
    post(
      'externalcontact/send_welcome_msg',
      '发送新客户欢迎语',
      { welcome_code: 'CODE', text: { content: '你好，我是你的护肤顾问' } },
      ({ body }) => sendWelcome(kernel, contacts, use, body),
    ),
  ]
}
