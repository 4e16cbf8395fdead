import type { CallbackTarget, Delivery } from '../../callbacks/callback-sender'
import type { XmlFields } from '../../callbacks/xml'
import type { Kernel } from '../../kernel/kernel'

/**
 * Callbacks of WeCom (protocol reference §3.2). They tell what people and members did in their clients and what time
 * brought about; what an API call changed is not told back.
 */
export class WorkEvents {
  readonly target: CallbackTarget

  constructor(private readonly kernel: Kernel) {
    const { corpid, agentId, token, encodingAESKey } = kernel.accounts.work
    this.target = { kind: 'work', account: corpid, originalId: corpid, token, encodingAESKey, agentId }
  }

  /** An event of the company. Those about one thing (`subject`) go out in the order they happened. */
  push(subject: string, fields: XmlFields, at = this.kernel.clock.nowSeconds()): Promise<Delivery> {
    return this.send(subject, 'sys', { CreateTime: at, MsgType: 'event', ...fields })
  }

  /** What a member did in the app: such messages name the member and the app. */
  fromMember(userid: string, fields: XmlFields): Promise<Delivery> {
    const { agentId } = this.kernel.accounts.work
    const at = this.kernel.clock.nowSeconds()
    return this.send(`member ${userid}`, userid, { CreateTime: at, ...fields, AgentID: agentId })
  }

  private send(subject: string, from: string, fields: XmlFields): Promise<Delivery> {
    return this.kernel.callbacks.send({
      target: this.target,
      orderKey: `work ${subject}`,
      fields: { ToUserName: this.target.account, FromUserName: from, ...fields },
    })
  }
}
