import { useQuery } from '@tanstack/react-query'
import { Button, Tooltip } from 'antd'
import { useState } from 'react'
import { formatCount, formatPercent } from '../../../lib/format'
import { EmptyState, QueryView, Section } from '../../../ui'
import { insightQuery, type Insight as InsightData, type InsightTrait, type PeopleList } from '../api/analysis'
import css from './insight.module.css'

/** From here on an index is worth pointing out (100 is as usual). */
const HIGH = 120
const LOW = 80
/** Too few people make an index jump. */
const ENOUGH_PEOPLE = 10
const ENOUGH_SHARE = 0.05
const STRIKING = 6
const VALUES_FIRST = 6

/** What the people have in common that others have less: shares against everyone, with the target group index. */
export function Insight({ list }: { list: PeopleList }) {
  const insight = useQuery(insightQuery(list))
  return (
    <Section
      title="人群洞察"
      hint={
        <Tooltip title="TGI = 这群人中的占比 ÷ 全部客户中的占比 × 100。100 与整体持平，120 以上明显偏高，80 以下明显偏低。">
          竖线为全部客户的占比 · TGI 怎么看？
        </Tooltip>
      }
    >
      <QueryView query={insight} rows={6}>
        {(found) =>
          found.people === 0 || found.traits.length === 0 ? (
            <EmptyState compact title="还没有可以分析的特征" />
          ) : (
            <>
              <Striking insight={found} />
              <div className={css.traits}>
                {found.traits.map((trait) => (
                  <Trait key={`${trait.kind}-${trait.name}`} trait={trait} />
                ))}
              </div>
            </>
          )
        }
      </QueryView>
    </Section>
  )
}

function Striking({ insight }: { insight: InsightData }) {
  const found = insight.traits
    .flatMap(({ name, values }) => values.map((value) => ({ ...value, name })))
    .filter(({ people, share, tgi }) => people >= ENOUGH_PEOPLE && share >= ENOUGH_SHARE && (tgi ?? 0) >= HIGH)
    .sort((a, b) => (b.tgi ?? 0) - (a.tgi ?? 0))
    .slice(0, STRIKING)
  if (found.length === 0) return null
  return (
    <div className={css.striking} aria-label="最突出的特征">
      {found.map(({ name, label, tgi }) => (
        <span key={`${name}-${label}`} className={css.chip}>
          {name}：{label}
          <b>TGI {Math.round(tgi ?? 0)}</b>
        </span>
      ))}
    </div>
  )
}

function Trait({ trait: { name, values } }: { trait: InsightTrait }) {
  const [whole, setWhole] = useState(false)
  const shown = whole ? values : values.slice(0, VALUES_FIRST)
  // Bars are drawn against the largest share, so that small ones can be told apart.
  const widest = Math.max(...values.flatMap(({ share, everyoneShare }) => [share, everyoneShare]), 0.01)
  return (
    <div className={css.trait}>
      <div className={css.name}>{name}</div>
      <div className={`${css.line} ${css.head}`}>
        <span />
        <span />
        <span className={css.number}>人数</span>
        <span className={css.number}>占比</span>
        <span className={css.number}>TGI</span>
      </div>
      {shown.map(({ label, people, share, everyoneShare, tgi }) => (
        <div key={label} className={css.line}>
          <span className="clip" title={label}>
            {label}
          </span>
          <span className={css.track} title={`全部客户 ${formatPercent(everyoneShare)}`}>
            <span className={css.bar} style={{ width: `${(share / widest) * 100}%` }} />
            <span className={css.usual} style={{ left: `calc(${(everyoneShare / widest) * 100}% - 1px)` }} />
          </span>
          <span className={css.number}>{formatCount(people)}</span>
          <span className={css.number}>{formatPercent(share, 0)}</span>
          <span
            className={`${css.number} ${tgi !== null && tgi >= HIGH ? css.high : ''} ${tgi !== null && tgi < LOW ? css.low : ''}`}
          >
            {tgi === null ? '—' : Math.round(tgi)}
          </span>
        </div>
      ))}
      {values.length > VALUES_FIRST && (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setWhole(!whole)}>
          {whole ? '收起' : `其余 ${values.length - VALUES_FIRST} 个`}
        </Button>
      )}
    </div>
  )
}
