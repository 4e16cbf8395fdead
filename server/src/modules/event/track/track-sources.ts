import { createHash, randomBytes } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { IsNull } from 'typeorm'
import { AuditTrail } from '../../../platform/audit'
import { Clock } from '../../../platform/clock'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { IDENTITY_KINDS, type IdentityKind } from '../../identity'
import type { SourceRights } from './track-message'
import { TrackSource, TrackSourceKey, type TrackSourceKind } from './track-source.entity'

export interface SourceSettings {
  name: string
  events: string[] | null
  identityKinds: IdentityKind[]
  origins: string[] | null
}

/** A source as the tracking API needs it. */
export interface OpenSource {
  id: number
  code: string
  name: string
  kind: TrackSourceKind
  origins: readonly string[] | null
  rights: SourceRights
}

/** How long another process may still accept a key that was revoked here. */
const CACHE_MS = 3_000
const NOTE_USE_EVERY_MS = 5 * 60_000
/** An old key keeps working this long after a rotation, so that every sender can be given the new one. */
const ROTATION_MS = 24 * 3_600_000
/** What a page may name: nothing that could make two records one, and nothing that WeChat vouches for. */
const WEB_IDENTITIES: readonly IdentityKind[] = ['member_no', 'tmall_buyer', 'jd_buyer', 'youzan_buyer', 'douyin_buyer']

/** An origin as browsers write it; null for what is none. */
function originOf(text: string): string | null {
  if (!/^https?:\/\/[\w.-]+(:\d+)?\/?$/i.test(text)) return null
  return URL.canParse(text) ? new URL(text).origin : null
}

/** Browsers write an origin in small letters and without the usual port, whatever a person typed. */
const browserForm = ({ origins }: Pick<SourceSettings, 'origins'>): string[] | null =>
  origins && [...new Set(origins.flatMap((origin) => originOf(origin) ?? []))]

const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex')

/** Who may report events, and with which key. */
@Injectable()
export class TrackSources {
  private readonly cache = new Map<string, { source: OpenSource | null; readAt: number; endsAt: number | null }>()

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async list(): Promise<{ source: TrackSource; keys: TrackSourceKey[] }[]> {
    const [sources, keys] = await Promise.all([
      this.db.repo(TrackSource).find({ order: { id: 'ASC' } }),
      this.db.repo(TrackSourceKey).find({ order: { id: 'DESC' } }),
    ])
    return sources.map((source) => ({ source, keys: keys.filter(({ sourceId }) => sourceId === source.id) }))
  }

  /** Names by id; 0 stands for our own touchpoints. */
  async names(): Promise<Map<number, string>> {
    const sources = await this.db.repo(TrackSource).find()
    return new Map([[0, '小程序（归一）'], ...sources.map(({ id, name }): [number, string] => [id, name])])
  }

  /** @throws NOT_FOUND */
  async get(id: number): Promise<TrackSource> {
    const source = await this.db.repo(TrackSource).findOneBy({ id })
    if (!source) throw new AppError('NOT_FOUND', { params: { what: '上报来源' } })
    return source
  }

  /** @returns the id and the first key, which is never shown again @throws TRACK_SOURCE_EXISTS, TRACK_SOURCE_INVALID */
  async create(code: string, kind: TrackSourceKind, settings: SourceSettings): Promise<{ id: number; key: string }> {
    this.check(kind, settings)
    if (await this.db.repo(TrackSource).findOneBy({ code }))
      throw new AppError('TRACK_SOURCE_EXISTS', { field: 'code', params: { code } })
    const inserted = await this.db.repo(TrackSource).insert({ code, kind, ...settings, origins: browserForm(settings) })
    const id = Number(inserted.identifiers[0]?.id)
    this.audit.describe({
      action: 'track-source.create',
      target: { kind: 'track-source', id: String(id), name: settings.name },
    })
    return { id, key: await this.addKey(id) }
  }

  /** @throws NOT_FOUND, TRACK_SOURCE_INVALID */
  async change(id: number, change: Partial<SourceSettings> & { disabled?: boolean }): Promise<void> {
    const source = await this.get(id)
    const { name, events, identityKinds, origins, disabled } = source
    const before = { name, events, identityKinds, origins, disabled }
    const after = {
      ...before,
      ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
    }
    this.check(source.kind, after)
    await this.db.repo(TrackSource).save({ ...source, ...after, origins: browserForm(after) })
    await this.forget()
    this.audit.describe({
      action: 'track-source.change',
      target: { kind: 'track-source', id: String(id), name: after.name },
      before,
      after,
    })
  }

  /** Gives the source a new key; the ones before it end a day later. @throws NOT_FOUND */
  async rotate(id: number): Promise<string> {
    const { name } = await this.get(id)
    const endsAt = new Date(this.clock.now().getTime() + ROTATION_MS)
    await this.db.repo(TrackSourceKey).update({ sourceId: id, endsAt: IsNull() }, { endsAt })
    this.audit.describe({ action: 'track-source.rotate', target: { kind: 'track-source', id: String(id), name } })
    await this.forget()
    return this.addKey(id)
  }

  /** Ends a key at once. @throws NOT_FOUND */
  async revoke(sourceId: number, keyId: number): Promise<void> {
    const { name } = await this.get(sourceId)
    const key = await this.db.repo(TrackSourceKey).findOneBy({ id: keyId, sourceId })
    if (!key) throw new AppError('NOT_FOUND', { params: { what: '上报密钥' } })
    await this.db.repo(TrackSourceKey).update({ id: keyId }, { endsAt: this.clock.now() })
    this.audit.describe({
      action: 'track-source.revoke',
      target: { kind: 'track-source', id: String(sourceId), name: `${name} …${key.tail}` },
    })
    await this.forget()
  }

  /** The source that a key belongs to, or null when the key means nothing (any more). */
  async byKey(key: string): Promise<OpenSource | null> {
    const hash = hashOf(key)
    const now = this.clock.now().getTime()
    const known = this.cache.get(hash)
    if (known && now - known.readAt < CACHE_MS && (known.endsAt === null || known.endsAt > now)) return known.source
    const found = await this.db.repo(TrackSourceKey).findOneBy({ keyHash: hash })
    const endsAt = found?.endsAt?.getTime() ?? null
    const source = found && (endsAt === null || endsAt > now) ? await this.open(found.sourceId) : null
    if (found && source) await this.noteUse(found, now)
    // A stranger's guesses must not fill the memory.
    if (source) this.cache.set(hash, { source, readAt: now, endsAt })
    return source
  }

  private async open(id: number): Promise<OpenSource | null> {
    const source = await this.db.repo(TrackSource).findOneBy({ id, disabled: false })
    if (!source) return null
    const { code, kind, name, events, origins, identityKinds } = source
    const trusted = kind === 'server'
    return {
      id,
      code,
      name,
      kind,
      origins,
      rights: {
        code,
        trusted,
        events: events && new Set(events),
        identityKinds: new Set<string>(trusted ? [...identityKinds, 'anonymous_id'] : identityKinds),
      },
    }
  }

  private async noteUse({ id, lastUsedAt }: TrackSourceKey, now: number): Promise<void> {
    if (lastUsedAt && now - lastUsedAt.getTime() < NOTE_USE_EVERY_MS) return
    await this.db.repo(TrackSourceKey).update({ id }, { lastUsedAt: new Date(now) })
  }

  private async addKey(sourceId: number): Promise<string> {
    const key = `gyk_${randomBytes(24).toString('base64url')}`
    await this.db.repo(TrackSourceKey).insert({ sourceId, keyHash: hashOf(key), tail: key.slice(-4) })
    return key
  }

  private check(kind: TrackSourceKind, { identityKinds, origins }: SourceSettings): void {
    const refuse = (field: string, reason: string): AppError =>
      new AppError('TRACK_SOURCE_INVALID', { field, params: { reason } })
    const forbidden = identityKinds.find((one) => kind === 'web' && !WEB_IDENTITIES.includes(one))
    if (forbidden) throw refuse('identityKinds', `网页的密钥谁都能看到，不能声明${IDENTITY_KINDS[forbidden].label}`)
    const strange = origins?.find((origin) => originOf(origin) === null)
    if (strange) throw refuse('origins', `「${strange}」不是网站来源，应形如 https://www.example.com`)
  }

  private async forget(): Promise<void> {
    this.cache.clear()
    await this.db.afterCommit(() => this.cache.clear())
  }
}
