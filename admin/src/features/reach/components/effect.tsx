import { useQuery } from '@tanstack/react-query'
import { formatCount, formatFen, formatTime } from '../../../lib/format'
import { EmptyState, QueryView, Section, StatePill } from '../../../ui'
import { optionsQuery } from '../api/campaign-options'
import { effectQuery, type Effect as EffectData } from '../api/get-effect'
import type { Campaign } from '../labels'
import { amountSentence, verdictSentence } from '../verdict'
import { EffectCurve } from './effect-curve'
import css from './effect.module.css'
import { Intervals } from './intervals'

/** Did it help? Reached against control, with what may honestly be said. */
export function Effect({ campaign }: { campaign: Campaign }) {
  const effect = useQuery(effectQuery(campaign.id))
  const { data: options } = useQuery(optionsQuery)
  const event = options?.conversionEvents.find(({ name }) => name === campaign.conversionEvent)?.label ?? '转化'
  return (
    <QueryView query={effect} rows={8}>
      {(data) =>
        data.from === null ? (
          <EmptyState title="还没有开始发送" description="发送之后，从第一条消息起计算效果。" />
        ) : (
          <EffectScreen effect={data} event={event} />
        )
      }
    </QueryView>
  )
}

function EffectScreen({ effect, event }: { effect: EffectData; event: string }) {
  const { reached, control, verdict, rateDifference, amountDifferenceFen, complete, conversionDays } = effect
  return (
    <div className="stack">
      <Section>
        <div className={css.verdict} data-verdict={verdict}>
          <div className={css.watching}>
            <Watching effect={effect} />
          </div>
          <p className={css.sentence}>{verdictSentence({ effect, event })}</p>
          <p className="muted">{amountSentence(amountDifferenceFen)}</p>
          {!complete && <p className="small faint">观察期没有结束，结论还会变化，请不要据此提前下判断。</p>}
        </div>
      </Section>
      <div className={css.columns}>
        <Section title={`${event}转化率`} hint="横线是 95% 区间">
          <Intervals reached={reached} control={control} difference={rateDifference} />
        </Section>
        <Section title="两组对比">
          <table className={css.table} aria-label="两组对比">
            <thead>
              <tr>
                <th />
                <th>触达组</th>
                <th>对照组</th>
              </tr>
            </thead>
            <tbody>
              <tr>
                <th>人数</th>
                <td>{formatCount(reached.people)}</td>
                <td>{formatCount(control.people)}</td>
              </tr>
              <tr>
                <th>转化人数</th>
                <td>{formatCount(reached.converted)}</td>
                <td>{formatCount(control.converted)}</td>
              </tr>
              <tr>
                <th>金额</th>
                <td>{formatFen(reached.amountFen)}</td>
                <td>{formatFen(control.amountFen)}</td>
              </tr>
              <tr>
                <th>人均金额</th>
                <td>{formatFen(rounded(reached.amountPerPersonFen))}</td>
                <td>{formatFen(rounded(control.amountPerPersonFen))}</td>
              </tr>
            </tbody>
          </table>
          <p className="small faint" style={{ marginTop: 12 }}>
            按分组时的名单计算：发送失败的人也留在触达组里，否则会高估效果。
          </p>
        </Section>
      </div>
      <Section title="累计转化率" hint={`从 ${formatTime(effect.from)} 起 ${conversionDays} 天`}>
        <EffectCurve effect={effect} />
      </Section>
    </div>
  )
}

const rounded = (fen: number | null): number | null => (fen === null ? null : Math.round(fen))

function Watching({ effect: { complete, elapsedDays, conversionDays } }: { effect: EffectData }) {
  if (complete) return <StatePill tone="good">观察期已结束</StatePill>
  return (
    <StatePill tone="info">
      观察中 第 {Math.min(conversionDays, Math.floor(elapsedDays) + 1)}/{conversionDays} 天
    </StatePill>
  )
}
