import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Dropdown, Button } from 'antd'
import { useCan } from '../../../lib/session'
import { DateTime, Section, StatePill, type Tone } from '../../../ui'
import { alertsQuery, useMuteAlert, type EventAlert } from '../api/health'
import css from './alerts.module.css'

const KINDS: Readonly<Record<EventAlert['kind'], { label: string; tone: Tone }>> = {
  silence: { label: '变少', tone: 'bad' },
  surge: { label: '变多', tone: 'attention' },
  shortfall: { label: '不足', tone: 'attention' },
  misfits: { label: '不合方案', tone: 'bad' },
  undeclared: { label: '未声明', tone: 'attention' },
  nulls: { label: '缺值变多', tone: 'bad' },
  'wrong-values': { label: '错值变多', tone: 'bad' },
}
const MUTES = [
  { key: '24', label: '静音一天' },
  { key: '168', label: '静音一周' },
  { key: '720', label: '静音 30 天' },
]
const SHOWN = 8

export const isOpen = ({ resolvedAt }: EventAlert) => resolvedAt === null
export const isMuted = ({ mutedUntil }: EventAlert) => mutedUntil !== null && Date.parse(mutedUntil) > Date.now()

/** What is the matter now. Nothing at all when all is well. */
export function AlertList() {
  const alerts = useQuery(alertsQuery)
  const open = alerts.data?.filter(isOpen) ?? []
  if (open.length === 0) return null
  return (
    <Section title="需要看一眼" hint={`${open.length} 件`}>
      <ul className={css.list}>
        {open.slice(0, SHOWN).map((alert) => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ul>
    </Section>
  )
}

/** Where the trouble can be looked into. */
const placeOf = ({ kind, event }: EventAlert) => ({
  to: kind === 'undeclared' || kind === 'misfits' ? '/event-definitions/quarantine' : '/event-definitions/health',
  search: { event },
})

export function AlertItem({ alert }: { alert: EventAlert }) {
  const mute = useMuteAlert()
  const mayWrite = useCan('event.write')
  const { label, tone } = KINDS[alert.kind]
  const muted = isMuted(alert)
  return (
    <li className={css.item}>
      <StatePill tone={isOpen(alert) ? tone : 'quiet'}>{isOpen(alert) ? label : '已恢复'}</StatePill>
      <span className={css.text}>
        <Link to={placeOf(alert).to} search={placeOf(alert).search}>
          {alert.sentence}
        </Link>
        <span className="small faint">
          <DateTime value={alert.openedAt} mode="ago" />
          {alert.notified && ' · 已发企业微信'}
          {alert.unowned && ' · 无人负责'}
          {muted && ' · 已静音'}
        </span>
      </span>
      {mayWrite && isOpen(alert) && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: muted ? [{ key: '0', label: '取消静音' }] : MUTES,
            onClick: ({ key }) => mute.mutate({ id: alert.id, hours: Number(key) }),
          }}
        >
          <Button type="link" size="small">
            静音
          </Button>
        </Dropdown>
      )}
    </li>
  )
}
