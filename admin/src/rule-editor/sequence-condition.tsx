import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { RULE_LIMITS, type SequenceCondition } from '@guiyi/shared'
import { replaceAt } from './drafts'
import { NumberField } from './inputs'
import css from './rule-editor.module.css'
import { StepFields } from './step-fields'
import { PlainWindowEditor } from './plain-window'

interface Props {
  condition: SequenceCondition
  onChange: (condition: SequenceCondition) => void
}

/** 「过去 30 天 依次做过 ① 阅读内容 ② 领取优惠券 ③ 购买商品，首尾相隔不超过 7 天」. */
export function SequenceEditor({ condition, onChange }: Props) {
  const { steps, window, days } = condition
  return (
    <div className={css.event}>
      <div className={css.controls}>
        <PlainWindowEditor window={window} onChange={(next) => onChange({ ...condition, window: next })} />
        <span className="muted">依次做过，首尾相隔不超过</span>
        <NumberField
          label="首尾相隔的天数"
          value={days}
          onChange={(next) => onChange({ ...condition, days: next })}
          min={1}
          whole
          unit="天"
          width={96}
        />
      </div>
      <ol className={css.steps}>
        {steps.map((step, index) => (
          <li key={index} className={css.step} aria-label={`第 ${index + 1} 步`}>
            <span className={css.place}>{index + 1}</span>
            <StepFields
              step={step}
              onChange={(next) => onChange({ ...condition, steps: replaceAt(steps, index, next) })}
              label={`第 ${index + 1} 步的行为`}
            >
              {steps.length > 2 && (
                <Button
                  type="text"
                  size="small"
                  icon={<CloseOutlined aria-hidden />}
                  aria-label={`删除第 ${index + 1} 步`}
                  onClick={() => onChange({ ...condition, steps: replaceAt(steps, index, undefined) })}
                />
              )}
            </StepFields>
          </li>
        ))}
      </ol>
      {steps.length < RULE_LIMITS.steps && (
        <div>
          <Button
            type="text"
            size="small"
            className={css.quiet}
            icon={<PlusOutlined aria-hidden />}
            onClick={() => onChange({ ...condition, steps: [...steps, { event: '' }] })}
          >
            再加一步
          </Button>
        </div>
      )}
    </div>
  )
}
