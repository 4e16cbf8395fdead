import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../config'
import { SecretBox } from '../secret-box'

const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12

export interface StoredFile {
  bytes: number
  /** Kept beside the file's row; without it the file cannot be read. */
  seal: string
}

/** Files below DATA_DIR/exports, sealed with AES-256-GCM as they are written: they are full of people. */
@Injectable()
export class ExportStore {
  private readonly folder: string
  private readonly key: Buffer

  constructor(@Inject(CONFIG) config: Config, box: SecretBox) {
    this.folder = join(config.dataDir, 'exports')
    this.key = box.deriveKey('export-file')
  }

  /** Writes what the stream gives; the file appears only when it is complete. */
  async keep(id: number, content: Readable): Promise<StoredFile> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    const iv = randomBytes(IV_BYTES)
    const cipher = createCipheriv(CIPHER, this.key, iv)
    const unfinished = `${this.path(id)}.part`
    await pipeline(content, cipher, createWriteStream(unfinished, { mode: 0o600, flush: true }))
    await rename(unfinished, this.path(id))
    const { size } = await stat(this.path(id))
    return { bytes: size, seal: `${iv.toString('hex')}${cipher.getAuthTag().toString('hex')}` }
  }

  /** @returns null when the file is not here */
  async open(id: number, seal: string): Promise<Readable | null> {
    try {
      await access(this.path(id))
    } catch {
      return null
    }
    const iv = Buffer.from(seal.slice(0, IV_BYTES * 2), 'hex')
    const tag = Buffer.from(seal.slice(IV_BYTES * 2), 'hex')
    const decipher = createDecipheriv(CIPHER, this.key, iv).setAuthTag(tag)
    const file = createReadStream(this.path(id))
    // An error of the file must end what is sent, not the process.
    file.on('error', (error) => decipher.destroy(error))
    return file.pipe(decipher)
  }

  async forget(id: number): Promise<void> {
    await rm(this.path(id), { force: true })
    await rm(`${this.path(id)}.part`, { force: true })
  }

  private path(id: number): string {
    return join(this.folder, `${id}.sealed`)
  }
}
