import { hash, verify } from '@node-rs/argon2'

/** argon2id, 19 MiB, two passes, one lane: OWASP's Password Storage Cheat Sheet, first choice. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS)

/** A hash of nothing that anybody knows, so that an unknown user name takes as long as a wrong password. */
const unknownUser = hashPassword(`${Math.random()}${Date.now()}`)

/** True when the password fits. Takes the same time when there is no hash to compare with. */
export async function passwordFits(passwordHash: string | null, password: string): Promise<boolean> {
  const fits = await verify(passwordHash ?? (await unknownUser), password)
  return fits && passwordHash !== null
}
