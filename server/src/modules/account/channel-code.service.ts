import { Injectable } from '@nestjs/common'
import { Like, type FindOptionsWhere } from 'typeorm'
import { AuditTrail } from '../../platform/audit'
import { Clock, DAY_MS, shanghaiDay } from '../../platform/clock'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { skipTake } from '../../platform/http'
import { isAscii } from './account.policy'
import type { ChannelCodeQuery, UpdateChannelCodeBody } from './channel-code.dto'
import { ChannelCode } from './channel-code.entity'

export interface ChannelCodeCounts {
  scans: number
  joins: number
}

/** Channel codes and how they are used. */
@Injectable()
export class ChannelCodeService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  /** The code behind the scene of an official account's QR code, or null for a scene that is not ours. */
  async byScene(accountId: number, scene: string): Promise<ChannelCode | null> {
    return isAscii(scene) ? this.db.repo(ChannelCode).findOneBy({ accountId, scene, kind: 'oa_qr' }) : null
  }

  /** The live code behind a WeCom `State`, or null for a state that is not ours. */
  async byState(accountId: number, state: string): Promise<ChannelCode | null> {
    const where = { accountId, scene: state, kind: 'work_contact_way' as const }
    return isAscii(state) ? this.db.repo(ChannelCode).findOneBy(where) : null
  }

  /** @throws NOT_FOUND */
  async get(id: number): Promise<ChannelCode> {
    const code = await this.db.repo(ChannelCode).findOneBy({ id })
    if (!code) throw new AppError('NOT_FOUND', { params: { what: '渠道码' } })
    return code
  }

  /**
   * Counts one use on its day. Call it in the transaction that handles the message, so that a message counts once.
   * @param joined whether the person became a follower or a friend by it
   */
  async countUse(codeId: number, joined: boolean, at: Date): Promise<void> {
    await this.db.query(
      `INSERT INTO channel_code_day (code_id, day, scans, joins) VALUES (?, ?, 1, ?)
       ON DUPLICATE KEY UPDATE scans = scans + 1, joins = joins + VALUES(joins)`,
      [codeId, shanghaiDay(at), joined ? 1 : 0],
    )
  }

  /** One page, newest first. */
  async list(query: ChannelCodeQuery): Promise<{ items: ChannelCode[]; total: number }> {
    const kind = query.kind ? { kind: query.kind } : {}
    const like = query.search ? Like(`%${query.search.replace(/[\\%_]/g, '\\$&')}%`) : undefined
    const scene = like && isAscii(query.search ?? '') ? [{ ...kind, scene: like }] : []
    const where: FindOptionsWhere<ChannelCode>[] = like
      ? [{ ...kind, name: like }, { ...kind, channel: like }, ...scene]
      : [kind]
    const [items, total] = await this.db
      .repo(ChannelCode)
      .findAndCount({ where, order: { id: 'DESC' }, ...skipTake(query) })
    return { items, total }
  }

  /** All-time counts by code. Codes without any use are absent. */
  async counts(codeIds: number[]): Promise<Map<number, ChannelCodeCounts>> {
    if (codeIds.length === 0) return new Map()
    const rows = await this.db.query<{ codeId: string; scans: string; joins: string }[]>(
      `SELECT code_id AS codeId, SUM(scans) AS scans, SUM(joins) AS joins FROM channel_code_day
       WHERE code_id IN (?) GROUP BY code_id`,
      [codeIds],
    )
    return new Map(rows.map((row) => [Number(row.codeId), { scans: Number(row.scans), joins: Number(row.joins) }]))
  }

  /** The last `days` days of Asia/Shanghai, today included, oldest first, zeros where nothing happened. */
  async history(codeId: number, days: number): Promise<({ day: string } & ChannelCodeCounts)[]> {
    const now = this.clock.now().getTime()
    const wanted = Array.from({ length: days }, (_, index) => shanghaiDay(new Date(now - (days - 1 - index) * DAY_MS)))
    const rows = await this.db.query<{ day: string; scans: string; joins: string }[]>(
      `SELECT DATE_FORMAT(day, '%Y-%m-%d') AS day, scans, joins FROM channel_code_day WHERE code_id = ? AND day >= ?`,
      [codeId, wanted[0]],
    )
    const byDay = new Map(rows.map((row) => [row.day, row]))
    return wanted.map((day) => ({
      day,
      scans: Number(byDay.get(day)?.scans ?? 0),
      joins: Number(byDay.get(day)?.joins ?? 0),
    }))
  }

  /** Changes what is ours alone; the picture, the scene and the receivers belong to the platform's code. @throws NOT_FOUND */
  async update(id: number, body: UpdateChannelCodeBody): Promise<ChannelCode> {
    const code = await this.get(id)
    const before = { name: code.name, channel: code.channel, welcomeText: code.welcomeText, gift: code.gift }
    const after = {
      name: body.name,
      channel: body.channel,
      welcomeText: body.welcomeText ?? '',
      gift: body.gift ?? null,
    }
    Object.assign(code, after, { updatedAt: this.clock.now() })
    this.audit.describe({
      action: 'channel-code.update',
      target: { kind: 'channel-code', id, name: code.name },
      before,
      after,
    })
    return this.db.repo(ChannelCode).save(code)
  }
}
