import { PEOPLE_WITHOUT_APPROVAL } from '@guiyi/shared'
import { AppError } from '../errors'

/** Lists of people beyond the limit leave only with an approval. @throws EXPORT_NEEDS_APPROVAL */
export function refuseMany(people: number): void {
  if (people > PEOPLE_WITHOUT_APPROVAL)
    throw new AppError('EXPORT_NEEDS_APPROVAL', { params: { limit: PEOPLE_WITHOUT_APPROVAL, people } })
}
