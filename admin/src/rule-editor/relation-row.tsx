import { CloseOutlined, NodeIndexOutlined } from '@ant-design/icons'
import { Button, Select, Tooltip } from 'antd'
import type { EventRelation, EventSelection } from '@guiyi/shared'
import { NumberField } from './inputs'
import css from './rule-editor.module.css'
import { StepFields } from './step-fields'

type Side = 'preceded-by' | 'followed-by'

interface Props {
  selection: Pick<EventSelection, 'event' | 'relation'>
  onChange: (relation: EventRelation | undefined) => void
}

const sides: { value: Side; label: string }[] = [
  { value: 'preceded-by', label: '此前' },
  { value: 'followed-by', label: '此后' },
]
const presence: { value: 'yes' | 'no'; label: string }[] = [
  { value: 'yes', label: '有过' },
  { value: 'no', label: '没有' },
]

function kindOf(side: Side, has: 'yes' | 'no'): EventRelation['kind'] {
  return has === 'yes' ? side : `not-${side}`
}

/** Keeps the events that another one came before or after: 「且 此前 7 天内 有过 阅读内容」. */
export function RelationRow({ selection, onChange }: Props) {
  const { relation } = selection
  if (!relation) return null
  const side = relation.kind.endsWith('preceded-by') ? 'preceded-by' : 'followed-by'
  const has = relation.kind.startsWith('not-') ? 'no' : 'yes'
  return (
    <div className={css.filter} role="group" aria-label="前后行为">
      <span className={css.word}>且</span>
      <Select<Side>
        aria-label="此前或此后"
        value={side}
        options={sides}
        onChange={(next) => onChange({ ...relation, kind: kindOf(next, has) })}
        style={{ width: 78 }}
      />
      <NumberField
        label="前后相隔的天数"
        value={relation.days}
        onChange={(days) => onChange({ ...relation, days })}
        min={1}
        whole
        unit="天内"
        width={104}
      />
      <Select<'yes' | 'no'>
        aria-label="有过或没有"
        value={has}
        options={presence}
        onChange={(next) => onChange({ ...relation, kind: kindOf(side, next) })}
        style={{ width: 78 }}
      />
      <StepFields step={relation} onChange={(step) => onChange({ ...relation, ...step })} label="前后行为">
        <Button
          type="text"
          size="small"
          icon={<CloseOutlined aria-hidden />}
          aria-label="删除前后行为"
          onClick={() => onChange(undefined)}
        />
      </StepFields>
      {relation.kind === 'not-followed-by' && (
        <span className={css.aside}>满 {Number.isNaN(relation.days) ? 'N' : relation.days} 天仍没有，才算</span>
      )}
    </div>
  )
}

/** The button that asks for another event before or after. */
export function AddRelation({ selection, onChange }: Props) {
  if (selection.event === '' || selection.relation) return null
  return (
    <Tooltip title="按前后行为筛选：此前或此后 N 天内有过（没有）另一个行为">
      <Button
        type="text"
        icon={<NodeIndexOutlined aria-hidden />}
        className={css.quiet}
        onClick={() => onChange({ kind: 'preceded-by', days: 7, event: '' })}
      >
        前后行为
      </Button>
    </Tooltip>
  )
}
