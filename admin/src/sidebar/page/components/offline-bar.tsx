import { useSyncExternalStore } from 'react'
import css from './sidebar.module.css'

function listen(changed: () => void): () => void {
  window.addEventListener('online', changed)
  window.addEventListener('offline', changed)
  return () => {
    window.removeEventListener('online', changed)
    window.removeEventListener('offline', changed)
  }
}

/** Says that what stands on the screen may be old. */
export function OfflineBar() {
  const online = useSyncExternalStore(listen, () => navigator.onLine)
  if (online) return null
  return (
    <div role="status" className={css.offline}>
      网络已断开，显示的是断开前的内容
    </div>
  )
}
