import { CloseOutlined, FilterOutlined } from '@ant-design/icons'
import { Button, Select, Tooltip } from 'antd'
import { findEvent, propertiesOf, type EventSelection, type PropertyFilter } from '@guiyi/shared'
import { useRuleCatalog } from './context'
import { replaceAt } from './drafts'
import css from './rule-editor.module.css'
import { TestEditor } from './test-editor'
import { useValueOptions } from './use-value-options'
import { emptyTest } from './words'

interface EventSelectProps {
  event: string
  onChange: (event: string) => void
  /** Default 行为事件. */
  label?: string
}

/** Which event; choosing another one is the owner's to react to, because properties differ. */
export function EventSelect({ event, onChange, label = '行为事件' }: EventSelectProps) {
  const { events } = useRuleCatalog()
  return (
    <Select
      aria-label={label}
      value={event === '' ? undefined : event}
      placeholder="选择行为"
      options={events.map(({ name, label }) => ({ value: name, label }))}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
      popupMatchSelectWidth={false}
      style={{ minWidth: 124 }}
    />
  )
}

interface FiltersProps {
  selection: Pick<EventSelection, 'event' | 'where'>
  onChange: (where: PropertyFilter[] | undefined) => void
}

/** Narrows the events by their properties: 「其中 品类 是 面霜」. All filters must hold. */
export function FilterRows({ selection, onChange }: FiltersProps) {
  const filters = selection.where ?? []
  const set = (index: number, filter: PropertyFilter | undefined) => {
    const next = replaceAt(filters, index, filter)
    onChange(next.length > 0 ? next : undefined)
  }
  return (
    <>
      {filters.map((filter, index) => (
        <div key={index} className={css.filter}>
          <span className={css.word}>{index === 0 ? '其中' : '且'}</span>
          <FilterRow event={selection.event} filter={filter} onChange={(next) => set(index, next)} />
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined aria-hidden />}
            aria-label="删除筛选"
            onClick={() => set(index, undefined)}
          />
        </div>
      ))}
    </>
  )
}

/** The button that adds a property filter to an event. */
export function AddFilter({ selection, onChange }: FiltersProps) {
  const catalog = useRuleCatalog()
  const event = findEvent(catalog, selection.event)
  const first = event && propertiesOf(event)[0]
  if (!first) return null
  return (
    <Tooltip title="按属性筛选">
      <Button
        type="text"
        icon={<FilterOutlined aria-hidden />}
        aria-label="筛选"
        className={css.quiet}
        onClick={() => onChange([...(selection.where ?? []), { property: first.key, test: emptyTest(first.type) }])}
      />
    </Tooltip>
  )
}

function FilterRow({
  event,
  filter,
  onChange,
}: {
  event: string
  filter: PropertyFilter
  onChange: (filter: PropertyFilter) => void
}) {
  const catalog = useRuleCatalog()
  const declaration = findEvent(catalog, event)
  const properties = declaration ? propertiesOf(declaration) : []
  const property = properties.find(({ key }) => key === filter.property)
  const options = useValueOptions(event, filter.property, property?.type === 'text' || property?.type === 'list')
  return (
    <>
      <Select
        aria-label="事件属性"
        value={filter.property}
        options={properties.map(({ key, label }) => ({ value: key, label }))}
        onChange={(key) => {
          const next = properties.find((candidate) => candidate.key === key)
          if (next) onChange({ property: key, test: emptyTest(next.type) })
        }}
        popupMatchSelectWidth={false}
        style={{ minWidth: 104 }}
      />
      <TestEditor
        kind={property?.type ?? 'text'}
        label={property?.label ?? '属性'}
        test={filter.test}
        options={options}
        free
        onChange={(test) => onChange({ ...filter, test })}
      />
    </>
  )
}
