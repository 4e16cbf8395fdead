import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Global, Inject, Injectable, Module } from '@nestjs/common'
import { CONFIG, type Config } from '../config'
import { SecretBox } from '../secret-box'

/** Where uploaded files lie, each a folder below DATA_DIR. */
type Area = 'order-imports' | 'audience-imports' | 'audience-import-rejects'

/** What the key is derived for; files of one area cannot be opened as those of another. */
const PURPOSES: Record<Area, string> = {
  'order-imports': 'order-import-file',
  'audience-imports': 'audience-import-file',
  'audience-import-rejects': 'audience-import-rejects',
}

/** Uploaded files, sealed: they are full of people. Their owner forgets them when they are no longer wanted. */
@Injectable()
export class SealedFiles {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly box: SecretBox,
  ) {}

  /** The file is on disk, whole, when this returns. */
  async keep(area: Area, id: number, bytes: Buffer): Promise<void> {
    await mkdir(join(this.config.dataDir, area), { recursive: true, mode: 0o700 })
    const path = this.path(area, id)
    const file = await open(`${path}.part`, 'w', 0o600)
    await file.writeFile(this.box.seal(bytes.toString('base64'), PURPOSES[area]))
    await file.sync()
    await file.close()
    await rename(`${path}.part`, path)
  }

  /** @returns null when it has been forgotten */
  async read(area: Area, id: number): Promise<Buffer | null> {
    try {
      return Buffer.from(this.box.open(await readFile(this.path(area, id), 'utf8'), PURPOSES[area]), 'base64')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  async forget(area: Area, id: number): Promise<void> {
    await rm(this.path(area, id), { force: true })
  }

  private path(area: Area, id: number): string {
    return join(this.config.dataDir, area, `${id}.sealed`)
  }
}

@Global()
@Module({ providers: [SealedFiles], exports: [SealedFiles] })
export class SealedFilesModule {}
