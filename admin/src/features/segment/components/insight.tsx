import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Progress, Tooltip } from 'antd'
import { useEffect, useState } from 'react'
import { formatCount, formatPercent } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { CountLink, EmptyState, QueryView, Section } from '../../../ui'
import { insightQuery, type InsightTrait, type InsightValue, type PeopleList } from '../api/analysis'
import css from './insight.module.css'
import { PeopleDrawer } from './people-drawer'

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
  const { query, traits, people, progress, stop, goOn } = useInsight(list)
  const seesPeople = useCan('customer.read')
  const [asked, setAsked] = useState<Asked | null>(null)
  return (
    <Section
      title="人群洞察"
      hint={
        <Tooltip title="TGI = 这群人中的占比 ÷ 全部客户中的占比 × 100。100 与整体持平，120 以上明显偏高，80 以下明显偏低。">
          竖线为全部客户的占比 · TGI 怎么看？
        </Tooltip>
      }
    >
      {progress && <Counting {...progress} onStop={stop} onGoOn={goOn} />}
      <QueryView query={query} rows={6}>
        {() =>
          people === 0 || traits.length === 0 ? (
            <EmptyState compact title={people === 0 ? '名单里还没有人' : '还没有可以分析的特征'} />
          ) : (
            <>
              <Striking traits={traits} />
              <div className={css.traits}>
                {traits.map((trait) => (
                  <Trait
                    key={`${trait.kind}-${trait.key}`}
                    trait={trait}
                    onAsk={seesPeople ? (value) => setAsked({ trait, value }) : undefined}
                  />
                ))}
              </div>
            </>
          )
        }
      </QueryView>
      {asked && (
        <PeopleDrawer
          title={`${asked.trait.name}：${asked.value.label}`}
          source={{ of: 'value', list, ...asked }}
          onClose={() => setAsked(null)}
        />
      )}
    </Section>
  )
}

interface Asked {
  trait: InsightTrait
  value: InsightValue
}

/** All parts one after the other, until somebody stops it. `progress` is null once everything is there. */
function useInsight(list: PeopleList) {
  const query = useInfiniteQuery(insightQuery(list))
  const [stopped, setStopped] = useState(false)
  const { hasNextPage, isFetching, isError, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !stopped && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, stopped, isFetching, isError, fetchNextPage])
  const pages = query.data?.pages ?? []
  const [first] = pages
  const progress = first && hasNextPage ? { done: pages.length, parts: first.parts, stopped } : null
  return {
    query,
    people: first?.people ?? 0,
    traits: pages.flatMap((page) => page.traits),
    progress,
    stop: () => setStopped(true),
    goOn: () => setStopped(false),
  }
}

interface CountingProps {
  done: number
  parts: number
  stopped: boolean
  onStop: () => void
  onGoOn: () => void
}

/** How far the counting is, and a way to leave it at that. */
function Counting({ done, parts, stopped, onStop, onGoOn }: CountingProps) {
  return (
    <div className={css.counting} role="status" aria-label="统计进度">
      <span className="muted">
        {stopped ? '已停止' : '正在统计'}，完成 {done} / {parts} 组特征
      </span>
      <Progress percent={Math.floor((done / parts) * 100)} size={{ height: 6 }} showInfo={false} />
      <Button size="small" onClick={stopped ? onGoOn : onStop}>
        {stopped ? '继续' : '停止'}
      </Button>
    </div>
  )
}

function Striking({ traits }: { traits: readonly InsightTrait[] }) {
  const found = traits
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

interface TraitProps {
  trait: InsightTrait
  /** Lists the people behind a value. */
  onAsk?: (value: InsightValue) => void
}

function Trait({ trait: { name, values, moreValues }, onAsk }: TraitProps) {
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
      {shown.map((value) => {
        const { label, people, share, everyoneShare, tgi } = value
        return (
          <div key={label} className={css.line}>
            <span className="clip" title={label}>
              {label}
            </span>
            <span className={css.track} title={`全部客户 ${formatPercent(everyoneShare)}`}>
              <span className={css.bar} style={{ width: `${(share / widest) * 100}%` }} />
              <span className={css.usual} style={{ left: `calc(${(everyoneShare / widest) * 100}% - 1px)` }} />
            </span>
            <span className={css.number}>
              <CountLink count={people} onClick={onAsk && (() => onAsk(value))} />
            </span>
            <span className={css.number}>{formatPercent(share, 0)}</span>
            <span
              className={`${css.number} ${tgi !== null && tgi >= HIGH ? css.high : ''} ${tgi !== null && tgi < LOW ? css.low : ''}`}
            >
              {tgi === null ? '—' : Math.round(tgi)}
            </span>
          </div>
        )
      })}
      {moreValues > 0 && whole && (
        <div className="small faint">另有约 {formatCount(moreValues)} 种取值，人数都更少，没有列出</div>
      )}
      {values.length > VALUES_FIRST && (
        <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setWhole(!whole)}>
          {whole ? '收起' : `其余 ${values.length - VALUES_FIRST} 个`}
        </Button>
      )}
    </div>
  )
}
