import { CallbackReader, type CallbackQuery } from './callback'
import { CallbackCipher } from './cipher'
import { CallbackRefused } from './errors'
import { vectors } from './testdata/vectors'

const ROUNDS = 4_000

/** Repeatable pseudo-random numbers (mulberry32), so that a failure can be run again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** Cuts, doubles, flips or replaces bytes somewhere. */
function mutate(bytes: Buffer, random: (below: number) => number): Buffer {
  const copy = Buffer.from(bytes)
  const at = random(copy.length)
  switch (random(5)) {
    case 0:
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8))
      return copy
    case 1:
      return copy.subarray(0, at)
    case 2:
      return Buffer.concat([copy.subarray(0, at), copy])
    case 3:
      copy[at] = random(256)
      return copy
    default:
      return Buffer.concat([copy.subarray(0, at), Buffer.from('<![CDATA[<xml>]]>&#x0;\u{1F600}'), copy.subarray(at)])
  }
}

describe('mutated callbacks', () => {
  const sent = vectors.callback.filter(({ plaintext }) => /^(<xml><To|\{)/.test(plaintext))

  const outcome = (reader: CallbackReader, query: CallbackQuery, body: Buffer): string => {
    try {
      return reader.open(query, body).plain.toString('utf8')
    } catch (error) {
      if (error instanceof CallbackRefused) return 'refused'
      throw error
    }
  }

  it.each(sent)('$name: a changed envelope is refused, or says exactly what was sent', (vector) => {
    const random = randomFrom(20261122)
    const settings = { ...vector, receiver: vector.receiveId, windowSeconds: 300, mustBeEncrypted: true }
    const reader = new CallbackReader(settings, { now: () => new Date(Number(vector.timestamp) * 1000) })
    const body = Buffer.from(vector.bodySafe ?? vector.body ?? '')
    for (let round = 0; round < ROUNDS / sent.length; round += 1) {
      const inQuery = random(4) === 0
      const raw = inQuery ? mutate(Buffer.from(vector.query), random).toString('latin1') : vector.query
      const query = Object.fromEntries(new URLSearchParams(raw))
      expect(['refused', vector.plaintext]).toContain(outcome(reader, query, inQuery ? body : mutate(body, random)))
    }
  })

  it.each(sent)('$name: a changed ciphertext with a right signature crashes nothing', (vector) => {
    const random = randomFrom(7)
    const settings = { ...vector, receiver: vector.receiveId, windowSeconds: 300, mustBeEncrypted: true }
    const reader = new CallbackReader(settings, { now: () => new Date(Number(vector.timestamp) * 1000) })
    const cipher = new CallbackCipher(vector.token, vector.encodingAESKey, vector.receiveId)
    let refused = 0
    for (let round = 0; round < ROUNDS / sent.length; round += 1) {
      const encrypted = mutate(Buffer.from(vector.encrypt, 'base64'), random).toString('base64')
      const signature = cipher.sign(vector.timestamp, vector.nonce, encrypted)
      const query = { timestamp: vector.timestamp, nonce: vector.nonce, msg_signature: signature }
      const body = Buffer.from(`<xml><Encrypt>${encrypted}</Encrypt></xml>`)
      if (outcome(reader, query, body) === 'refused') refused += 1
    }
    // Whoever can sign knows the token and may say what they like; what is garbled must still be noticed.
    expect(refused).toBeGreaterThan(0)
  })
})
