import css from './rule-form.module.css'
import { RULE_KINDS, type RuleKind } from './tag-rules'

/** How the values of a tag come about: one of the rules, or by hand. */
export type Way = RuleKind | 'hand'

const WAYS: Record<Way, { name: string; use: string; example: string }> = {
  ...RULE_KINDS,
  hand: { name: '手工标签', use: '由销售或运营逐个打上', example: '意向：高 / 中 / 低' },
}

/** The first question of a new tag. */
export function KindPicker({ way, onPick }: { way: Way; onPick: (way: Way) => void }) {
  return (
    <div className={css.kinds} role="radiogroup" aria-label="标签类型">
      {(Object.keys(WAYS) as Way[]).map((key) => (
        <button
          key={key}
          type="button"
          role="radio"
          aria-label={WAYS[key].name}
          aria-checked={key === way}
          className={`${css.kind} ${key === way ? css.kindOn : ''}`}
          onClick={() => onPick(key)}
        >
          <div className={css.kindName}>{WAYS[key].name}</div>
          <div className={css.kindUse}>{WAYS[key].use}</div>
          <div className={css.kindExample}>例：{WAYS[key].example}</div>
        </button>
      ))}
    </div>
  )
}
