import { useQuery } from '@tanstack/react-query'
import { formatCount, formatPercent } from '../../../lib/format'
import { QueryView, Section, type ListState } from '../../../ui'
import { leadSummaryQuery } from '../api/lead-summary'
import type { LeadFilter } from '../api/list-leads'
import { LEAD_PATH, LEAD_STATES, type LeadState } from '../labels'
import css from './summary.module.css'

type Counts = ReadonlyMap<LeadState, number>

/** Leads by state as a funnel, and what waits; every number filters the list beneath. */
export function Summary({ list }: { list: ListState<LeadFilter> }) {
  const summary = useQuery(leadSummaryQuery)
  return (
    <QueryView query={summary} rows={3}>
      {({ states, pool, due }) => {
        const counts: Counts = new Map(states.map(({ state, leads }) => [state, leads]))
        return (
          <Section>
            <div className={css.summary}>
              <Funnel counts={counts} chosen={list.filters.state} onChoose={(state) => list.setFilters({ state })} />
              <div className={css.side}>
                <Figure
                  name="待跟进"
                  count={due}
                  bad={due > 0}
                  on={list.filters.due === 'due'}
                  onClick={() => list.setFilters({ due: list.filters.due ? undefined : 'due' })}
                />
                <Figure
                  name="公海"
                  count={pool}
                  on={list.filters.scope === 'pool'}
                  onClick={() => list.setFilters({ scope: list.filters.scope === 'pool' ? undefined : 'pool' })}
                />
                {(['lost', 'dormant'] as const).map((state) => (
                  <Figure
                    key={state}
                    name={LEAD_STATES[state].label}
                    count={counts.get(state) ?? 0}
                    on={list.filters.state === state}
                    onClick={() => list.setFilters({ state: list.filters.state === state ? undefined : state })}
                  />
                ))}
              </div>
            </div>
          </Section>
        )
      }}
    </QueryView>
  )
}

interface FunnelProps {
  counts: Counts
  chosen: string | undefined
  onChoose: (state: LeadState | undefined) => void
}

function Funnel({ counts, chosen, onChoose }: FunnelProps) {
  const most = Math.max(1, ...LEAD_PATH.map((state) => counts.get(state) ?? 0))
  const closed = (counts.get('won') ?? 0) + (counts.get('lost') ?? 0)
  return (
    <ol className={css.funnel} aria-label="线索漏斗">
      {LEAD_PATH.map((state) => {
        const count = counts.get(state) ?? 0
        return (
          <li key={state}>
            <button
              type="button"
              aria-pressed={chosen === state}
              aria-label={`${LEAD_STATES[state].label} ${count} 条`}
              className={`${css.column} ${chosen === state ? css.on : ''}`}
              onClick={() => onChoose(chosen === state ? undefined : state)}
            >
              <span className={css.track}>
                <span
                  className={`${css.bar} ${state === 'won' ? css.won : ''}`}
                  style={{ height: `${Math.max(3, (count / most) * 100)}%` }}
                />
              </span>
              <span className={css.count}>{formatCount(count)}</span>
              <span className={css.name}>
                {LEAD_STATES[state].label}
                {state === 'won' && closed > 0 && <small> 赢单率 {formatPercent(count / closed, 0)}</small>}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

interface FigureProps {
  name: string
  count: number
  on: boolean
  bad?: boolean
  onClick: () => void
}

function Figure({ name, count, on, bad = false, onClick }: FigureProps) {
  return (
    <button type="button" aria-pressed={on} className={`${css.figure} ${on ? css.on : ''}`} onClick={onClick}>
      <span className={css.name}>{name}</span>
      <span className={`${css.count} ${bad ? css.bad : ''}`}>{formatCount(count)}</span>
    </button>
  )
}
