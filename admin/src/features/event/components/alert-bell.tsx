import { BellOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Badge, Button, Popover } from 'antd'
import { alertsQuery, useReadAlert } from '../api/health'
import { AlertItem, isMuted, isOpen } from './alert-list'
import css from './alerts.module.css'

const SHOWN = 6

/** What concerns the logged-in person, from every screen. Opening it marks it as read. */
export function AlertBell() {
  const alerts = useQuery(alertsQuery)
  const read = useReadAlert()
  const open = alerts.data?.filter(isOpen) ?? []
  const unread = open.filter((alert) => !alert.read && !isMuted(alert))
  const markRead = (shown: boolean) => {
    if (shown) for (const { id } of unread.slice(0, SHOWN)) read.mutate(id)
  }
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title="埋点提醒"
      onOpenChange={markRead}
      content={
        <div className={css.bell}>
          {open.length === 0 ? (
            <span className="faint">没有需要处理的提醒</span>
          ) : (
            <ul className={css.list}>
              {open.slice(0, SHOWN).map((alert) => (
                <AlertItem key={alert.id} alert={alert} />
              ))}
            </ul>
          )}
          <Link to="/event-definitions/health" className={css.foot}>
            查看埋点健康
          </Link>
        </div>
      }
    >
      <Badge count={unread.length} size="small" offset={[-8, 8]} color="var(--cinnabar)">
        <Button type="text" aria-label={`提醒，${unread.length} 条未读`} icon={<BellOutlined />} />
      </Badge>
    </Popover>
  )
}
