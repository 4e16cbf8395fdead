import { ArrowDownOutlined, ArrowUpOutlined, CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { RULE_LIMITS } from '@guiyi/shared'
import { ConditionEditor, useProblem } from '../../../../rule-editor'
import css from './rule-form.module.css'
import { newTier, type RuleOf } from './tag-rules'

type TierRule = RuleOf<'tiers'>
type Tier = TierRule['tiers'][number]

interface Props {
  rule: TierRule
  onChange: (rule: TierRule) => void
}

/** Tiers from top to bottom; a person gets the first whose conditions hold. */
export function TierForm({ rule, onChange }: Props) {
  const { tiers } = rule
  const set = (next: Tier[]) => onChange({ ...rule, tiers: next })
  const move = (from: number, to: number) => {
    const next = [...tiers]
    const [tier] = next.splice(from, 1)
    if (tier) next.splice(to, 0, tier)
    set(next)
  }
  return (
    <div className={css.form}>
      {tiers.map((tier, index) => (
        <TierCard
          key={index}
          index={index}
          tier={tier}
          last={index === tiers.length - 1}
          only={tiers.length === 1}
          onChange={(next) => set(tiers.map((old, at) => (at === index ? next : old)))}
          onMove={(step) => move(index, index + step)}
          onCopy={() =>
            set([...tiers.slice(0, index + 1), { ...structuredClone(tier), value: '' }, ...tiers.slice(index + 1)])
          }
          onRemove={() => set(tiers.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button
          icon={<PlusOutlined aria-hidden />}
          disabled={tiers.length >= RULE_LIMITS.tiers}
          onClick={() => set([...tiers, newTier()])}
        >
          添加一档
        </Button>
      </div>
      <Otherwise rule={rule} onChange={onChange} />
    </div>
  )
}

interface CardProps {
  index: number
  tier: Tier
  last: boolean
  only: boolean
  onChange: (tier: Tier) => void
  onMove: (step: 1 | -1) => void
  onCopy: () => void
  onRemove: () => void
}

function TierCard({ index, tier, last, only, onChange, onMove, onCopy, onRemove }: CardProps) {
  const problem = useProblem(`tiers[${index}].value`)
  return (
    <section className={css.tier} aria-label={`第 ${index + 1} 档`}>
      <div className={css.tierHead}>
        <span className={css.rank}>{index + 1}</span>
        <span className="muted">标签值</span>
        <Input
          aria-label={`第 ${index + 1} 档的标签值`}
          value={tier.value}
          maxLength={64}
          status={problem ? 'error' : undefined}
          placeholder="例如：高价值"
          onChange={(event) => onChange({ ...tier, value: event.target.value })}
          style={{ width: 200 }}
        />
        {problem && <span className={css.problem}>{problem}</span>}
        <span className={css.grow} />
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined aria-hidden />}
          aria-label="上移"
          disabled={index === 0}
          onClick={() => onMove(-1)}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined aria-hidden />}
          aria-label="下移"
          disabled={last}
          onClick={() => onMove(1)}
        />
        <Button type="text" size="small" icon={<CopyOutlined aria-hidden />} aria-label="复制这一档" onClick={onCopy} />
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined aria-hidden />}
          aria-label="删除这一档"
          disabled={only}
          onClick={onRemove}
        />
      </div>
      <div className={css.tierBody}>
        <ConditionEditor
          value={tier.when}
          onChange={(when) => onChange({ ...tier, when })}
          path={`tiers[${index}].when`}
        />
      </div>
    </section>
  )
}

function Otherwise({ rule, onChange }: Props) {
  const problem = useProblem('otherwise')
  return (
    <div className={css.otherwise}>
      <span>其他所有人</span>
      <Input
        aria-label="其他所有人的标签值"
        value={rule.otherwise ?? ''}
        maxLength={64}
        status={problem ? 'error' : undefined}
        placeholder="留空则没有这个标签"
        onChange={({ target: { value } }) => {
          const { otherwise: _old, ...rest } = rule
          onChange(value === '' ? rest : { ...rest, otherwise: value })
        }}
        style={{ width: 220 }}
      />
      {problem && <span className={css.problem}>{problem}</span>}
    </div>
  )
}
