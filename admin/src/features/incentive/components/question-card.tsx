import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import type { Question } from '../api/forms'
import { QUESTION_KINDS } from '../labels'
import css from './form-editor.module.css'

/** Which type of attribute each kind of question can fill. */
const FITTING: Record<Question['kind'], readonly string[]> = {
  date: ['date'],
  single: ['enum', 'text'],
  multiple: ['list'],
  text: ['text'],
  number: ['number'],
}

interface Props {
  question: Question
  place: number
  count: number
  attributes: readonly { key: string; label: string; type: string }[]
  /** People have answered: its kind stays. */
  locked: boolean
  onChange: (question: Question) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

const hasOptions = (kind: Question['kind']): boolean => kind === 'single' || kind === 'multiple'

/** One question being written. */
export function QuestionCard({ question, place, count, attributes, locked, onChange, onMove, onRemove }: Props) {
  const options = question.options ?? []
  const set = (changes: Partial<Question>) => onChange({ ...question, ...changes })
  const setOption = (index: number, label: string) =>
    set({ options: options.map((option, at) => (at === index ? { ...option, label } : option)) })
  const fitting = attributes.filter(({ type }) => FITTING[question.kind].includes(type))
  return (
    <div className={css.question}>
      <div className={css.head}>
        <span className={css.number}>{place + 1}</span>
        <Input
          aria-label={`第 ${place + 1} 题`}
          variant="underlined"
          placeholder="题目"
          maxLength={80}
          value={question.label}
          onChange={(event) => set({ label: event.target.value })}
        />
        <Select
          aria-label="题型"
          value={question.kind}
          disabled={locked}
          options={Object.entries(QUESTION_KINDS).map(([value, label]) => ({ value, label }))}
          onChange={(kind: Question['kind']) =>
            set({
              kind,
              attribute: undefined,
              options: hasOptions(kind) ? (options.length > 0 ? options : newOptions()) : undefined,
            })
          }
          style={{ width: 84, flex: 'none' }}
        />
        <Button
          type="text"
          aria-label="上移"
          icon={<ArrowUpOutlined />}
          disabled={place === 0}
          onClick={() => onMove(-1)}
        />
        <Button
          type="text"
          aria-label="下移"
          icon={<ArrowDownOutlined />}
          disabled={place === count - 1}
          onClick={() => onMove(1)}
        />
        <Button
          type="text"
          danger
          aria-label="删除这道题"
          icon={<DeleteOutlined />}
          disabled={count === 1}
          onClick={onRemove}
        />
      </div>
      {hasOptions(question.kind) && (
        <div className={css.options}>
          {options.map((option, index) => (
            <div key={option.value} className="row" style={{ flexWrap: 'nowrap' }}>
              <Input
                aria-label={`选项 ${index + 1}`}
                size="small"
                maxLength={40}
                placeholder={`选项 ${index + 1}`}
                value={option.label}
                onChange={(event) => setOption(index, event.target.value)}
              />
              <Button
                type="text"
                size="small"
                aria-label="删除选项"
                icon={<CloseOutlined />}
                disabled={options.length <= 2 || locked}
                onClick={() => set({ options: options.filter((_, at) => at !== index) })}
              />
            </div>
          ))}
          <Button
            type="dashed"
            size="small"
            icon={<PlusOutlined />}
            onClick={() => set({ options: [...options, { value: newKey('o'), label: '' }] })}
          >
            添加选项
          </Button>
        </div>
      )}
      <div className={css.foot}>
        <Checkbox checked={question.required} onChange={(event) => set({ required: event.target.checked })}>
          必填
        </Checkbox>
        {question.kind === 'text' && (
          <span>
            最多{' '}
            <InputNumber
              size="small"
              min={1}
              max={1000}
              value={question.maxLength ?? 200}
              onChange={(value) => set({ maxLength: value ?? 200 })}
              style={{ width: 76 }}
            />{' '}
            字
          </span>
        )}
        <span>
          写入属性{' '}
          <Select
            size="small"
            allowClear
            aria-label="写入属性"
            placeholder={fitting.length > 0 ? '不写入' : '没有适合的属性'}
            disabled={fitting.length === 0}
            value={question.attribute}
            options={fitting.map(({ key, label }) => ({ value: key, label }))}
            onChange={(attribute: string | undefined) => set({ attribute })}
            style={{ width: 130 }}
          />
        </span>
      </div>
    </div>
  )
}

/** A key for what has none yet: people never see it. */
export const newKey = (prefix: string): string => `${prefix}${Math.random().toString(36).slice(2, 8)}`

const newOptions = () => [
  { value: newKey('o'), label: '' },
  { value: newKey('o'), label: '' },
]
