import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { JsonObject } from '../../kernel/json'
import type { Kernel } from '../../kernel/kernel'
import { text, texts } from '../../kernel/validate'
import { post } from './calls'
import type { GroupChats } from './group-chats'
import type { Directory } from './directory'
import type { Transfers } from './transfers'

const CHATS = 100
const CHATS_PER_DAY = 300
const HANDOVERS = 2
const HANDOVER_SPAN_SECONDS = 90 * 86_400

/** Groups get another owner at once; each that cannot is told with its code. */
class ChatHandover {
  constructor(
    private readonly kernel: Kernel,
    private readonly directory: Directory,
    private readonly chats: GroupChats,
  ) {}

  run(body: JsonObject, resigned: boolean): Record<string, unknown> {
    const { userid } = this.directory.require(text(body, 'new_owner', 40058))
    const asked = texts(body, 'chat_id_list', 40058)
    if (asked.length === 0 || asked.length > CHATS) throw new PlatformError(40058)
    const failed = asked.flatMap((chatId) => {
      try {
        this.give(chatId, userid, resigned)
        return []
      } catch (error) {
        if (!(error instanceof PlatformError)) throw error
        return [{ chat_id: chatId, errcode: error.errcode, errmsg: error.message }]
      }
    })
    return ok({ failed_chat_list: failed })
  }

  private give(chatId: string, userid: string, resigned: boolean): void {
    const chat = this.chats.require(chatId)
    const left = this.directory.leftAt(chat.owner) !== undefined
    if (resigned && !left) throw new PlatformError(90500)
    if (!resigned && left) throw new PlatformError(40058, 'the owner has resigned')
    const now = this.kernel.clock.nowSeconds()
    if (!resigned) {
      const recent = chat.handedOver.filter((at) => now - at < HANDOVER_SPAN_SECONDS)
      if (recent.length >= HANDOVERS) throw new PlatformError(40128)
      this.kernel.quota.take(`chats handed over by ${chat.owner}`, CHATS_PER_DAY, 'day')
    }
    chat.handedOver.push(now)
    this.chats.giveTo(chat, userid)
  }
}

/** Handing over customers and groups (protocol reference §3.10). */
export function transferEndpoints(
  kernel: Kernel,
  directory: Directory,
  chats: GroupChats,
  transfers: Transfers,
): Endpoint[] {
  const family = 'externalcontact'
  const pair = { handover_userid: 'linxiaoyu', takeover_userid: 'zhouziqi' }
  const customers = { ...pair, external_userid: ['wm…'] }
  const handover = new ChatHandover(kernel, directory, chats)
  const owner = { chat_id_list: ['wr…'], new_owner: 'zhouziqi' }
  return [
    post(`${family}/transfer_customer`, '分配在职成员的客户', customers, ({ body }) =>
      ok({ customer: transfers.start(body, false) }),
    ),
    post(`${family}/transfer_result`, '在职客户接替状态', pair, ({ body }) => ok(transfers.results(body, false))),
    post(`${family}/get_unassigned_list`, '待分配的离职成员', { page_size: 1000 }, ({ body }) =>
      ok(transfers.unassigned(body)),
    ),
    post(`${family}/resigned/transfer_customer`, '分配离职成员的客户', customers, ({ body }) =>
      ok({ customer: transfers.start(body, true) }),
    ),
    post(`${family}/resigned/transfer_result`, '离职客户接替状态', pair, ({ body }) =>
      ok(transfers.results(body, true)),
    ),
    post(`${family}/groupchat/transfer`, '分配离职成员的客户群', owner, ({ body }) => handover.run(body, true)),
    post(`${family}/groupchat/onjob_transfer`, '分配在职成员的客户群', owner, ({ body }) => handover.run(body, false)),
  ]
}
