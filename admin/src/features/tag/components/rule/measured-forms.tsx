import { Segmented, Select } from 'antd'
import { findEvent } from '@guiyi/shared'
import { MeasureSelect, MoneyField, NumberField, useRuleCatalog } from '../../../../rule-editor'
import { TagPill } from '../../../../ui'
import { Field } from './field'
import css from './rule-form.module.css'
import { SelectionFields } from './selection-fields'
import { eventProperties, moneyOf, RFM_NAMES, singleOf, type RuleOf } from './tag-rules'

interface Props<K extends 'metric' | 'feature' | 'distribution' | 'rfm'> {
  rule: RuleOf<K>
  onChange: (rule: RuleOf<K>) => void
}

/** A number kept on the person. */
export function MetricForm({ rule, onChange }: Props<'metric'>) {
  const catalog = useRuleCatalog()
  return (
    <div className={css.form}>
      <SelectionFields
        rule={rule}
        onChange={onChange}
        onEvent={(event) => onChange({ ...rule, event, where: undefined, measure: { of: 'count' } })}
      />
      <Field label="统计什么" path="measure" hint="没有这种行为的客户没有这个标签">
        <MeasureSelect
          event={findEvent(catalog, rule.event)}
          measure={rule.measure}
          kinds={['number', 'money']}
          onChange={({ measure }) => onChange({ ...rule, measure })}
        />
      </Field>
    </div>
  )
}

/** Something about the first or the latest act. */
export function FeatureForm({ rule, onChange }: Props<'feature'>) {
  const catalog = useRuleCatalog()
  const properties = singleOf(eventProperties(catalog, rule.event))
  const take = rule.take.of === 'property' ? rule.take.property : rule.take.of
  return (
    <div className={css.form}>
      <SelectionFields
        rule={rule}
        onChange={onChange}
        onEvent={(event) => onChange({ ...rule, event, where: undefined, take: { of: 'date' } })}
      />
      <Field label="哪一次" path="which">
        <Segmented<'first' | 'last'>
          value={rule.which}
          options={[
            { value: 'first', label: '第一次' },
            { value: 'last', label: '最近一次' },
          ]}
          onChange={(which) => onChange({ ...rule, which })}
        />
      </Field>
      <Field label="取什么" path="take">
        <Select
          aria-label="取什么"
          value={take}
          options={[
            { value: 'date', label: '日期' },
            { value: 'days-since', label: '距今天数' },
            ...properties.map(({ key, label }) => ({ value: key, label })),
          ]}
          onChange={(key) =>
            onChange({
              ...rule,
              take: key === 'date' || key === 'days-since' ? { of: key } : { of: 'property', property: key },
            })
          }
          style={{ minWidth: 160 }}
        />
      </Field>
    </div>
  )
}

/** When a person usually acts. */
export function DistributionForm({ rule, onChange }: Props<'distribution'>) {
  return (
    <div className={css.form}>
      <SelectionFields
        rule={rule}
        onChange={onChange}
        onEvent={(event) => onChange({ ...rule, event, where: undefined })}
      />
      <Field label="看什么规律" path="of">
        <Segmented<'hour' | 'weekday' | 'days'>
          value={rule.of}
          options={[
            { value: 'hour', label: '最常在几点' },
            { value: 'weekday', label: '最常在星期几' },
            { value: 'days', label: '在多少天里有过' },
          ]}
          onChange={(of) => onChange({ ...rule, of })}
        />
      </Field>
    </div>
  )
}

/** Recency, frequency and amount against one cut each. */
export function RfmForm({ rule, onChange }: Props<'rfm'>) {
  const catalog = useRuleCatalog()
  const money = moneyOf(eventProperties(catalog, rule.event))
  const { cuts } = rule
  const setCuts = (patch: Partial<typeof cuts>) => onChange({ ...rule, cuts: { ...cuts, ...patch } })
  return (
    <div className={css.form}>
      <SelectionFields
        rule={rule}
        onChange={onChange}
        onEvent={(event) =>
          onChange({ ...rule, event, where: undefined, amount: moneyOf(eventProperties(catalog, event))[0]?.key ?? '' })
        }
      />
      <Field label="金额属性" path="amount">
        <Select
          aria-label="金额属性"
          value={rule.amount === '' ? undefined : rule.amount}
          placeholder="这种行为没有金额"
          options={money.map(({ key, label }) => ({ value: key, label }))}
          onChange={(amount) => onChange({ ...rule, amount })}
          style={{ minWidth: 160 }}
        />
      </Field>
      <Field label="最近（R）" path="cuts.recencyDays">
        <span className="muted">最近一次在</span>
        <NumberField
          label="最近天数"
          value={cuts.recencyDays}
          min={1}
          whole
          unit="天"
          onChange={(recencyDays) => setCuts({ recencyDays })}
        />
        <span className="muted">以内算高</span>
      </Field>
      <Field label="次数（F）" path="cuts.frequency">
        <span className="muted">至少</span>
        <NumberField
          label="次数"
          value={cuts.frequency}
          min={1}
          whole
          unit="次"
          onChange={(frequency) => setCuts({ frequency })}
        />
        <span className="muted">算高</span>
      </Field>
      <Field label="金额（M）" path="cuts.amountFen">
        <span className="muted">合计至少</span>
        <MoneyField label="金额" value={cuts.amountFen} onChange={(amountFen) => setCuts({ amountFen })} />
        <span className="muted">算高</span>
      </Field>
      <Field label="八类客户">
        {RFM_NAMES.map((name) => (
          <TagPill key={name} name={name} />
        ))}
      </Field>
    </div>
  )
}
