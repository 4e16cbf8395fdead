import { answeredWithin, isRecordAway } from '../../platform/database'
import { AppError } from '../../platform/errors'

/** The platforms hang up after five seconds, and the message itself needs its time too. */
const RECORD_ANSWERS_WITHIN_MS = 1_000

/** Things of the record that must be known while it is away, each as it was last seen. */
export class LastSeen<T> {
  private readonly known = new Map<string, T>()
  private readonly asking = new Map<string, Promise<T | null>>()

  constructor(
    /** @param known what was seen last, to be built upon when nothing has changed */
    private readonly read: (key: string, known: T | undefined) => Promise<T | null>,
    /** Whether the record is known to be away, so that it need not be asked. */
    private readonly isAway: () => boolean,
  ) {}

  /**
   * What the record says, or what it said last when it does not answer; null when there is no such thing.
   * @throws RECORD_AWAY when the record is away and this process has never seen it
   */
  async find(key: string): Promise<T | null> {
    const known = this.known.get(key)
    if (known !== undefined && this.isAway()) return known
    try {
      return await answeredWithin(RECORD_ANSWERS_WITHIN_MS, this.asking.get(key) ?? this.look(key))
    } catch (error) {
      if (!isRecordAway(error)) throw error
      if (known !== undefined) return known
      throw new AppError('RECORD_AWAY', { cause: error })
    }
  }

  /** Asks the record. One question at a time per key, however many wait for the answer. @throws what reading throws */
  look(key: string): Promise<T | null> {
    const asking = this.readAndKeep(key).finally(() => this.asking.delete(key))
    this.asking.set(key, asking)
    return asking
  }

  private async readAndKeep(key: string): Promise<T | null> {
    const read = await this.read(key, this.known.get(key))
    if (read === null) this.known.delete(key)
    else this.known.set(key, read)
    return read
  }
}
