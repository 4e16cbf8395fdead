import { ACTIVITY_LEVELS, LIFECYCLE_STAGES, RFM_GROUPS, RFM_SCORE_GROUPS, type TagRule } from './tag-types'

/** The values that a rule can give, in the order in which people read them; none when they are not known beforehand. */
export function declaredValuesOf(rule: TagRule): string[] {
  switch (rule.kind) {
    case 'tiers': {
      const values = [...rule.tiers.map(({ value }) => value), rule.otherwise ?? '']
      return [...new Set(values.filter((value) => value.trim() !== ''))]
    }
    case 'rfm':
      return rule.cuts.kind === 'scores' || rule.cuts.kind === 'quintiles'
        ? [...RFM_SCORE_GROUPS]
        : Object.values(RFM_GROUPS)
    case 'activity':
      return [...ACTIVITY_LEVELS]
    case 'lifecycle':
      return [...LIFECYCLE_STAGES]
    default:
      return []
  }
}

/** Whether a person may have several values of such a tag. */
export const givesSeveral = (rule: TagRule): boolean =>
  (rule.kind === 'preference' || rule.kind === 'interest') && rule.top > 1

/**
 * What a tag with this rule is by nature: read off what happened (事实), or a judgement by a method that groups people
 * (模型). Estimates of the future (预测) have no rule yet.
 */
export const natureOf = ({ kind }: Pick<TagRule, 'kind'>): 'fact' | 'model' =>
  kind === 'rfm' || kind === 'activity' || kind === 'lifecycle' || kind === 'interest' ? 'model' : 'fact'
