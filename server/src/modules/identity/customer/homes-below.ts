import { In, IsNull, type EntityManager } from 'typeorm'
import { Customer } from './customer.entity'

/** The number of an absorbed customer, with the living one for whom it stands now. */
export interface HomeRow {
  home_id: number
  customer_id: number
}

/** Everybody whom these customers have absorbed, over any number of steps; nobody for those who are not living. */
export async function homesBelow(manager: EntityManager, ids: readonly number[]): Promise<HomeRow[]> {
  const customers = manager.getRepository(Customer)
  const living = await customers.find({
    select: { id: true },
    where: { id: In([0, ...ids]), mergedInto: IsNull(), erasedAt: IsNull() },
  })
  const homes: HomeRow[] = []
  let layer = new Map(living.map(({ id }) => [id, id]))
  while (layer.size > 0) {
    const absorbed = await customers.find({
      select: { id: true, mergedInto: true },
      where: { mergedInto: In([...layer.keys()]) },
    })
    const next = new Map<number, number>()
    for (const { id, mergedInto } of absorbed) {
      const survivor = mergedInto === null ? undefined : layer.get(mergedInto)
      if (survivor === undefined) continue
      homes.push({ home_id: id, customer_id: survivor })
      next.set(id, survivor)
    }
    layer = next
  }
  return homes
}
