import type { EventSelection, PropertyFilter } from '@guiyi/shared'
import { AddFilter, EventSelect, FilterRows, WindowEditor } from '../../../../rule-editor'
import { Field } from './field'

interface Props<S extends EventSelection> {
  rule: S
  onChange: (rule: S) => void
  /** Called with the new event's name, because the rest of the rule may name properties of the old one. */
  onEvent: (event: string) => void
}

/** Which acts are looked at: 「过去 90 天 的 阅读内容，其中 …」. */
export function SelectionFields<S extends EventSelection>({ rule, onChange, onEvent }: Props<S>) {
  const setWhere = (where: PropertyFilter[] | undefined) => onChange({ ...rule, where })
  return (
    <>
      <Field label="时间范围" path="window">
        <WindowEditor window={rule.window} onChange={(window) => onChange({ ...rule, window })} />
      </Field>
      <Field label="看哪种行为" path="event">
        <EventSelect event={rule.event} onChange={onEvent} />
        <AddFilter selection={rule} onChange={setWhere} />
        {rule.where && (
          <div style={{ flexBasis: '100%', display: 'grid', gap: 6 }}>
            <FilterRows selection={rule} onChange={setWhere} />
          </div>
        )}
      </Field>
    </>
  )
}
