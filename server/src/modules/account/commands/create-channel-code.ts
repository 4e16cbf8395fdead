import { randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { Database, isDuplicate } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { officialAccountCalls, workCalls } from '../../../wechat'
import type { CreateChannelCodeBody } from '../channel-code.dto'
import { ChannelCode } from '../channel-code.entity'
import { ChannelCodeService } from '../channel-code.service'
import { toPlatformError } from '../platform-errors'
import { WechatClients } from '../wechat-clients'

interface PlatformCode {
  platformId: string
  qrUrl: string
}

/**
 * Makes a channel code: reserves the scene, asks the platform, completes the row. When the platform says no, nothing
 * remains. When we die in between, the row stays without a picture and its scene can be taken again after a day.
 */
@Injectable()
export class CreateChannelCode {
  constructor(
    private readonly db: Database,
    private readonly codes: ChannelCodeService,
    private readonly clients: WechatClients,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @throws CHANNEL_CODE_OWNER_REQUIRED, CHANNEL_CODE_SCENE_TAKEN, NOT_FOUND, ACCOUNT_DISABLED, ACCOUNT_KIND_MISMATCH,
   * PLATFORM_REFUSED, PLATFORM_UNREACHABLE
   */
  async run(body: CreateChannelCodeBody): Promise<ChannelCode> {
    const owners = body.kind === 'work_contact_way' ? (body.owners ?? []) : []
    if (body.kind === 'work_contact_way' && owners.length === 0) {
      throw new AppError('CHANNEL_CODE_OWNER_REQUIRED', { field: 'owners' })
    }
    const scene = body.scene ?? `c${randomBytes(6).toString('hex')}`
    const ask = await this.asker(body, scene, owners)
    const id = await this.reserve(body, scene, owners)
    let made: PlatformCode
    try {
      made = await ask()
    } catch (error) {
      await this.db.repo(ChannelCode).delete(id)
      throw toPlatformError(error)
    }
    await this.db.repo(ChannelCode).update(id, { ...made, updatedAt: this.clock.now() })
    this.audit.describe({ action: 'channel-code.create', target: { kind: 'channel-code', id, name: body.name } })
    return this.codes.get(id)
  }

  /** Finds the client first, so that a wrong account is refused before anything is written. */
  private async asker(
    body: CreateChannelCodeBody,
    scene: string,
    owners: string[],
  ): Promise<() => Promise<PlatformCode>> {
    if (body.kind === 'oa_qr') {
      const client = await this.clients.officialAccount(body.accountId)
      return async () => {
        const { ticket } = await client.call(officialAccountCalls.createQrCode, {
          action_name: 'QR_LIMIT_STR_SCENE',
          action_info: { scene: { scene_str: scene } },
        })
        return { platformId: ticket, qrUrl: client.qrCodeImageUrl(ticket) }
      }
    }
    const client = await this.clients.work(body.accountId)
    return async () => {
      const way = await client.call(workCalls.addContactWay, {
        type: owners.length > 1 ? 2 : 1,
        scene: 2,
        remark: body.name.slice(0, 30),
        skip_verify: true,
        state: scene,
        user: owners,
      })
      return { platformId: way.config_id, qrUrl: way.qr_code ?? '' }
    }
  }

  private async reserve(body: CreateChannelCodeBody, scene: string, owners: string[]): Promise<number> {
    const now = this.clock.now()
    await this.db.query(
      `DELETE FROM channel_code WHERE account_id = ? AND scene = ? AND platform_id = '' AND updated_at < ?`,
      [body.accountId, scene, new Date(now.getTime() - 86_400_000)],
    )
    try {
      const inserted = await this.db.repo(ChannelCode).insert({
        kind: body.kind,
        accountId: body.accountId,
        name: body.name,
        channel: body.channel,
        scene,
        owners,
        welcomeText: body.welcomeText ?? '',
        gift: body.gift ?? null,
        updatedAt: now,
      })
      return Number(inserted.identifiers[0]?.id)
    } catch (error) {
      if (!isDuplicate(error)) throw error
      throw new AppError('CHANNEL_CODE_SCENE_TAKEN', { field: 'scene', params: { scene } })
    }
  }
}
