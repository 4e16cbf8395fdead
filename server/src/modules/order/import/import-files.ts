import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../../../platform/config'
import { SecretBox } from '../../../platform/secret-box'

const PURPOSE = 'order-import-file'

/** Uploaded order files, sealed: they are full of phone numbers. Kept until the import is over and forgotten. */
@Injectable()
export class ImportFiles {
  private readonly folder: string

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly box: SecretBox,
  ) {
    this.folder = join(config.dataDir, 'order-imports')
  }

  async keep(importId: number, bytes: Buffer): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    const unfinished = `${this.path(importId)}.part`
    const file = await open(unfinished, 'w')
    await file.writeFile(this.box.seal(bytes.toString('base64'), PURPOSE))
    await file.sync()
    await file.close()
    await rename(unfinished, this.path(importId))
  }

  /** @returns null when it has been forgotten */
  async read(importId: number): Promise<Buffer | null> {
    try {
      return Buffer.from(this.box.open(await readFile(this.path(importId), 'utf8'), PURPOSE), 'base64')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  async forget(importId: number): Promise<void> {
    await rm(this.path(importId), { force: true })
  }

  private path(importId: number): string {
    return join(this.folder, `${importId}.sealed`)
  }
}
