import { formatDate } from '../../../lib/format'
import type { Portrait } from '../api/portrait'
import { Card } from './card'
import css from './facts-card.module.css'

/** Declared facts, each with where it came from. */
export function FactsCard({ portrait: { attributes, displayName } }: { portrait: Portrait }) {
  const facts = attributes.filter(({ key, value }) => !(key === 'nickname' && value === displayName))
  if (facts.length === 0) return null
  return (
    <Card title="基本资料">
      <dl className={css.facts}>
        {facts.map(({ key, label, value, source, at }) => (
          <div key={key} title={`${source}，${formatDate(at)}`}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
