import { DeleteOutlined } from '@ant-design/icons'
import { Button, Select, Tooltip } from 'antd'
import type { Condition } from '@guiyi/shared'
import { useProblem } from './context'
import { newCondition } from './drafts'
import { EventConditionEditor } from './event-condition'
import {
  AttributeEditor,
  AudienceConditionEditor,
  ConsentEditor,
  FollowsEditor,
  IdentityEditor,
  ReachableEditor,
  SegmentConditionEditor,
  TagConditionEditor,
  WorkContactEditor,
} from './plain-conditions'
import css from './rule-editor.module.css'
import { SequenceEditor } from './sequence-condition'
import { CONDITION_KINDS } from './words'

const kindOptions = (Object.keys(CONDITION_KINDS) as Condition['kind'][]).map((value) => ({
  value,
  label: CONDITION_KINDS[value],
}))

interface Props {
  condition: Condition
  excluded: boolean
  path: string
  onChange: (condition: Condition) => void
  onExclude: (excluded: boolean) => void
  onRemove: () => void
}

/** One condition on one line: its kind, its fields, 「排除」 and remove. */
export function ConditionRow({ condition, excluded, path, onChange, onExclude, onRemove }: Props) {
  const problem = useProblem(path)
  return (
    <div
      className={`${css.condition} ${excluded ? css.excluded : ''} ${problem ? css.faulty : ''}`}
      role="group"
      aria-label={`条件：${CONDITION_KINDS[condition.kind]}`}
    >
      <div className={css.line}>
        <Select
          aria-label="条件类型"
          value={condition.kind}
          options={kindOptions}
          onChange={(kind) => onChange(newCondition(kind))}
          variant="filled"
          popupMatchSelectWidth={false}
          listHeight={320}
          style={{ width: 112, flex: 'none' }}
        />
        <div className={css.body}>
          <ConditionBody condition={condition} onChange={onChange} />
        </div>
        <div className={css.tools}>
          <Tooltip title={excluded ? '改为：满足这个条件' : '改为：不满足这个条件'}>
            <button
              type="button"
              className={excluded ? css.notOn : css.not}
              aria-pressed={excluded}
              onClick={() => onExclude(!excluded)}
            >
              排除
            </button>
          </Tooltip>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined aria-hidden />}
            aria-label="删除条件"
            onClick={onRemove}
          />
        </div>
      </div>
      {problem && <div className={css.problem}>{problem}</div>}
    </div>
  )
}

function ConditionBody({ condition, onChange }: { condition: Condition; onChange: (condition: Condition) => void }) {
  switch (condition.kind) {
    case 'event':
      return <EventConditionEditor condition={condition} onChange={onChange} />
    case 'sequence':
      return <SequenceEditor condition={condition} onChange={onChange} />
    case 'attribute':
      return <AttributeEditor condition={condition} onChange={onChange} />
    case 'tag':
      return <TagConditionEditor condition={condition} onChange={onChange} />
    case 'segment':
      return <SegmentConditionEditor condition={condition} onChange={onChange} />
    case 'audience':
      return <AudienceConditionEditor condition={condition} onChange={onChange} />
    case 'follows':
      return <FollowsEditor condition={condition} onChange={onChange} />
    case 'work-contact':
      return <WorkContactEditor condition={condition} onChange={onChange} />
    case 'identity':
      return <IdentityEditor condition={condition} onChange={onChange} />
    case 'consent':
      return <ConsentEditor condition={condition} onChange={onChange} />
    case 'reachable':
      return <ReachableEditor condition={condition} onChange={onChange} />
  }
}
