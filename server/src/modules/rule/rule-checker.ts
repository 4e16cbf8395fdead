import { Injectable } from '@nestjs/common'
import {
  validateRule,
  validateTagRule,
  type RuleCatalog,
  type RuleNode,
  type RuleProblem,
  type TagRule,
  type Validated,
} from '@guiyi/shared'
import { Clock } from '../../platform/clock'
import { AppError } from '../../platform/errors'
import { RuleCatalogService } from './rule-catalog.service'

/** Takes rules from outside. */
@Injectable()
export class RuleChecker {
  constructor(
    private readonly catalogs: RuleCatalogService,
    private readonly clock: Clock,
  ) {}

  /** @throws RULE_INVALID with path (below `field`) and fault (RuleFault) of every faulty node */
  async rule(input: unknown, field = 'rule'): Promise<RuleNode> {
    return this.accept(validateRule(input, await this.catalogs.load(), this.clock.now()), field)
  }

  /** @throws RULE_INVALID with path (below `field`) and fault (RuleFault) of every faulty node */
  async tagRule(input: unknown, field = 'rule'): Promise<TagRule> {
    return this.accept(validateTagRule(input, await this.catalogs.load(), this.clock.now()), field)
  }

  /** Every fault of a rule of either kind. */
  problems(input: unknown, kind: 'rule' | 'tag-rule', catalog: RuleCatalog): RuleProblem[] {
    const validate = kind === 'rule' ? validateRule : validateTagRule
    const result = validate(input, catalog, this.clock.now())
    return result.ok ? [] : result.problems
  }

  private accept<T>(result: Validated<T>, field: string): T {
    if (result.ok) return result.rule
    const details = result.problems.map(({ path, code, message }) => ({
      field: path === '' ? field : `${field}.${path}`,
      code,
      message,
    }))
    throw new AppError('RULE_INVALID', {
      field: details[0]?.field,
      params: { problem: details[0]?.message ?? '' },
      details,
    })
  }
}
