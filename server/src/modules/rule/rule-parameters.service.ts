import { Injectable } from '@nestjs/common'
import type { RfmRule } from '@guiyi/shared'
import { AudienceEngine } from '../../platform/audience-engine'
import { Database } from '../../platform/database'
import { Moment } from './compiler/moment'
import { Params } from './compiler/params'
import type { RfmParameters } from './compiler/plan-context'
import { parametersSql, readParameters } from './compiler/rfm'
import type { OwnerKind } from './materialised/materialised-tables'
import { RuleCatalogService } from './rule-catalog.service'
import { RuleParameters } from './rule-parameters.entity'

/** Whose rule it is: a tag's or segment's, in one of its versions. */
export interface RuleOwner {
  kind: OwnerKind
  id: number
  version: number
}

interface Fitted {
  people: number
  parameters: RfmParameters
}

const FIT_SECONDS = 60

/**
 * Cuts that depend on everybody: «better than the mean», «the best fifth». Looking at everybody whenever one person buys
 * something would be slow, and would move people who did nothing. So the cuts are computed when everyone is evaluated
 * (at publication, and daily, since recency moves with the calendar), kept with the version, and used as they stand for
 * whoever acts in between. A preview has no owner, and computes them on the spot.
 */
@Injectable()
export class RuleParametersService {
  constructor(
    private readonly engine: AudienceEngine,
    private readonly catalogs: RuleCatalogService,
    private readonly db: Database,
  ) {}

  /** The kept cuts; computed (and kept, when there is an owner) the first time. */
  async of(rule: RfmRule, owner: RuleOwner | undefined, now: Date): Promise<RfmParameters> {
    if (!owner) return (await this.fit(rule, now)).parameters
    const kept = await this.db
      .repo(RuleParameters)
      .findOneBy({ ownerKind: owner.kind, ownerId: owner.id, version: owner.version })
    return kept ? kept.parameters : this.renew(rule, owner, now)
  }

  /** Computes the cuts anew and keeps them. */
  async renew(rule: RfmRule, owner: RuleOwner, now: Date): Promise<RfmParameters> {
    const { parameters, people } = await this.fit(rule, now)
    await this.db.query(
      `INSERT INTO rule_parameters (owner_kind, owner_id, version, parameters, people, fitted_at) VALUES (?, ?, ?, ?, ?, ?)
       ON DUPLICATE KEY UPDATE parameters = VALUES(parameters), people = VALUES(people), fitted_at = VALUES(fitted_at)`,
      [owner.kind, owner.id, owner.version, JSON.stringify(parameters), people, now],
    )
    return parameters
  }

  private async fit(rule: RfmRule, now: Date): Promise<Fitted> {
    const params = new Params()
    const catalog = await this.catalogs.recent()
    const sql = parametersSql(rule, { catalog, params, moment: new Moment(now), scope: { kind: 'all' } })
    const options = { timeoutSeconds: FIT_SECONDS }
    const [row] = await this.engine.query<{ people: number } & RfmParameters>(sql, params.values, options)
    return { people: row?.people ?? 0, parameters: readParameters(row) }
  }
}
