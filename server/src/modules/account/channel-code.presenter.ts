import type { ChannelCodeReply } from './channel-code.dto'
import type { ChannelCode } from './channel-code.entity'
import type { ChannelCodeCounts } from './channel-code.service'

export function presentChannelCode(
  code: ChannelCode,
  accountName: string,
  counts: ChannelCodeCounts | undefined,
): ChannelCodeReply {
  return {
    id: code.id,
    kind: code.kind,
    accountId: code.accountId,
    accountName,
    name: code.name,
    channel: code.channel,
    scene: code.scene,
    qrUrl: code.qrUrl,
    owners: code.owners,
    welcomeText: code.welcomeText,
    gift: code.gift,
    scans: counts?.scans ?? 0,
    joins: counts?.joins ?? 0,
    createdAt: code.createdAt.toISOString(),
  }
}
