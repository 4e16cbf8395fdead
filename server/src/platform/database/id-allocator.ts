import { Injectable } from '@nestjs/common'
import type { UpdateResultHeader } from './result'
import { SidePool } from './side-pool'

interface Block {
  next: number
  end: number
}

const BLOCK_SIZE = 1000

/**
 * Dense ids for tables whose key the database cannot count (partitioned ones). A process takes a block at a time by
 * compare-and-set, so several processes never hand out the same id.
 */
@Injectable()
export class IdAllocator {
  private readonly blocks = new Map<string, Block>()
  private readonly refills = new Map<string, Promise<void>>()

  constructor(private readonly side: SidePool) {}

  /** @returns `count` new ids of the sequence `name`, ascending */
  async take(name: string, count = 1): Promise<number[]> {
    const ids: number[] = []
    while (ids.length < count) {
      const block = this.blocks.get(name)
      if (!block || block.next >= block.end) {
        await this.refill(name, count - ids.length)
        continue
      }
      ids.push(block.next)
      block.next += 1
    }
    return ids
  }

  private async refill(name: string, wanted: number): Promise<void> {
    const running = this.refills.get(name)
    if (running) return running
    const refill = this.reserve(name, Math.max(wanted, BLOCK_SIZE)).finally(() => this.refills.delete(name))
    this.refills.set(name, refill)
    return refill
  }

  private async reserve(name: string, size: number): Promise<void> {
    await this.side.query('INSERT INTO id_sequence (name, next_id) VALUES (?, 1) ON DUPLICATE KEY UPDATE name = name', [
      name,
    ])
    for (;;) {
      const rows = await this.side.query<{ next_id: number | string }[]>(
        'SELECT next_id FROM id_sequence WHERE name = ?',
        [name],
      )
      const next = Number(rows[0]?.next_id)
      const taken = await this.side.query<UpdateResultHeader>(
        'UPDATE id_sequence SET next_id = ? WHERE name = ? AND next_id = ?',
        [next + size, name, next],
      )
      if (taken.affectedRows === 1) {
        this.blocks.set(name, { next, end: next + size })
        return
      }
    }
  }
}
