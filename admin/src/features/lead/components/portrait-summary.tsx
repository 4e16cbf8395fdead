import { useQuery } from '@tanstack/react-query'
import { formatFenShort } from '../../../lib/format'
import { QueryView, StatePill } from '../../../ui'
import { customerPortraitQuery, type Portrait } from '../api/get-portrait'
import css from './lead-drawer.module.css'
import { ValueMonths } from './value-months'

const SHOWN = 5

/** Who the lead is about, in a few lines. */
export function PortraitSummary({ customerId }: { customerId: string }) {
  const portrait = useQuery(customerPortraitQuery(customerId))
  return (
    <section aria-label="客户画像">
      <QueryView query={portrait} rows={4} compact>
        {(found) => <Lines portrait={found} />}
      </QueryView>
    </section>
  )
}

function Lines({ portrait: { phase, value, preferences, attributes, touchpoints } }: { portrait: Portrait }) {
  const facts = attributes.filter(({ key }) => key !== 'nickname').slice(0, SHOWN)
  return (
    <div className={css.portrait}>
      <div className={css.phase}>
        <StatePill tone="info">{phase.label}</StatePill>
        <span className="muted">{phase.reason}</span>
      </div>
      <div className={css.halves}>
        <div>
          <div className={css.value}>
            <b>{formatFenShort(value.totalFen)}</b> 累计 {value.orders} 单
          </div>
          {value.orders > 0 && <ValueMonths months={value.months} />}
        </div>
        <dl className={css.facts}>
          <div>
            <dt>触点</dt>
            <dd>{touchpoints.join('、')}</dd>
          </div>
          <div>
            <dt>偏好</dt>
            <dd>{preferences.length > 0 ? preferences.map(({ name }) => name).join('、') : '未知'}</dd>
          </div>
          {facts.map(({ key, label, value: text }) => (
            <div key={key}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  )
}
