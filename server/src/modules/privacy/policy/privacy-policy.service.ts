import { Injectable, type OnApplicationBootstrap } from '@nestjs/common'
import { AuditTrail } from '../../../platform/audit'
import { ActorContext } from '../../../platform/context'
import { Database } from '../../../platform/database'
import { AppError } from '../../../platform/errors'
import { BrandProfile } from './brand-profile.entity'
import { DEFAULT_BRAND, DEFAULT_POLICY } from './default-policy'
import { PrivacyPolicy } from './privacy-policy.entity'

const THE_BRAND = 1

/** What consumers are told about the brand and about their data. */
@Injectable()
export class PrivacyPolicyService implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly actors: ActorContext,
    private readonly audit: AuditTrail,
  ) {}

  /** A new installation has a text to show from its first minute. */
  async onApplicationBootstrap(): Promise<void> {
    await this.db.query(
      'INSERT INTO brand_profile (id, name, slogan) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE id = id',
      [THE_BRAND, DEFAULT_BRAND.name, DEFAULT_BRAND.slogan],
    )
    if ((await this.db.repo(PrivacyPolicy).count()) > 0) return
    const { version, title, text } = DEFAULT_POLICY
    await this.db.query(
      'INSERT INTO privacy_policy (version, title, text) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE id = id',
      [version, title, text],
    )
  }

  /** The version that counts now. */
  async current(): Promise<PrivacyPolicy> {
    const [newest] = await this.db.repo(PrivacyPolicy).find({ order: { id: 'DESC' }, take: 1 })
    if (!newest) throw new AppError('UNAVAILABLE')
    return newest
  }

  /** Every version, newest first. */
  async versions(): Promise<PrivacyPolicy[]> {
    return this.db.repo(PrivacyPolicy).find({ order: { id: 'DESC' } })
  }

  /** @throws CONSENT_REQUIRED when the person agreed to anything but the current text */
  async requireCurrent(version: string): Promise<void> {
    const current = await this.current()
    if (current.version !== version) throw new AppError('CONSENT_REQUIRED', { field: 'consentVersion' })
  }

  /** Publishes a new version; from now on it is the one that people must agree to. @throws PRIVACY_VERSION_EXISTS */
  async publish(policy: Pick<PrivacyPolicy, 'version' | 'title' | 'text'>): Promise<PrivacyPolicy> {
    const { version, title, text } = policy
    if (await this.db.repo(PrivacyPolicy).findOneBy({ version })) {
      throw new AppError('PRIVACY_VERSION_EXISTS', { field: 'version', params: { version } })
    }
    const actor = this.actors.current()
    await this.db
      .repo(PrivacyPolicy)
      .insert({ version, title, text, publishedBy: actor.kind === 'staff' ? actor.staffId : null })
    this.audit.describe({
      action: 'privacy-policy.publish',
      target: { kind: 'privacy-policy', id: version, name: title },
    })
    return this.current()
  }

  async brand(): Promise<BrandProfile> {
    const brand = await this.db.repo(BrandProfile).findOneBy({ id: THE_BRAND })
    return brand ?? { id: THE_BRAND, ...DEFAULT_BRAND }
  }

  async setBrand(brand: Pick<BrandProfile, 'name' | 'slogan'>): Promise<BrandProfile> {
    const before = await this.brand()
    await this.db.repo(BrandProfile).save({ id: THE_BRAND, ...brand })
    this.audit.describe({
      action: 'brand.update',
      target: { kind: 'brand', id: THE_BRAND, name: brand.name },
      before,
      after: brand,
    })
    return this.brand()
  }
}
