import css from './rule-form.module.css'
import { RULE_KINDS, type RuleKind } from './tag-rules'

/** The first question of a new tag: how do its values come about? */
export function KindPicker({ kind, onPick }: { kind: RuleKind; onPick: (kind: RuleKind) => void }) {
  return (
    <div className={css.kinds} role="radiogroup" aria-label="标签类型">
      {(Object.keys(RULE_KINDS) as RuleKind[]).map((key) => (
        <button
          key={key}
          type="button"
          role="radio"
          aria-checked={key === kind}
          className={`${css.kind} ${key === kind ? css.kindOn : ''}`}
          onClick={() => onPick(key)}
        >
          <div className={css.kindName}>{RULE_KINDS[key].name}</div>
          <div className={css.kindUse}>{RULE_KINDS[key].use}</div>
          <div className={css.kindExample}>例：{RULE_KINDS[key].example}</div>
        </button>
      ))}
    </div>
  )
}
