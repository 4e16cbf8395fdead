import { PersonAvatar } from '../../../ui/person-avatar'
import { StatePill, type Tone } from '../../../ui/pills'
import { formatDate } from '../../../lib/format'
import type { Portrait } from '../api/portrait'
import css from './person-head.module.css'

const PHASES: Record<Portrait['phase']['key'], Tone> = {
  visitor: 'neutral',
  prospect: 'info',
  new: 'good',
  active: 'good',
  silent: 'attention',
  lost: 'bad',
}

/** Who this is and which phase of life with the brand they are in. */
export function PersonHead({ portrait }: { portrait: Portrait }) {
  const { displayName, phase, phoneMasked, touchpoints, firstChannel, since, marketingConsent } = portrait
  return (
    <header className={css.head}>
      <PersonAvatar name={displayName} seed={portrait.customerId} size={48} />
      <div className={css.text}>
        <div className={css.line}>
          <h1 className={css.name}>{displayName}</h1>
          <StatePill tone={PHASES[phase.key]}>{phase.label}</StatePill>
        </div>
        <p className={css.reason}>{phase.reason}</p>
        <ul className={css.facts} aria-label="触点">
          {phoneMasked && <li>{phoneMasked}</li>}
          {touchpoints.map((name) => (
            <li key={name}>{name}</li>
          ))}
          <li className={marketingConsent ? undefined : css.refused}>{marketingConsent ? '可营销' : '未同意营销'}</li>
        </ul>
        <div className={css.since}>
          {formatDate(since)} 从{firstChannel}认识我们
        </div>
      </div>
    </header>
  )
}
