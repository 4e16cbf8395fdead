import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SegmentLog } from './segment-log'

const entries = (from: number, to: number): Buffer[] =>
  Array.from({ length: to - from }, (_, index) => Buffer.from(`entry ${from + index}`))

const texts = (buffers: Buffer[]): string[] => buffers.map(String)

describe('the files of the local journal', () => {
  let folder: string
  const opened: SegmentLog[] = []
  const openLog = async (): Promise<SegmentLog> => {
    const log = await SegmentLog.open(folder)
    opened.push(log)
    return log
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guiyi-journal-'))
  })
  afterEach(async () => {
    for (const log of opened.splice(0)) await log.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const fileOf = (): string => join(folder, readdirSync(folder)[0] ?? '')

  it('gives entries back in order, also to whoever opens it after a crash', async () => {
    const log = await openLog()
    await log.append(entries(0, 3))
    await log.append(entries(3, 5))
    expect(texts(await log.peek(2))).toEqual(['entry 0', 'entry 1'])
    await log.drop(2)
    await log.append(entries(5, 6))
    expect(texts(await log.peek(10))).toEqual(['entry 2', 'entry 3', 'entry 4', 'entry 5'])
    expect(log.waiting).toBe(4)

    const next = await openLog()
    expect(texts(await next.peek(10))).toEqual(texts(entries(0, 6)))
  })

  it('cuts a torn tail wherever it was torn, and keeps everything before it', async () => {
    const log = await openLog()
    await log.append(entries(0, 2))
    const whole = readFileSync(fileOf())
    await log.append(entries(2, 3))
    const torn = readFileSync(fileOf())
    for (let length = whole.length; length < torn.length; length += 1) {
      truncateSync(fileOf(), length)
      const again = await openLog()
      expect(texts(await again.peek(10))).toEqual(['entry 0', 'entry 1'])
      expect(readFileSync(fileOf())).toEqual(whole)
      writeFileSync(fileOf(), torn)
    }
  })

  it.each([
    ['zeros that the file system left', Buffer.alloc(64)],
    ['a length without end', Buffer.alloc(16, 0xff)],
    ['other bytes', Buffer.from('rubbish of a disk, long enough for a head')],
  ])('cuts %s', async (_, rubbish) => {
    const log = await openLog()
    await log.append(entries(0, 2))
    appendFileSync(fileOf(), rubbish)
    const again = await openLog()
    expect(texts(await again.peek(10))).toEqual(['entry 0', 'entry 1'])
    await again.append(entries(2, 3))
    expect(texts(await (await openLog()).peek(1))).toEqual(['entry 0'])
    expect((await openLog()).waiting).toBe(3)
  })

  it('may be read and emptied while it is written', async () => {
    const log = await openLog()
    const read: string[] = []
    let written = 0
    const write = async (): Promise<void> => {
      while (written < 600) {
        await log.append(entries(written, written + 3))
        written += 3
      }
    }
    const drain = async (): Promise<void> => {
      while (written < 600 || log.waiting > 0) {
        const some = await log.peek(4)
        read.push(...texts(some))
        await log.drop(some.length)
        await new Promise(setImmediate)
      }
    }
    await Promise.all([write(), drain()])
    expect(read).toEqual(texts(entries(0, 600)))
  })

  it('does not take a changed entry for a whole one', async () => {
    const log = await openLog()
    await log.append(entries(0, 2))
    const bytes = readFileSync(fileOf())
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    writeFileSync(fileOf(), bytes)
    expect((await openLog()).waiting).toBe(1)
  })

  it('begins another file when one is full, and removes those that are used up', async () => {
    const log = await openLog()
    const megabyte = Buffer.alloc(1024 * 1024, 1)
    for (let count = 0; count < 10; count += 1) await log.append([megabyte])
    expect(readdirSync(folder)).toHaveLength(2)
    await log.peek(8)
    await log.drop(8)
    expect(readdirSync(folder)).toHaveLength(1)
    await log.peek(2)
    await log.drop(2)
    await log.close()
    expect(readdirSync(folder)).toEqual([])
  })

  it('tells a failed write to its sender and goes on in another file', async () => {
    const log = await openLog()
    await log.append(entries(0, 1))
    await log.peek(1)
    const moved = `${folder}-moved`
    await log.close()
    renameSync(folder, moved)
    await expect(log.append(entries(1, 2))).rejects.toThrow('ENOENT')
    renameSync(moved, folder)
    await log.append(entries(2, 3))
    expect(texts(await (await openLog()).peek(1))).toEqual(['entry 0'])
    expect(log.waiting).toBe(2)
  })
})
