import { Injectable } from '@nestjs/common'
import type { NamedValue, RuleCatalog } from '@guiyi/shared'
import { AccountService, type TouchpointKind } from '../account'
import { EventService } from '../event'
import { AttributeService, IDENTITY_KINDS } from '../identity'
import { ProductService } from '../product'
import { StaffService } from '../staff'

/** How long compiled rules may still see the catalogue as it was. */
const CACHE_MS = 1000

type Later = Pick<RuleCatalog, 'tags' | 'segments' | 'audiences'>

/**
 * What rules may speak of. The modules that come after this one in the flow (tags, segments, audiences) register theirs at
 * start-up, so that rules know them without an import.
 */
@Injectable()
export class RuleCatalogService {
  private readonly later: { [K in keyof Later]?: () => Promise<Later[K]> } = {}
  private cached: { catalog: Promise<RuleCatalog>; readAt: number } | null = null

  constructor(
    private readonly events: EventService,
    private readonly attributes: AttributeService,
    private readonly accounts: AccountService,
    private readonly staff: StaffService,
    private readonly products: ProductService,
  ) {}

  /** @throws at start-up when a part has two owners */
  provide<K extends keyof Later>(part: K, loader: () => Promise<Later[K]>): void {
    if (this.later[part]) throw new Error(`规则目录 ${part} 有两个来源`)
    Object.assign(this.later, { [part]: loader })
  }

  /** As it is now, to check what a person wrote. */
  async load(): Promise<RuleCatalog> {
    const [events, attributes, accounts, workMembers, productParameters, tags, segments, audiences] = await Promise.all(
      [
        this.events.definitions(),
        this.attributes.definitions(),
        this.accounts.list(),
        this.workMembers(),
        this.products.parameterNames(),
        this.later.tags?.() ?? [],
        this.later.segments?.() ?? [],
        this.later.audiences?.() ?? [],
      ],
    )
    const named = (...kinds: TouchpointKind[]): NamedValue[] =>
      accounts.filter(({ kind }) => kinds.includes(kind)).map(({ key, name }) => ({ value: key, label: name }))
    const scopes: { [kind: string]: NamedValue[] | undefined } = {
      openid: named('official_account', 'mini_program'),
      external_userid: named('work'),
      phone: [],
      unionid: [],
    }
    return {
      events: events.map(({ name, label, properties }) => ({ name, label, properties })),
      // Attributes in a person's own words never reach the engine, so no rule can read them.
      attributes: attributes
        .filter(({ personal }) => !personal)
        .map(({ key, label, type, options }) => ({
          key,
          label,
          type,
          options: options?.map(({ value, label: text }) => ({ value, label: text })),
        })),
      identities: Object.entries(IDENTITY_KINDS).map(([value, { label }]) => ({ value, label, scopes: scopes[value] })),
      officialAccounts: named('official_account'),
      workMembers,
      productParameters,
      tags,
      segments,
      audiences,
    }
  }

  /** As it was at most a second ago, for rules that were checked before. */
  async recent(): Promise<RuleCatalog> {
    const now = Date.now()
    if (!this.cached || now - this.cached.readAt > CACHE_MS) this.cached = { catalog: this.load(), readAt: now }
    const { catalog } = this.cached
    try {
      return await catalog
    } catch (error) {
      this.cached = null
      throw error
    }
  }

  private async workMembers(): Promise<RuleCatalog['workMembers']> {
    const corps = await this.accounts.list('work')
    const members = await this.staff.workMembers()
    return corps.flatMap(({ key }) =>
      members.map(({ workUserid, name }) => ({ value: `${workUserid ?? ''}@${key}`, label: name })),
    )
  }
}
