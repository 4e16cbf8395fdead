import { CallbackRefused } from '../kernel/errors'
import { mutateBytes, randomFrom, type Random } from '../kernel/testdata/mutations'
import { PayNotificationReader } from './callback'
import { lowerCased, NOW, PUBLIC_KEY_SIGNER, seal, signedHeaders } from './testdata/stand-in'
import { vectors } from './testdata/vectors'
import { publicKeyOf } from './verifier'

const { notify } = vectors
const ROUNDS = 6_000
const SEALED_ROUNDS = 300
const SEED = 20261123
const platformKey = publicKeyOf(vectors.platform.publicKeySpki)
const headers = lowerCased(notify.headers)
const body = Buffer.from(notify.rawBody)

const reader = new PayNotificationReader({
  mchid: vectors.merchant.mchid,
  apiV3Key: Buffer.from(vectors.apiV3Key),
  clock: { now: () => NOW },
  keys: (serial) => (serial === vectors.platform.serialOrPublicKeyId ? platformKey : undefined),
})

/** What was understood, or `refused`. Any other error is a crash and goes on up. */
async function outcome(sent: Record<string, string>, bytes: Buffer): Promise<string> {
  try {
    const { content } = await reader.open(sent, bytes)
    return JSON.stringify(content)
  } catch (error) {
    if (error instanceof CallbackRefused) return 'refused'
    throw error
  }
}

/** One header or the body, never nothing. */
function mutate(random: Random): { sent: Record<string, string>; bytes: Buffer } {
  const names = Object.keys(headers)
  const name = names[random(names.length * 2)]
  if (name === undefined) return { sent: headers, bytes: mutateBytes(body, random) }
  if (random(5) === 0) return { sent: { ...headers, [name]: '' }, bytes: body }
  const changed = mutateBytes(Buffer.from(headers[name] ?? ''), random).toString('latin1')
  return { sent: { ...headers, [name]: changed }, bytes: body }
}

describe('mutated notifications', () => {
  it('are refused, or say exactly what was sent', async () => {
    const random = randomFrom(SEED)
    const original = JSON.stringify(JSON.parse(notify.decrypted))
    let refused = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const { sent, bytes } = mutate(random)
      const result = await outcome(sent, bytes)
      if (result !== 'refused' && result !== original) throw new Error(`round ${round}: accepted ${result}`)
      if (result === 'refused') refused += 1
    }
    expect(refused).toBeGreaterThan(ROUNDS * 0.9)
  })

  it('that are well signed but hold anything at all never crash the reader', async () => {
    const random = randomFrom(SEED + 1)
    for (let round = 0; round < SEALED_ROUNDS; round += 1) {
      const plain = mutateBytes(Buffer.from(notify.decrypted), random).toString('latin1')
      const envelope = {
        ...(JSON.parse(notify.rawBody) as object),
        resource: { original_type: 'transaction', ...seal(plain, 'transaction') },
      }
      const text =
        round % 2 === 0
          ? JSON.stringify(envelope)
          : mutateBytes(Buffer.from(JSON.stringify(envelope)), random).toString('latin1')
      const bytes = Buffer.from(text)
      await outcome(signedHeaders(text, PUBLIC_KEY_SIGNER), bytes)
    }
  })
})
