import css from './touchpoints.module.css'

const names: Record<string, string> = {
  follower: '公众号',
  work_contact: '企微',
  wechat: '微信',
  shop: '电商',
}

/** Through which touchpoints a person is known. */
export function Touchpoints({ channels }: { channels: readonly string[] }) {
  if (channels.length === 0) return <span className="faint">—</span>
  return (
    <span className={css.list}>
      {channels.map((channel) => (
        <span key={channel} className={css.touchpoint}>
          {names[channel] ?? channel}
        </span>
      ))}
    </span>
  )
}
