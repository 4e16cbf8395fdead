import { Select } from 'antd'
import { RULE_LIMITS, type PreferenceSource } from '@guiyi/shared'
import { NumberField, useRuleCatalog } from '../../../../rule-editor'
import { Field } from './field'
import css from './rule-form.module.css'
import { SelectionFields } from './selection-fields'
import { likelyLabel, SourceRows } from './source-rows'
import { eventProperties, numericOf, textOf, type RuleOf } from './tag-rules'

type Rule = RuleOf<'preference'>

/** The N things a person deals with most. */
export function PreferenceForm({ rule, onChange }: { rule: Rule; onChange: (rule: Rule) => void }) {
  const catalog = useRuleCatalog()
  const properties = eventProperties(catalog, rule.event)
  const sums = numericOf(properties)
  const score = rule.score.of === 'count' ? 'count' : rule.score.property
  const pickEvent = (event: string) => {
    const by = likelyLabel(textOf(eventProperties(catalog, event)))
    onChange({ ...rule, event, where: undefined, by, score: { of: 'count' } })
  }
  return (
    <div className={css.form}>
      <SelectionFields rule={rule} onChange={onChange} onEvent={pickEvent} />
      <Field label="按什么归类" path="by" hint="出现在标签里的就是这个维度的值，例如内容标签、商品品类">
        <Select
          aria-label="归类维度"
          value={rule.by === '' ? undefined : rule.by}
          placeholder="先选择行为"
          options={textOf(properties).map(({ key, label }) => ({ value: key, label }))}
          onChange={(by) => onChange({ ...rule, by })}
          style={{ minWidth: 160 }}
        />
      </Field>
      <Field label="怎么打分" path="score">
        <Select
          aria-label="打分方式"
          value={score}
          options={[
            { value: 'count', label: '按次数' },
            ...sums.map(({ key, label }) => ({ value: key, label: `按${label}合计` })),
          ]}
          onChange={(key) =>
            onChange({ ...rule, score: key === 'count' ? { of: 'count' } : { of: 'sum', property: key } })
          }
          style={{ minWidth: 160 }}
        />
        <span className="muted">至少</span>
        <NumberField
          label="最低得分"
          value={rule.atLeast ?? Number.NaN}
          min={0}
          width={100}
          onChange={(value) => {
            const { atLeast: _old, ...rest } = rule
            onChange(Number.isNaN(value) ? rest : { ...rest, atLeast: value })
          }}
        />
        <span className={css.hint}>不填则不设下限</span>
      </Field>
      <Field label="还看哪些行为" path="also" hint="选填；每种行为按次数计分，乘以自己的分值后加到同一个排名里">
        <SourceRows<PreferenceSource>
          sources={rule.also ?? []}
          path="also"
          addText="加一种行为"
          blank={() => ({ event: '', by: '', score: { of: 'count' }, weight: 1 })}
          onChange={(also) => {
            const { also: _old, ...rest } = rule
            onChange(also.length > 0 ? { ...rest, also } : rest)
          }}
        />
      </Field>
      <Field label="越近越重要" path="halfLifeDays" hint="不填则新旧一样重要">
        <span className="muted">每过</span>
        <NumberField
          label="半衰期"
          value={rule.halfLifeDays ?? Number.NaN}
          min={1}
          unit="天"
          width={100}
          onChange={(value) => {
            const { halfLifeDays: _old, ...rest } = rule
            onChange(Number.isNaN(value) ? rest : { ...rest, halfLifeDays: value })
          }}
        />
        <span className="muted">得分减半</span>
      </Field>
      <Field label="取前几名" path="top">
        <NumberField
          label="取前几名"
          value={rule.top}
          min={1}
          whole
          unit="名"
          width={100}
          onChange={(top) => onChange({ ...rule, top })}
        />
        <span className={css.hint}>得分相同按名称排序，最多 {RULE_LIMITS.top} 名</span>
      </Field>
    </div>
  )
}
