import { Injectable } from '@nestjs/common'
import type { RuleCatalog } from '@guiyi/shared'

type Loader<K extends keyof RuleCatalog> = () => Promise<RuleCatalog[K]>

/**
 * What rules may speak of, gathered from the modules that own it. Modules register at start-up; those that come after
 * this one in the flow (tags, segments) do the same, so that rules know them without an import.
 */
@Injectable()
export class RuleCatalogService {
  private readonly loaders: { [K in keyof RuleCatalog]?: Loader<K> } = {}

  /** @throws at start-up when a part has two owners */
  provide<K extends keyof RuleCatalog>(part: K, loader: Loader<K>): void {
    if (this.loaders[part]) throw new Error(`规则目录 ${part} 有两个来源`)
    Object.assign(this.loaders, { [part]: loader })
  }

  async load(): Promise<RuleCatalog> {
    const { loaders } = this
    const [events, attributes, identities, officialAccounts, workMembers, tags, segments] = await Promise.all([
      loaders.events?.() ?? [],
      loaders.attributes?.() ?? [],
      loaders.identities?.() ?? [],
      loaders.officialAccounts?.() ?? [],
      loaders.workMembers?.() ?? [],
      loaders.tags?.() ?? [],
      loaders.segments?.() ?? [],
    ])
    return { events, attributes, identities, officialAccounts, workMembers, tags, segments }
  }
}
