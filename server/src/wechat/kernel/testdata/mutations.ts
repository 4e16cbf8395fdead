/** A whole number from 0 on, below what is given. */
export type Random = (below: number) => number

/** Repeatable pseudo-random numbers (mulberry32), so that a failure can be run again. */
export function randomFrom(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const INSERTS = [
  '<![CDATA[<xml>]]>',
  ']]>',
  '&#x0;',
  '&lol;',
  '&#1114112;',
  '\u{1F600}',
  '﻿',
  '<!-- -->',
  '<?xml version="1.0" encoding="GBK"?>',
  '<!DOCTYPE xml [<!ENTITY lol SYSTEM "file:///etc/hostname">]>',
  '<__proto__>1</__proto__>',
  '"__proto__":{"a":1},',
  '</xml>',
  '<Encrypt>a</Encrypt>',
].map((text) => Buffer.from(text))

/** Cuts, doubles, flips, inserts or replaces bytes somewhere. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes)
  const at = random(copy.length)
  const [before, after] = [copy.subarray(0, at), copy.subarray(at)]
  switch (random(8)) {
    case 0:
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8))
      return copy
    case 1:
      return before
    case 2:
      return after
    case 3:
      return Buffer.concat([before, copy])
    case 4:
      copy[at] = random(256)
      return copy
    case 5:
      return Buffer.concat([before, after.subarray(1 + random(40))])
    case 6:
      return Buffer.concat([before, Buffer.alloc(1 + random(64), random(256)), after])
    default:
      return Buffer.concat([before, INSERTS[random(INSERTS.length)] ?? before, after])
  }
}

const FIELD = /<(\w+)>(?:<!\[CDATA\[)?[^<\]]*(?:\]\]>)?<\/\1>|"\w+":(?:"[^"]*"|\d+),?/g

/** Drops, doubles, nests, swells or re-encodes fields of a message. */
export function mutateMessage(message: string, random: Random): Buffer {
  const fields = [...message.matchAll(FIELD)]
  const field = fields[random(fields.length || 1)]?.[0] ?? message.slice(0, 8)
  const replaced = (by: string): Buffer => Buffer.from(message.replace(field, () => by))
  switch (random(12)) {
    case 0:
      return replaced('')
    case 1:
      return replaced(field + field)
    case 2:
      return replaced(`<List>${field}</List>`.repeat(1 + random(5)))
    case 3: {
      const depth = 1 + random(200)
      return replaced('<a>'.repeat(depth) + field + '</a>'.repeat(depth))
    }
    case 4: {
      const depth = 1 + random(2000)
      return Buffer.from(message.replace(/:(\d+|"[^"]*")/, () => `:${'['.repeat(depth)}${']'.repeat(depth)}`))
    }
    case 5:
      return replaced(field.replace(/[\w ]{2,}(?=\]|"|<)/, () => '谷'.repeat(1 << random(13))))
    case 6:
      return Buffer.from(message, 'utf16le')
    case 7:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(message)])
    case 8:
      return Buffer.from(`${' '.repeat(random(50))}${message}${'\n'.repeat(random(50))}`)
    case 9:
      return Buffer.from(message.replace(/\d+/, () => String(random(2) === 0 ? -1 : '9'.repeat(1 + random(40)))))
    case 10:
      return Buffer.from(message.replace(/CDATA/g, () => 'cdata'))
    default:
      return mutateBytes(Buffer.from(message), random)
  }
}

const parameters = ['timestamp', 'nonce', 'signature', 'msg_signature', 'encrypt_type', 'openid'] as const

/** Changes the address, a parameter of it, or the body. */
export function mutateRequest(
  query: string,
  body: Buffer,
  random: Random,
): { query: Record<string, string | undefined>; body: Buffer } {
  const values: Record<string, string | undefined> = Object.fromEntries(new URLSearchParams(query))
  switch (random(8)) {
    case 0:
      return {
        query: Object.fromEntries(new URLSearchParams(mutateBytes(Buffer.from(query), random).toString('latin1'))),
        body,
      }
    case 1: {
      const name = parameters[random(parameters.length)] ?? 'nonce'
      const { [name]: _dropped, ...rest } = values
      return { query: rest, body }
    }
    case 2: {
      const name = parameters[random(parameters.length)] ?? 'nonce'
      return {
        query: { ...values, [name]: mutateBytes(Buffer.from(values[name] ?? 'x'), random).toString('utf8') },
        body,
      }
    }
    default:
      return {
        query: values,
        body: random(2) === 0 ? mutateBytes(body, random) : mutateMessage(body.toString('utf8'), random),
      }
  }
}
