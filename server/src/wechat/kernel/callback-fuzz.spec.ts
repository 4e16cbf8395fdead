import { classifyMiniProgramMessage } from '../mini-program/callback'
import { classifyOfficialAccountMessage, readMassSendJob, readPublishJob } from '../official-account/callback'
import { classifyWorkMessage } from '../work/callback'
import { CallbackReader, type CallbackQuery } from './callback'
import { CallbackCipher } from './cipher'
import { CallbackRefused } from './errors'
import { readSubscribeChanges } from './subscribe-events'
import { mutateBytes, mutateMessage, mutateRequest, randomFrom } from './testdata/mutations'
import { vectors } from './testdata/vectors'
import { parseXml, type MessageFields } from './xml'

const sent = vectors.callback.filter(({ plaintext }) => /^(<xml><To|\{)/.test(plaintext))
const ROUNDS = 24_000 / sent.length
const SEED = 20261122

type Vector = (typeof sent)[number]

const readerOf = (vector: Vector, mustBeEncrypted = true): CallbackReader =>
  new CallbackReader(
    { ...vector, receiver: vector.receiveId, windowSeconds: 300, mustBeEncrypted },
    { now: () => new Date(Number(vector.timestamp) * 1000) },
  )

/** What a receiver does with a message after opening it; none of it may throw anything. */
function understand(fields: MessageFields): string {
  const keys = [classifyOfficialAccountMessage, classifyMiniProgramMessage, classifyWorkMessage].map(
    (classify) => classify(fields).dedupKey,
  )
  readSubscribeChanges(fields)
  readMassSendJob(fields)
  readPublishJob(fields)
  return keys.join()
}

/** The message as it was understood, or `refused`. Any other error is a crash and goes on up. */
function outcome(reader: CallbackReader, query: CallbackQuery, body: Buffer): string {
  try {
    const { plain, fields } = reader.open(query, body)
    understand(fields)
    return plain.toString('utf8')
  } catch (error) {
    if (error instanceof CallbackRefused) return 'refused'
    throw error
  }
}

describe('mutated callbacks', () => {
  const stray: unknown[] = []
  const note = (reason: unknown): void => void stray.push(reason)
  beforeAll(() => void process.on('unhandledRejection', note))
  afterAll(() => {
    process.off('unhandledRejection', note)
    expect(stray).toEqual([])
  })

  it.each(sent)('$name: a changed request is refused, or says exactly what was sent', (vector) => {
    const random = randomFrom(SEED)
    const reader = readerOf(vector)
    const body = Buffer.from(vector.bodySafe ?? vector.body ?? '')
    const counts = { refused: 0, same: 0 }
    for (let round = 0; round < ROUNDS; round += 1) {
      const mutated = mutateRequest(vector.query, body, random)
      const result = outcome(reader, mutated.query, mutated.body)
      if (result !== 'refused' && result !== vector.plaintext) throw new Error(`round ${round}: accepted ${result}`)
      counts[result === 'refused' ? 'refused' : 'same'] += 1
    }
    // Both happen: otherwise the mutations would prove nothing.
    expect(counts.refused).toBeGreaterThan(ROUNDS / 2)
    expect(counts.same).toBeGreaterThan(0)
  })

  it.each(sent)(
    '$name: a changed ciphertext is refused, or as long as what was sent, however well it is signed',
    (vector) => {
      const random = randomFrom(SEED + 1)
      const reader = readerOf(vector)
      const cipher = new CallbackCipher(vector.token, vector.encodingAESKey, vector.receiveId)
      for (let round = 0; round < ROUNDS / 2; round += 1) {
        const encrypted = mutateBytes(Buffer.from(vector.encrypt, 'base64'), random).toString('base64')
        const query = {
          timestamp: vector.timestamp,
          nonce: vector.nonce,
          msg_signature: cipher.sign(vector.timestamp, vector.nonce, encrypted),
        }
        const result = outcome(reader, query, Buffer.from(`<xml><Encrypt>${encrypted}</Encrypt></xml>`))
        // Whoever can sign knows the token and may garble a block of the text (CBC); the length and the receiver stay tied.
        if (result !== 'refused') expect(Buffer.byteLength(result)).toBe(Buffer.byteLength(vector.plaintext))
      }
    },
  )

  it('a message in the clear is refused, or read as it stands', () => {
    const [vector] = sent
    if (vector === undefined) throw new Error('vector missing')
    const random = randomFrom(SEED + 3)
    const reader = readerOf(vector, false)
    const {
      msg_signature: _seal,
      encrypt_type: _type,
      ...query
    } = Object.fromEntries(new URLSearchParams(vector.query))
    const whole = understand(parseXml(vector.plaintext))
    let same = 0
    for (let round = 0; round < ROUNDS; round += 1) {
      const body = mutateMessage(vector.plaintext, random)
      const result = outcome(reader, query, body)
      if (result === 'refused') continue
      expect(result).toBe(body.toString('utf8'))
      if (understand(parseXml(result)) === whole) same += 1
    }
    expect(same).toBeGreaterThan(0)
  })
})
