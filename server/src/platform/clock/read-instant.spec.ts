import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transformSync } from '@swc/core'
import { readInstant } from './read-instant'

const CASES: [string, string][] = [
  ['2026-11-01T08:00:00', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01T08:00', '2026-11-01T00:00:00.000Z'],
  ['2026-11-01', '2026-10-31T16:00:00.000Z'],
  ['2026-03-01 09:30:00', '2026-03-01T01:30:00.000Z'],
  ['2026/3/1 9:30', '2026-03-01T01:30:00.000Z'],
  ['2026年3月1日 00:00:01', '2026-02-28T16:00:01.000Z'],
  ['2026-03-01T23:59:59.5', '2026-03-01T15:59:59.500Z'],
  ['2026-11-01T08:00:00Z', '2026-11-01T08:00:00.000Z'],
  ['2026-11-01T08:00:00.123456+08:00', '2026-11-01T00:00:00.123Z'],
  ['2026-11-01T08:00:00-0930', '2026-11-01T17:30:00.000Z'],
  ['2026-11-01 08:00:00+08', '2026-11-01T00:00:00.000Z'],
  ['2024-02-29', '2024-02-28T16:00:00.000Z'],
]

describe('readInstant', () => {
  it.each(CASES)('reads %s', (text, utc) => expect(readInstant(text)?.toISOString()).toBe(utc))

  it.each([
    '',
    'yesterday',
    '2026-13-01',
    '2026-02-30',
    '2026-02-29T00:00:00Z',
    '2026-03-01 25:00',
    '2026-03-01T24:00:00Z',
    '2026-03-01T10:60:00',
    '2026-W45',
    '2026-11',
    '20260301',
    '45000.5',
    '1793491200',
  ])('refuses %p', (text) => expect(readInstant(text)).toBeNull())

  it.each(['UTC', 'Asia/Shanghai', 'America/New_York'])('reads the same on a server in %s', (zone) => {
    const source = readFileSync(join(__dirname, 'read-instant.ts'), 'utf8')
    const { code } = transformSync(source, { jsc: { parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } })
    const ask = `${code}\nconst texts = ${JSON.stringify(CASES.map(([text]) => text))}
      console.log(JSON.stringify(texts.map((text) => readInstant(text).toISOString())))`
    const told = execFileSync(process.execPath, ['-e', ask], { env: { ...process.env, TZ: zone }, encoding: 'utf8' })
    expect(JSON.parse(told)).toEqual(CASES.map(([, utc]) => utc))
  })
})
