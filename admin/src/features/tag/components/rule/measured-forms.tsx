import { Segmented, Select } from 'antd'
import { findEvent } from '@guiyi/shared'
import { MeasureSelect, useRuleCatalog } from '../../../../rule-editor'
import { Field } from './field'
import css from './rule-form.module.css'
import { SelectionFields } from './selection-fields'
import { eventProperties, singleOf, type RuleOf } from './tag-rules'

interface Props<K extends 'metric' | 'feature' | 'distribution'> {
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
