import { useQuery } from '@tanstack/react-query'
import { EngineLag } from '../../features/system/components/engine-lag'
import { brandQuery } from '../../lib/brand'
import { useCan } from '../../lib/session'
import css from './top-bar.module.css'
import { UserMenu } from './user-menu'

/** Brand of the house, state of the audience engine, and who is logged in. */
export function TopBar() {
  const seesSystem = useCan('system.read')
  const brand = useQuery(brandQuery)
  return (
    <header className={css.bar}>
      <span className={css.brand}>{brand.data}</span>
      <span className={css.grow} />
      {seesSystem && <EngineLag />}
      <UserMenu />
    </header>
  )
}
