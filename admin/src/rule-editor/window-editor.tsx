import { isAnchored, type TimeWindow } from '@guiyi/shared'
import { AnchorRow } from './anchor-row'
import { Choose, chosen, plainOptions, Stretch, usePlainChoice, type Option, type PlainChoice } from './plain-window'
import css from './rule-editor.module.css'

type Choice = PlainChoice | 'since-event' | 'before-event'

const options: Option<Choice>[] = [
  ...plainOptions,
  { value: 'since-event', label: '某个行为之后…' },
  { value: 'before-event', label: '某个行为之前…' },
]

interface Props {
  window: TimeWindow
  onChange: (window: TimeWindow) => void
}

/** In which stretch of time events count: the fields that stand on one line; AnchorRow has those of another event. */
export function WindowSelect({ window, onChange }: Props) {
  const [plain, choosePlain] = usePlainChoice(isAnchored(window) ? { kind: 'ever' } : window)
  const choose = (choice: Choice) => {
    if (choice !== 'since-event' && choice !== 'before-event') {
      choosePlain(choice)
      onChange(chosen(choice))
      return
    }
    const anchored = isAnchored(window)
      ? window
      : { anchor: { which: 'first' as const, event: '', window: { kind: 'ever' as const } } }
    onChange({ ...anchored, kind: choice })
  }
  return (
    <>
      <Choose value={isAnchored(window) ? window.kind : plain} options={options} onChange={choose} />
      {!isAnchored(window) && <Stretch window={window} choice={plain} onChange={onChange} />}
    </>
  )
}

/** The same with the row of the other event below it. */
export function WindowEditor({ window, onChange }: Props) {
  return (
    <>
      <WindowSelect window={window} onChange={onChange} />
      {isAnchored(window) && (
        <div className={css.below}>
          <AnchorRow window={window} onChange={onChange} />
        </div>
      )}
    </>
  )
}
