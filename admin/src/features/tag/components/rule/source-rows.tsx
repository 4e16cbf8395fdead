import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Select } from 'antd'
import { RULE_LIMITS, type EventStep } from '@guiyi/shared'
import { AddFilter, EventSelect, FilterRows, NumberField, useProblem, useRuleCatalog } from '../../../../rule-editor'
import css from './rule-form.module.css'
import { eventProperties, textOf } from './tag-rules'

interface Source extends EventStep {
  by?: string
  weight?: number
}

interface Props<S extends Source> {
  sources: readonly S[]
  onChange: (sources: S[]) => void
  /** The address of the list, whose faults are shown below their rows. */
  path: string
  /** A new row. */
  blank: () => S
  addText: string
  /** How few rows there may be. */
  least?: number
}

/** Several kinds of behaviour, each with a filter, and where the rule wants it with what it is about and how much it weighs. */
export function SourceRows<S extends Source>({ sources, onChange, path, blank, addText, least = 0 }: Props<S>) {
  return (
    <div className={css.sources}>
      {sources.map((source, index) => (
        <SourceRow
          key={index}
          source={source}
          path={`${path}[${index}]`}
          removable={sources.length > least}
          onChange={(next) => onChange(sources.map((old, at) => (at === index ? next : old)))}
          onRemove={() => onChange(sources.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button
          size="small"
          icon={<PlusOutlined aria-hidden />}
          disabled={sources.length >= RULE_LIMITS.sources}
          onClick={() => onChange([...sources, blank()])}
        >
          {addText}
        </Button>
      </div>
    </div>
  )
}

interface RowProps<S extends Source> {
  source: S
  path: string
  removable: boolean
  onChange: (source: S) => void
  onRemove: () => void
}

function SourceRow<S extends Source>({ source, path, removable, onChange, onRemove }: RowProps<S>) {
  const catalog = useRuleCatalog()
  const problem = useProblem(path)
  const words = textOf(eventProperties(catalog, source.event))
  const pickEvent = (event: string) => {
    const next = { ...source, event, where: undefined }
    onChange(source.by === undefined ? next : { ...next, by: likelyLabel(textOf(eventProperties(catalog, event))) })
  }
  return (
    <div className={css.source}>
      <EventSelect event={source.event} onChange={pickEvent} />
      {source.by !== undefined && (
        <>
          <span className="muted">的</span>
          <Select
            aria-label="归类维度"
            value={source.by === '' ? undefined : source.by}
            placeholder="归类维度"
            options={words.map(({ key, label }) => ({ value: key, label }))}
            onChange={(by) => onChange({ ...source, by })}
            popupMatchSelectWidth={false}
            style={{ minWidth: 110 }}
          />
        </>
      )}
      {source.weight !== undefined && (
        <>
          <span className="muted">每次计</span>
          <NumberField
            label="每次计几分"
            value={source.weight}
            min={0.1}
            unit="分"
            width={86}
            onChange={(weight) => onChange({ ...source, weight })}
          />
        </>
      )}
      <AddFilter selection={source} onChange={(where) => onChange({ ...source, where })} />
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined aria-hidden />}
        aria-label="删除这种行为"
        disabled={!removable}
        onClick={onRemove}
      />
      {source.where && (
        <div style={{ flexBasis: '100%', display: 'grid', gap: 6 }}>
          <FilterRows selection={source} onChange={(where) => onChange({ ...source, where })} />
        </div>
      )}
      {problem && <div className={css.problem}>{problem}</div>}
    </div>
  )
}

/** The joined dimension (content tag, category) is what people nearly always mean, so it is proposed. */
export function likelyLabel(words: readonly { key: string }[]): string {
  return (words.find(({ key }) => key.includes('.')) ?? words[0])?.key ?? ''
}
