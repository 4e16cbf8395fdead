import { Select } from 'antd'
import { RULE_LIMITS } from '@guiyi/shared'
import { NumberField, useRuleCatalog } from '../../../../rule-editor'
import { Field } from './field'
import css from './rule-form.module.css'
import { SelectionFields } from './selection-fields'
import { eventProperties, numericOf, textOf, type RuleOf } from './tag-rules'

type Rule = RuleOf<'preference'>

/** The N things a person deals with most. */
export function PreferenceForm({ rule, onChange }: { rule: Rule; onChange: (rule: Rule) => void }) {
  const catalog = useRuleCatalog()
  const properties = eventProperties(catalog, rule.event)
  const sums = numericOf(properties)
  const score = rule.score.of === 'count' ? 'count' : rule.score.property
  const pickEvent = (event: string) => {
    // The joined dimension (content tag, category) is what people nearly always mean, so it is proposed.
    const words = textOf(eventProperties(catalog, event))
    const by = words.find(({ key }) => key.includes('.')) ?? words[0]
    onChange({ ...rule, event, where: undefined, by: by?.key ?? '', score: { of: 'count' } })
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
