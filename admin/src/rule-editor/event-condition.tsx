import { Select } from 'antd'
import { findEvent, type EventCondition } from '@guiyi/shared'
import { useRuleCatalog } from './context'
import { eventMode, withMode, type EventMode } from './drafts'
import { MeasureSelect } from './measure-select'
import css from './rule-editor.module.css'
import { AddFilter, EventSelect, FilterRows } from './selection-editor'
import { TestEditor } from './test-editor'
import { measureKey, measureOptions } from './words'
import { WindowEditor } from './window-editor'

const modes: { value: EventMode; label: string }[] = [
  { value: 'did', label: '做过' },
  { value: 'did-not', label: '没做过' },
  { value: 'measured', label: '统计' },
]

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
  const mode = eventMode(condition)
  const measure = measureOptions(event).find(({ key }) => key === measureKey(condition.measure))
  return (
    <div className={css.event}>
      <div className={css.controls}>
        <WindowEditor window={condition.window} onChange={(window) => onChange({ ...condition, window })} />
        <Select
          aria-label="做过或没做过"
          value={mode}
          options={modes}
          onChange={(next) => onChange(withMode(condition, next))}
          style={{ width: 84 }}
        />
        <EventSelect
          event={condition.event}
          onChange={(name) => onChange({ ...withMode(condition, mode), event: name, where: undefined })}
        />
        <AddFilter selection={condition} onChange={(where) => onChange({ ...condition, where })} />
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
              measured
            />
          </span>
        )}
      </div>
      <FilterRows selection={condition} onChange={(where) => onChange({ ...condition, where })} />
    </div>
  )
}
