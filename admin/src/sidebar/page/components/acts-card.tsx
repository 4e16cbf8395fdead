import { useState } from 'react'
import { formatAgo, formatFen } from '../../../lib/format'
import { EventIcon } from '../../../ui/event-icon'
import type { Portrait } from '../api/portrait'
import { Card } from './card'
import css from './acts-card.module.css'

const SHOWN = 6
/** What was read, bought, claimed or said stands beside the act's name. */
const THINGS = ['content_id', 'product_id', 'coupon', 'form', 'text', 'campaign', 'staff', 'scene']

/** What the customer did last. */
export function ActsCard({ acts }: { acts: Portrait['acts'] }) {
  const [whole, setWhole] = useState(false)
  return (
    <Card title="最近动态">
      {acts.length === 0 && <p className="small faint">还没有行为记录</p>}
      <ol className={css.acts} aria-label="最近动态">
        {acts.slice(0, whole ? undefined : SHOWN).map((act) => {
          const thing = act.details.find(({ key }) => THINGS.includes(key))
          return (
            <li key={act.id} className={css.act}>
              <EventIcon name={act.name} size={26} />
              <div className={css.text}>
                <div className={css.line}>
                  <span>{act.label}</span>
                  {act.amountFen !== null && <b className={css.amount}>{formatFen(act.amountFen)}</b>}
                  <time className={css.when} dateTime={act.occurredAt}>
                    {formatAgo(act.occurredAt)}
                  </time>
                </div>
                <div className={css.thing}>{thing ? thing.value : act.channel}</div>
              </div>
            </li>
          )
        })}
      </ol>
      {acts.length > SHOWN && (
        <button type="button" className="link-button small" onClick={() => setWhole(!whole)}>
          {whole ? '收起' : '更多动态'}
        </button>
      )}
    </Card>
  )
}
