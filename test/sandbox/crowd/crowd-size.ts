import { CROWD_LIMIT, type CrowdSize } from './crowd'

const SEED_LIMIT = 2 ** 24

/** The size with everything left out filled in, or undefined when a number is no such number. */
export function checkCrowdSize(followers: number, contacts: number, seed = 1): CrowdSize | undefined {
  const counts = [followers, contacts].every((count) => Number.isInteger(count) && count >= 0 && count <= CROWD_LIMIT)
  const sown = Number.isInteger(seed) && seed >= 1 && seed < SEED_LIMIT
  return counts && sown ? { followers, contacts, seed } : undefined
}

/** Reads `followers,contacts[,seed]`. Raises an Error that names the form when it is something else. */
export function readCrowdSize(text: string): CrowdSize {
  const [, followers, contacts = '0', seed = '1'] = /^(\d+)(?:,(\d+)(?:,(\d+))?)?$/.exec(text) ?? []
  const size = checkCrowdSize(Number(followers), Number(contacts), Number(seed))
  if (size === undefined)
    throw new Error('SANDBOX_CROWD is written followers,contacts[,seed], for example 1000000,500000,7')
  return size
}
