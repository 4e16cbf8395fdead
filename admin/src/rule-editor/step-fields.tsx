import type { ReactNode } from 'react'
import type { EventStep } from '@guiyi/shared'
import css from './rule-editor.module.css'
import { AddFilter, EventSelect, FilterRows } from './selection-editor'

interface Props {
  step: EventStep
  onChange: (step: EventStep) => void
  label: string
  /** What follows the event on its line. */
  children?: ReactNode
}

/** Another event with its filters, inside a condition. */
export function StepFields({ step, onChange, label, children }: Props) {
  return (
    <>
      <EventSelect label={label} event={step.event} onChange={(event) => onChange({ event, where: undefined })} />
      <AddFilter selection={step} onChange={(where) => onChange({ event: step.event, where })} />
      {children}
      {step.where && (
        <div className={css.below}>
          <FilterRows selection={step} onChange={(where) => onChange({ event: step.event, where })} />
        </div>
      )}
    </>
  )
}
