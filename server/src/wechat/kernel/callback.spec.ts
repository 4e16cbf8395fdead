import { CallbackReader } from './callback'
import { CallbackCipher } from './cipher'
import { CallbackRefused } from './errors'
import { isFresh, ReplayCache } from './freshness'
import { signatureOf } from './signature'
import { fieldText, parseXml } from './xml'
import { vectors } from './testdata/vectors'

const vector = vectors.callback[0]
if (vector === undefined) throw new Error('vector missing')
const at = new Date(Number(vector.timestamp) * 1000)

const readerOf = (change: { mustBeEncrypted?: boolean; now?: Date } = {}): CallbackReader =>
  new CallbackReader(
    {
      token: vector.token,
      encodingAESKey: vector.encodingAESKey,
      receiver: vector.receiveId,
      windowSeconds: 300,
      mustBeEncrypted: change.mustBeEncrypted ?? true,
    },
    { now: () => change.now ?? at },
  )

const queryOf = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))

const refusal = (work: () => unknown): string => {
  try {
    work()
    return 'accepted'
  } catch (error) {
    return error instanceof CallbackRefused ? error.reason : String(error)
  }
}

describe('opening a callback', () => {
  it.each(vectors.callback.filter(({ plaintext }) => /^(<xml><To|\{)/.test(plaintext)))(
    'reads $name as it is sent',
    (sent) => {
      const reader = new CallbackReader(
        {
          token: sent.token,
          encodingAESKey: sent.encodingAESKey,
          receiver: sent.receiveId,
          windowSeconds: 300,
          mustBeEncrypted: true,
        },
        { now: () => new Date(Number(sent.timestamp) * 1000) },
      )
      const body = sent.bodySafe ?? sent.body
      if (body === undefined) throw new Error('vector has no body')
      const opened = reader.open(queryOf(sent.query), Buffer.from(body))
      expect(opened.plain.toString('utf8')).toBe(sent.plaintext)
      expect(fieldText(opened.fields, 'CreateTime')).toMatch(/^176/)
    },
  )

  it('refuses a request outside the window', () => {
    const query = queryOf(vector.query)
    const body = Buffer.from(vector.bodySafe ?? '')
    const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1000)
    expect(refusal(() => readerOf({ now: later(300) }).open(query, body))).toBe('accepted')
    expect(refusal(() => readerOf({ now: later(301) }).open(query, body))).toBe('stale')
    expect(refusal(() => readerOf({ now: later(-301) }).open(query, body))).toBe('stale')
  })

  it('reads a plain message only where the account allows it', () => {
    const query = {
      timestamp: vector.timestamp,
      nonce: 'n',
      signature: signatureOf([vector.token, vector.timestamp, 'n']),
    }
    const body = Buffer.from('<xml><MsgType>text</MsgType></xml>')
    expect(readerOf({ mustBeEncrypted: false }).open(query, body).fields).toEqual({ MsgType: 'text' })
    expect(refusal(() => readerOf().open(query, body))).toBe('not-encrypted')
    expect(refusal(() => readerOf({ mustBeEncrypted: false }).open({ ...query, nonce: 'm' }, body))).toBe('signature')
  })

  it.each([
    ['no body', Buffer.alloc(0)],
    ['bytes that are not UTF-8', Buffer.from([0x3c, 0x78, 0xff, 0xfe])],
    ['an envelope without content', Buffer.from('<xml><ToUserName>x</ToUserName></xml>')],
    ['broken JSON', Buffer.from('{"Encrypt":')],
    ['a JSON list', Buffer.from(' {"Encrypt":["a"]}')],
  ])('refuses %s', (_name, body) => {
    expect(refusal(() => readerOf().open(queryOf(vector.query), body))).toBe('malformed')
  })

  it('believes only the sealed half of a message in compatible mode', () => {
    const forged = (vector.bodySafe ?? '').replace(
      '<Encrypt>',
      '<Event>unsubscribe</Event><EventKey>forged</EventKey><Encrypt>',
    )
    const opened = readerOf({ mustBeEncrypted: false }).open(queryOf(vector.query), Buffer.from(forged))
    expect(opened.plain.toString('utf8')).toBe(vector.plaintext)
    expect(fieldText(opened.fields, 'Event')).toBe('subscribe')
  })

  it('refuses when one of the two signatures of a sealed message is wrong', () => {
    const body = Buffer.from(vector.bodySafe ?? '')
    const wrong = { ...queryOf(vector.query), signature: '0'.repeat(40) }
    expect(refusal(() => readerOf().open(wrong, body))).toBe('signature')
  })

  it('refuses a plain message behind a recorded signature where messages must be encrypted', () => {
    const { msg_signature: _seal, encrypt_type: _type, ...plain } = queryOf(vector.query)
    expect(refusal(() => readerOf().open(plain, Buffer.from('<xml><MsgType>text</MsgType></xml>')))).toBe(
      'not-encrypted',
    )
  })

  it('refuses when a part of the query is missing', () => {
    const { nonce: _nonce, ...query } = queryOf(vector.query)
    expect(refusal(() => readerOf().open(query, Buffer.from(vector.bodySafe ?? '')))).toBe('signature')
  })

  const opened = (part: (name: string) => string): string =>
    new CallbackCipher(vector.token, vector.encodingAESKey, vector.receiveId)
      .open({
        timestamp: part('TimeStamp'),
        nonce: part('Nonce'),
        signature: part('MsgSignature'),
        encrypted: part('Encrypt'),
      })
      .toString('utf8')

  it('seals a passive reply that the other side can open', () => {
    const message = '<xml><Content><![CDATA[你好]]></Content></xml>'
    const sealed = readerOf().sealReply(message)
    const envelope = parseXml(sealed)
    expect(opened((name) => fieldText(envelope, name) ?? '')).toBe(message)
    expect(fieldText(envelope, 'TimeStamp')).toBe(vector.timestamp)
    expect(readerOf().sealReply(message)).not.toBe(sealed)
  })

  it('seals in JSON for whoever was asked in JSON', () => {
    const envelope = JSON.parse(readerOf().sealReply('{"a":1}', 'json')) as Record<string, unknown>
    expect(opened((name) => String(envelope[name]))).toBe('{"a":1}')
  })
})

describe('replay cache', () => {
  it('remembers for as long as a request could be fresh, then forgets', () => {
    let now = new Date(0)
    const cache = new ReplayCache({ now: () => now }, 300)
    cache.remember('a')
    now = new Date(600_000)
    expect(cache.has('a')).toBe(true)
    cache.remember('b')
    now = new Date(2_400_000)
    expect(cache.has('a')).toBe(false)
  })

  it('stays bounded', () => {
    const cache = new ReplayCache({ now: () => new Date(0) }, 300, 10)
    for (let index = 0; index < 100; index += 1) cache.remember(String(index))
    expect(cache.has('0')).toBe(false)
    expect(cache.has('99')).toBe(true)
  })

  it('judges a timestamp that is not a number as stale', () => {
    expect(isFresh('soon', new Date(), 300)).toBe(false)
    expect(isFresh('', new Date(0), 300)).toBe(false)
  })
})
