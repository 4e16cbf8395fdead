import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Inject, Injectable } from '@nestjs/common'
import { CONFIG, type Config } from '../../../platform/config'
import { AppError } from '../../../platform/errors'

const MAX_BYTES = 5 * 1024 * 1024

/** The kinds of picture that a browser only ever shows as a picture, told by their first bytes. */
const SIGNATURES: { extension: string; type: string; fits: (head: Buffer) => boolean }[] = [
  { extension: 'png', type: 'image/png', fits: (head) => head.subarray(0, 8).toString('hex') === '89504e470d0a1a0a' },
  { extension: 'jpg', type: 'image/jpeg', fits: (head) => head.subarray(0, 3).toString('hex') === 'ffd8ff' },
  { extension: 'gif', type: 'image/gif', fits: (head) => /^GIF8[79]a/.test(head.toString('latin1')) },
  { extension: 'webp', type: 'image/webp', fits: (head) => /^RIFF....WEBP/s.test(head.toString('latin1')) },
]

/** Pictures that staff upload, kept below DATA_DIR/assets under the hash of their bytes. */
@Injectable()
export class AssetService {
  private readonly folder: string

  constructor(@Inject(CONFIG) config: Config) {
    this.folder = join(config.dataDir, 'assets')
  }

  /**
   * @returns the path under which the picture is served, `/assets/uploads/…`
   * @throws IMAGE_TOO_LARGE, IMAGE_UNREADABLE
   */
  async keep(bytes: Buffer): Promise<string> {
    if (bytes.length > MAX_BYTES) throw new AppError('IMAGE_TOO_LARGE')
    const kind = SIGNATURES.find(({ fits }) => fits(bytes.subarray(0, 16)))
    if (!kind) throw new AppError('IMAGE_UNREADABLE')
    const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.${kind.extension}`
    await mkdir(this.folder, { recursive: true })
    const unfinished = join(this.folder, `.${name}.${process.pid}.${Date.now()}`)
    const file = await open(unfinished, 'w')
    await file.writeFile(bytes)
    await file.sync()
    await file.close()
    await rename(unfinished, join(this.folder, name))
    return `/assets/uploads/${name}`
  }

  /** @throws NOT_FOUND, also for a name that is none of ours */
  async read(name: string): Promise<{ bytes: Buffer; type: string }> {
    const [, extension] = /^[0-9a-f]{32}\.(png|jpg|gif|webp)$/.exec(name) ?? []
    const kind = SIGNATURES.find((signature) => signature.extension === extension)
    if (!kind) throw new AppError('NOT_FOUND', { params: { what: '图片' } })
    try {
      return { bytes: await readFile(join(this.folder, name)), type: kind.type }
    } catch (cause) {
      throw new AppError('NOT_FOUND', { params: { what: '图片' }, cause })
    }
  }
}
