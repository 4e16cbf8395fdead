import { useQuery } from '@tanstack/react-query'
import { AlertBell } from '../../features/event/components/alert-bell'
import { EngineLag } from '../../features/system/components/engine-lag'
import { brandQuery } from '../../lib/brand'
import { useCan } from '../../lib/session'
import css from './top-bar.module.css'
import { UserMenu } from './user-menu'

/** Brand of the house, state of the audience engine, and who is logged in. */
export function TopBar() {
  const seesSystem = useCan('system.read')
  const seesEvents = useCan('event.read')
  const brand = useQuery(brandQuery)
  return (
    <header className={css.bar}>
      <span className={css.brand}>{brand.data}</span>
      <span className={css.grow} />
      {seesSystem && <EngineLag />}
      {seesEvents && <AlertBell />}
      <UserMenu />
    </header>
  )
}
