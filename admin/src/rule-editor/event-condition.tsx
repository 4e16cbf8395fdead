import { Select } from 'antd'
import { useState } from 'react'
import { findEvent, type EventCondition, type EventRelation, type TimeWindow } from '@guiyi/shared'
import { AnchorRow } from './anchor-row'
import { useRuleCatalog } from './context'
import { eventMode, withMode, type EventMode } from './drafts'
import { MeasureSelect } from './measure-select'
import { AddRelation, RelationRow } from './relation-row'
import css from './rule-editor.module.css'
import { AddFilter, EventSelect, FilterRows } from './selection-editor'
import { TestEditor } from './test-editor'
import { measureKey, measureOptions } from './words'
import { WindowSelect } from './window-editor'

const modes: { value: EventMode; label: string }[] = [
  { value: 'did', label: '做过' },
  { value: 'did-not', label: '没做过' },
  { value: 'measured', label: '统计' },
]

/**
 * Which way of asking was chosen. 统计 stays until another way is chosen, though 「次数 ≥ 1」, which a longer number begins
 * with, means the same as 做过.
 */
function useMode(condition: EventCondition): [EventMode, (mode: EventMode) => void] {
  const derived = eventMode(condition)
  const [measured, setMeasured] = useState(derived === 'measured')
  if (derived === 'measured' && !measured) setMeasured(true)
  return [measured ? 'measured' : derived, (mode) => setMeasured(mode === 'measured')]
}

/** 「过去 30 天 做过 购买商品，其中 品类 是 面霜」 or 「过去 30 天 统计 购买商品 的 金额合计 大于等于 ¥500」. */
export function EventConditionEditor({
  condition,
  onChange,
}: {
  condition: EventCondition
  onChange: (condition: EventCondition) => void
}) {
  const catalog = useRuleCatalog()
  const event = findEvent(catalog, condition.event)
  const [mode, setMode] = useMode(condition)
  const measure = measureOptions(event).find(({ key }) => key === measureKey(condition.measure))
  const setWindow = (window: TimeWindow) => onChange({ ...condition, window })
  const setRelation = (relation: EventRelation | undefined) => onChange({ ...condition, relation })
  return (
    <div className={css.event}>
      <div className={css.controls}>
        <WindowSelect window={condition.window} onChange={setWindow} />
        <Select
          aria-label="做过或没做过"
          value={mode}
          options={modes}
          onChange={(next) => {
            setMode(next)
            onChange(withMode(condition, next))
          }}
          style={{ width: 84 }}
        />
        <EventSelect
          event={condition.event}
          onChange={(name) => onChange({ ...withMode(condition, mode), event: name, where: undefined })}
        />
        <AddFilter selection={condition} onChange={(where) => onChange({ ...condition, where })} />
        <AddRelation selection={condition} onChange={setRelation} />
        {mode === 'measured' && (
          <span className={css.together}>
            <span className="muted">的</span>
            <MeasureSelect
              event={event}
              measure={condition.measure}
              onChange={({ measure: next, test }) => onChange({ ...condition, measure: next, test })}
            />
            <TestEditor
              kind={measure?.kind ?? 'number'}
              unit={measure?.unit}
              label={measure?.label ?? '统计值'}
              test={condition.test}
              onChange={(test) => onChange({ ...condition, test })}
              presence="none"
            />
          </span>
        )}
      </div>
      <AnchorRow window={condition.window} onChange={setWindow} />
      <FilterRows selection={condition} onChange={(where) => onChange({ ...condition, where })} />
      <RelationRow selection={condition} onChange={setRelation} />
    </div>
  )
}
