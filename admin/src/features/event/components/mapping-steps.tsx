import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import type { MappingStep } from '../api/quarantine'
import { CONVERSIONS, STEPS } from '../labels'
import css from './quarantine.module.css'

const KINDS = Object.entries(STEPS).map(([value, label]) => ({ value: value as MappingStep['do'], label }))
const TARGETS = Object.entries(CONVERSIONS).map(([value, label]) => ({
  value: value as NonNullable<MappingStep['as']>,
  label,
}))
const WITH_PROPERTY = new Set<MappingStep['do']>(['rename', 'convert', 'drop', 'constant'])

interface Props {
  steps: MappingStep[]
  onChange: (steps: MappingStep[]) => void
  /** Properties that the held events carry. */
  sent: string[]
  /** Names of declared events. */
  events: { value: string; label: string }[]
  /** Keys of the properties that the event declares. */
  declared: { value: string; label: string }[]
}

/** The steps of a mapping, one row each, in the order in which they run. */
export function MappingSteps({ steps, onChange, sent, events, declared }: Props) {
  const change = (index: number, part: Partial<MappingStep>) =>
    onChange(steps.map((step, other) => (other === index ? { ...step, ...part } : step)))
  const given = sent.map((key) => ({ value: key, label: key }))
  return (
    <div className={css.steps}>
      {steps.map((step, index) => (
        <div key={index} className={css.step}>
          <span className={css.number}>{index + 1}</span>
          <Select
            aria-label="做什么"
            value={step.do}
            options={KINDS}
            onChange={(kind) => onChange(steps.map((one, other) => (other === index ? { do: kind } : one)))}
          />
          {WITH_PROPERTY.has(step.do) ? (
            <Select
              aria-label="属性"
              showSearch
              placeholder="属性"
              value={step.property}
              options={step.do === 'constant' ? declared : given}
              onChange={(property: string) => change(index, { property })}
            />
          ) : (
            <span />
          )}
          {step.do === 'rename-event' && (
            <Select
              aria-label="改成的事件"
              showSearch
              placeholder="改成哪个事件"
              value={step.to}
              options={events}
              onChange={(to: string) => change(index, { to })}
            />
          )}
          {step.do === 'rename' && (
            <Select
              aria-label="改成的属性"
              placeholder="改成哪个属性"
              value={step.to}
              options={declared}
              onChange={(to: string) => change(index, { to })}
            />
          )}
          {step.do === 'convert' && (
            <Select
              aria-label="转换成"
              placeholder="转换成"
              value={step.as}
              options={TARGETS}
              onChange={(as) => change(index, { as })}
            />
          )}
          {step.do === 'constant' && (
            <Input
              aria-label="固定值"
              placeholder="值"
              value={step.value ?? ''}
              onChange={({ target }) => change(index, { value: target.value })}
            />
          )}
          {(step.do === 'drop' || step.do === 'received-time') && <span />}
          <Button
            type="text"
            aria-label="删除这一步"
            icon={<DeleteOutlined />}
            onClick={() => onChange(steps.filter((_, other) => other !== index))}
          />
        </div>
      ))}
      <Button type="dashed" icon={<PlusOutlined />} onClick={() => onChange([...steps, { do: 'convert' }])}>
        添加一步
      </Button>
    </div>
  )
}

/** Whether every step says all that it needs. */
export const isWhole = (steps: readonly MappingStep[]): boolean =>
  steps.length > 0 &&
  steps.every(({ do: kind, property, to, as, value }) => {
    if (kind === 'received-time') return true
    if (kind === 'rename-event') return Boolean(to)
    if (!property) return false
    if (kind === 'rename') return Boolean(to)
    if (kind === 'convert') return as !== undefined
    return kind === 'drop' || value !== undefined
  })
