import { ACTIVITY_LEVELS, LIFECYCLE_STAGES, RULE_LIMITS, type InterestSource } from '@guiyi/shared'
import { AddFilter, EventSelect, FilterRows, NumberField, PlainWindowEditor } from '../../../../rule-editor'
import { Field } from './field'
import css from './rule-form.module.css'
import { SourceRows } from './source-rows'
import type { RuleOf } from './tag-rules'

interface Props<K extends 'activity' | 'lifecycle' | 'interest'> {
  rule: RuleOf<K>
  onChange: (rule: RuleOf<K>) => void
}

/** How alive a person is: how long ago, and on how many days. */
export function ActivityForm({ rule, onChange }: Props<'activity'>) {
  const { cuts } = rule
  const [high, medium, low, silent] = ACTIVITY_LEVELS
  const set = (patch: Partial<typeof rule>) => onChange({ ...rule, ...patch })
  return (
    <div className={css.form}>
      <p className={css.lead}>
        每人得 0–100 分：最近一次越近、活跃天数越多，分数越高；再按分数线分成四档。超过一段时间没有任何行为的算「
        {silent}」。
      </p>
      <Field label="哪些行为" path="events" hint="其中任何一种都算活跃">
        <SourceRows
          sources={rule.events}
          path="events"
          least={1}
          addText="再加一种行为"
          blank={() => ({ event: '' })}
          onChange={(events) => set({ events })}
        />
      </Field>
      <Field label="活跃天数" path="activeDays">
        <span className="muted">过去</span>
        <Days label="统计天数" value={rule.days} onChange={(days) => set({ days })} />
        <span className="muted">里有</span>
        <Days label="满分天数" value={rule.activeDays} onChange={(activeDays) => set({ activeDays })} />
        <span className="muted">有行为就是这一项的满分</span>
      </Field>
      <Field label="多久算沉默" path="silentDays">
        <span className="muted">超过</span>
        <Days label="沉默天数" value={rule.silentDays} onChange={(silentDays) => set({ silentDays })} />
        <span className="muted">没有行为 → {silent}</span>
      </Field>
      <Field
        label="两项各占"
        path="recencyWeight"
        hint={`活跃天数占 ${Number.isNaN(rule.recencyWeight) ? '—' : 100 - rule.recencyWeight} 分`}
      >
        <span className="muted">最近一次的远近占</span>
        <NumberField
          label="最近一次的权重"
          value={rule.recencyWeight}
          min={0}
          whole
          unit="分"
          onChange={(recencyWeight) => set({ recencyWeight })}
        />
      </Field>
      <Field label="分数线" path="cuts">
        <span className="muted">≥</span>
        <Score label="高活跃分数线" value={cuts.high} onChange={(value) => set({ cuts: { ...cuts, high: value } })} />
        <span className="muted">{high}，≥</span>
        <Score
          label="中活跃分数线"
          value={cuts.medium}
          onChange={(value) => set({ cuts: { ...cuts, medium: value } })}
        />
        <span className="muted">
          {medium}，其余 {low}
        </span>
      </Field>
    </div>
  )
}

/** Where a person stands in the relation: new, growing, mature, silent, lost. */
export function LifecycleForm({ rule, onChange }: Props<'lifecycle'>) {
  const [fresh, growing, mature, silent, lost] = LIFECYCLE_STAGES
  const set = (patch: Partial<typeof rule>) => onChange({ ...rule, ...patch })
  return (
    <div className={css.form}>
      <p className={css.lead}>按第一次、最近一次与次数，把有过这种行为的人分到五个阶段；从上到下，先符合的为准。</p>
      <Field label="看哪种行为" path="event" hint="通常是购买；没有过这种行为的客户没有这个标签">
        <EventSelect event={rule.event} onChange={(event) => set({ event, where: undefined })} />
        <AddFilter selection={rule} onChange={(where) => set({ where })} />
        {rule.where && (
          <div style={{ flexBasis: '100%', display: 'grid', gap: 6 }}>
            <FilterRows selection={rule} onChange={(where) => set({ where })} />
          </div>
        )}
      </Field>
      <Field label={lost} path="lostDays">
        <span className="muted">最近一次超过</span>
        <Days label="流失天数" value={rule.lostDays} onChange={(lostDays) => set({ lostDays })} />
      </Field>
      <Field label={silent} path="silentDays">
        <span className="muted">最近一次超过</span>
        <Days label="沉默天数" value={rule.silentDays} onChange={(silentDays) => set({ silentDays })} />
      </Field>
      <Field label={mature} path="matureCount">
        <span className="muted">累计至少</span>
        <NumberField
          label="成熟次数"
          value={rule.matureCount}
          min={1}
          whole
          unit="次"
          onChange={(matureCount) => set({ matureCount })}
        />
      </Field>
      <Field label={fresh} path="newDays" hint={`以上都不符合的是「${growing}」`}>
        <span className="muted">第一次在</span>
        <Days label="新客天数" value={rule.newDays} onChange={(newDays) => set({ newDays })} />
        <span className="muted">以内</span>
      </Field>
    </div>
  )
}

/** What a person cares about, from everything she reads, looks at and buys. */
export function InterestForm({ rule, onChange }: Props<'interest'>) {
  const set = (patch: Partial<typeof rule>) => onChange({ ...rule, ...patch })
  return (
    <div className={css.form}>
      <p className={css.lead}>
        把阅读、浏览、购买等行为换算成分数，加到同一组兴趣上；越近的行为分数越高。取分数最高的几个作为标签值。
      </p>
      <Field
        label="行为与分值"
        path="sources"
        hint="例如阅读一篇文章给它的内容标签计 1 分，购买一件商品给它的品类计 5 分"
      >
        <SourceRows<InterestSource>
          sources={rule.sources}
          path="sources"
          least={1}
          addText="再加一种行为"
          blank={() => ({ event: '', by: '', weight: 1 })}
          onChange={(sources) => set({ sources })}
        />
      </Field>
      <Field label="时间范围" path="window">
        <PlainWindowEditor window={rule.window} onChange={(window) => set({ window })} />
      </Field>
      <Field label="越近越重要" path="halfLifeDays">
        <span className="muted">每过</span>
        <Days label="半衰期" value={rule.halfLifeDays} onChange={(halfLifeDays) => set({ halfLifeDays })} />
        <span className="muted">分数减半</span>
      </Field>
      <Field label="取前几名" path="top" hint={`分数相同按名称排序，最多 ${RULE_LIMITS.top} 个`}>
        <span className="muted">分数不低于</span>
        <NumberField label="最低分" value={rule.atLeast} min={0} unit="分" onChange={(atLeast) => set({ atLeast })} />
        <span className="muted">的前</span>
        <NumberField label="取前几名" value={rule.top} min={1} whole unit="个" onChange={(top) => set({ top })} />
      </Field>
    </div>
  )
}

interface NumberProps {
  label: string
  value: number
  onChange: (value: number) => void
}

const Days = (props: NumberProps) => <NumberField {...props} min={1} whole unit="天" width={100} />

const Score = (props: NumberProps) => <NumberField {...props} min={1} whole unit="分" width={90} />
