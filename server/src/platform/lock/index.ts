import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { Database, SidePool, type UpdateResultHeader } from '../database'

/**
 * Locks that several processes share, as rows taken by compare-and-set with a time limit (the database's clock decides).
 * A holder that dies loses the lock when its time is up.
 */
@Injectable()
export class Leases {
  constructor(
    private readonly side: SidePool,
    private readonly db: Database,
  ) {}

  /**
   * Runs `work` while holding the lock; the lock is renewed at a third of its life.
   * @param seconds how long the lock outlives a dead holder
   * @returns `{ held: false }` at once when somebody else holds it
   */
  async tryRun<T>(
    name: string,
    seconds: number,
    work: () => Promise<T>,
  ): Promise<{ held: true; result: T } | { held: false }> {
    const token = randomUUID()
    if (!(await this.acquire(name, token, seconds))) return { held: false }
    const renewal = setInterval(() => void this.acquire(name, token, seconds).catch(() => false), (seconds * 1000) / 3)
    try {
      return { held: true, result: await work() }
    } finally {
      clearInterval(renewal)
      await this.side.query('DELETE FROM lease WHERE name = ? AND token = ?', [name, token])
    }
  }

  /** Waits for whoever holds the name, and holds it until the running transaction ends; for work without steps outside it. */
  async hold(name: string): Promise<void> {
    await this.db.query(
      `INSERT INTO lease (name, token, expires_at) VALUES (?, '', '2000-01-01 00:00:00') ON DUPLICATE KEY UPDATE name = name`,
      [name],
    )
  }

  /** Takes the lock, or renews it when `token` holds it already. */
  private async acquire(name: string, token: string, seconds: number): Promise<boolean> {
    await this.side.query(
      `INSERT INTO lease (name, token, expires_at) VALUES (?, ?, '2000-01-01 00:00:00') ON DUPLICATE KEY UPDATE name = name`,
      [name, token],
    )
    const taken = await this.side.query<UpdateResultHeader>(
      `UPDATE lease SET token = ?, expires_at = UTC_TIMESTAMP(3) + INTERVAL ? SECOND
       WHERE name = ? AND (token = ? OR expires_at < UTC_TIMESTAMP(3))`,
      [token, seconds, name, token],
    )
    return taken.affectedRows === 1
  }
}
