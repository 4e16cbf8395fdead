import { Checkbox, Select } from 'antd'
import { isAnchored, type AnchoredWindow, type PlainWindow, type TimeWindow } from '@guiyi/shared'
import { NumberField } from './inputs'
import css from './rule-editor.module.css'
import { StepFields } from './step-fields'
import { PlainWindowEditor } from './plain-window'

interface Props {
  window: TimeWindow
  onChange: (window: TimeWindow) => void
}

const which = [
  { value: 'first' as const, label: '首次' },
  { value: 'last' as const, label: '最近一次' },
]

/** For windows that hang on another event: 「从 首次 阅读内容 之后 7 天内」. Nothing for other windows. */
export function AnchorRow({ window, onChange }: Props) {
  if (!isAnchored(window)) return null
  const { anchor } = window
  const set = (patch: Partial<AnchoredWindow>) => onChange({ ...window, ...patch })
  const setAnchor = (patch: Partial<AnchoredWindow['anchor']>) => set({ anchor: { ...anchor, ...patch } })
  return (
    <div className={css.filter} role="group" aria-label="起点行为">
      <span className={css.word}>以</span>
      <PlainWindowEditor window={anchor.window} onChange={(next: PlainWindow) => setAnchor({ window: next })} />
      <Select
        aria-label="首次或最近一次"
        value={anchor.which}
        options={which}
        onChange={(next) => setAnchor({ which: next })}
        style={{ width: 104 }}
      />
      <StepFields step={anchor} onChange={setAnchor} label="起点行为">
        <span className="muted">为起点，{window.kind === 'since-event' ? '之后' : '之前'}</span>
        {window.days === undefined ? (
          <span className="muted">的全部</span>
        ) : (
          <NumberField
            label="起点前后的天数"
            value={window.days}
            onChange={(days) => set({ days })}
            min={1}
            whole
            unit="天内"
            width={104}
          />
        )}
        <Checkbox
          checked={window.days !== undefined}
          onChange={(event) => set({ days: event.target.checked ? 7 : undefined })}
        >
          限天数
        </Checkbox>
      </StepFields>
    </div>
  )
}
