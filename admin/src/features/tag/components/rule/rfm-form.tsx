import { Segmented, Select } from 'antd'
import { declaredValuesOf, type RfmCuts } from '@guiyi/shared'
import { MoneyField, NumberField, useRuleCatalog } from '../../../../rule-editor'
import { TagPill } from '../../../../ui'
import { Field } from './field'
import css from './rule-form.module.css'
import { SelectionFields } from './selection-fields'
import { eventProperties, moneyOf, type RuleOf } from './tag-rules'

type Rule = RuleOf<'rfm'>
type CutsKind = NonNullable<RfmCuts['kind']>
type CutsOf<K extends CutsKind> = K extends 'fixed'
  ? Exclude<RfmCuts, { kind: Exclude<CutsKind, 'fixed'> }>
  : Extract<RfmCuts, { kind: K }>

const WAYS: Record<CutsKind, { name: string; says: string; cuts: RfmCuts }> = {
  quintiles: {
    name: '五等分打分',
    says: '近度、频度、金额各按全体客户五等分打 1–5 分，合成十一类客户。人群变化时分界线自动跟着变。',
    cuts: { kind: 'quintiles' },
  },
  scores: {
    name: '自定五档',
    says: '自己定四条分界线，各打 1–5 分，合成十一类客户。',
    cuts: {
      kind: 'scores',
      recencyDays: [7, 30, 90, 180],
      frequency: [2, 3, 5, 10],
      amountFen: [10_000, 30_000, 80_000, 200_000],
    },
  },
  mean: {
    name: '与均值相比',
    says: '近度、频度、金额各与全体客户的平均值相比，好于平均算高，合成八类客户。',
    cuts: { kind: 'mean' },
  },
  quantile: {
    name: '取前百分之几',
    says: '近度、频度、金额各取表现较好的一部分客户算高，合成八类客户。',
    cuts: { kind: 'quantile', highPercent: 30 },
  },
  fixed: {
    name: '固定门槛',
    says: '自己定一条门槛，达到算高，合成八类客户。适合有明确经营目标的品牌。',
    cuts: { kind: 'fixed', recencyDays: 60, frequency: 3, amountFen: 50_000 },
  },
}

interface Props {
  rule: Rule
  onChange: (rule: Rule) => void
}

/** Recency, frequency and amount: against one line each, or in five scores each. */
export function RfmForm({ rule, onChange }: Props) {
  const catalog = useRuleCatalog()
  const money = moneyOf(eventProperties(catalog, rule.event))
  const { cuts } = rule
  const kind: CutsKind = cuts.kind ?? 'fixed'
  const setCuts = (next: RfmCuts) => onChange({ ...rule, cuts: next })
  return (
    <div className={css.form}>
      <p className={css.lead}>看一个人最近一次多近（R）、做过几次（F）、一共多少钱（M），合成有名字的客户类型。</p>
      <SelectionFields
        rule={rule}
        onChange={onChange}
        onEvent={(event) =>
          onChange({ ...rule, event, where: undefined, amount: moneyOf(eventProperties(catalog, event))[0]?.key ?? '' })
        }
      />
      <Field label="金额属性" path="amount">
        <Select
          aria-label="金额属性"
          value={rule.amount === '' ? undefined : rule.amount}
          placeholder="这种行为没有金额"
          options={money.map(({ key, label }) => ({ value: key, label }))}
          onChange={(amount) => onChange({ ...rule, amount })}
          style={{ minWidth: 160 }}
        />
      </Field>
      <Field label="高低怎么分" hint={WAYS[kind].says}>
        <Segmented<CutsKind>
          aria-label="高低怎么分"
          value={kind}
          options={(Object.keys(WAYS) as CutsKind[]).map((value) => ({ value, label: WAYS[value].name }))}
          onChange={(next) => setCuts(WAYS[next].cuts)}
        />
      </Field>
      <Cuts cuts={cuts} onChange={setCuts} />
      <Field label="得到的类型">
        {declaredValuesOf(rule).map((name) => (
          <TagPill key={name} name={name} />
        ))}
      </Field>
    </div>
  )
}

function Cuts({ cuts, onChange }: { cuts: RfmCuts; onChange: (cuts: RfmCuts) => void }) {
  switch (cuts.kind) {
    case 'mean':
    case 'quintiles':
      return null
    case 'quantile':
      return (
        <Field label="取前" path="cuts.highPercent">
          <NumberField
            label="取前百分之几"
            value={cuts.highPercent}
            min={1}
            whole
            unit="%"
            onChange={(highPercent) => onChange({ ...cuts, highPercent })}
          />
          <span className="muted">的客户算高</span>
        </Field>
      )
    case 'scores':
      return <ScoreCuts cuts={cuts} onChange={onChange} />
    default:
      return <FixedCuts cuts={cuts} onChange={onChange} />
  }
}

function FixedCuts({ cuts, onChange }: { cuts: CutsOf<'fixed'>; onChange: (cuts: RfmCuts) => void }) {
  const { recencyDays, frequency, amountFen } = cuts
  return (
    <>
      <Field label="最近（R）" path="cuts.recencyDays">
        <span className="muted">最近一次在</span>
        <NumberField
          label="最近天数"
          value={recencyDays}
          min={1}
          whole
          unit="天"
          onChange={(value) => onChange({ ...cuts, recencyDays: value })}
        />
        <span className="muted">以内算高</span>
      </Field>
      <Field label="次数（F）" path="cuts.frequency">
        <span className="muted">至少</span>
        <NumberField
          label="次数"
          value={frequency}
          min={1}
          whole
          unit="次"
          onChange={(value) => onChange({ ...cuts, frequency: value })}
        />
        <span className="muted">算高</span>
      </Field>
      <Field label="金额（M）" path="cuts.amountFen">
        <span className="muted">合计至少</span>
        <MoneyField label="金额" value={amountFen} onChange={(value) => onChange({ ...cuts, amountFen: value })} />
        <span className="muted">算高</span>
      </Field>
    </>
  )
}

const BOUNDS = [0, 1, 2, 3] as const

function ScoreCuts({ cuts, onChange }: { cuts: CutsOf<'scores'>; onChange: (cuts: RfmCuts) => void }) {
  const set = (key: 'recencyDays' | 'frequency' | 'amountFen', place: number, value: number) =>
    onChange({ ...cuts, [key]: cuts[key].map((old, at) => (at === place ? value : old)) })
  return (
    <>
      <Field
        label="最近（R）"
        path="cuts.recencyDays"
        hint="最近一次在第一条线以内得 5 分，依次 4、3、2 分，更久得 1 分"
      >
        {BOUNDS.map((place) => (
          <NumberField
            key={place}
            label={`近度第 ${place + 1} 条线`}
            value={cuts.recencyDays[place] ?? Number.NaN}
            min={1}
            whole
            unit="天"
            width={96}
            onChange={(value) => set('recencyDays', place, value)}
          />
        ))}
      </Field>
      <Field label="次数（F）" path="cuts.frequency" hint="达到第一条线得 2 分，依次 3、4、5 分，不到得 1 分">
        {BOUNDS.map((place) => (
          <NumberField
            key={place}
            label={`频度第 ${place + 1} 条线`}
            value={cuts.frequency[place] ?? Number.NaN}
            min={1}
            whole
            unit="次"
            width={96}
            onChange={(value) => set('frequency', place, value)}
          />
        ))}
      </Field>
      <Field label="金额（M）" path="cuts.amountFen" hint="达到第一条线得 2 分，依次 3、4、5 分，不到得 1 分">
        {BOUNDS.map((place) => (
          <MoneyField
            key={place}
            label={`金额第 ${place + 1} 条线`}
            value={cuts.amountFen[place] ?? Number.NaN}
            width={110}
            onChange={(value) => set('amountFen', place, value)}
          />
        ))}
      </Field>
    </>
  )
}
