import { Skeleton } from 'antd'
import css from './sidebar.module.css'

/** The shape of a portrait while it is on its way. */
export function PortraitSkeleton() {
  return (
    <div className={css.screen} aria-busy="true" aria-label="正在加载">
      <div className={css.card}>
        <Skeleton active avatar paragraph={{ rows: 2 }} />
      </div>
      <div className={css.card}>
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      </div>
      <div className={css.card}>
        <Skeleton active title={{ width: 80 }} paragraph={{ rows: 4 }} />
      </div>
    </div>
  )
}
