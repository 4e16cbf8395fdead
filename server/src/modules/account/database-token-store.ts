import { Injectable } from '@nestjs/common'
import { SidePool } from '../../platform/database'
import { Leases } from '../../platform/lock'
import { SecretBox } from '../../platform/secret-box'
import type { StoredToken, TokenStore } from '../../wechat'

interface TokenRow {
  value: string
  expires_at: Date
}

const PURPOSE = 'wechat-token'
const LEASE_SECONDS = 15
const ASK_AGAIN_MS = 100

/**
 * Tokens in the record, encrypted, refreshed by one process at a time.
 * It goes past the running transaction on purpose: a token is true for everybody as soon as the platform gave it,
 * whatever becomes of the work that asked for it.
 */
@Injectable()
export class DatabaseTokenStore implements TokenStore {
  constructor(
    private readonly side: SidePool,
    private readonly box: SecretBox,
    private readonly leases: Leases,
  ) {}

  async read(name: string): Promise<StoredToken | undefined> {
    const row = await this.row(name)
    if (!row) return undefined
    try {
      return { value: this.box.open(row.value, PURPOSE), expiresAt: row.expires_at }
    } catch {
      // Sealed under a key that has been retired: as good as absent, the platform gives another one.
      return undefined
    }
  }

  async write(name: string, token: StoredToken): Promise<void> {
    const value = this.box.seal(token.value, PURPOSE)
    await this.side.query(
      `INSERT INTO wechat_token (name, value, expires_at) VALUES (?, ?, ?)
       ON DUPLICATE KEY UPDATE value = VALUES(value), expires_at = VALUES(expires_at)`,
      [name, value, token.expiresAt],
    )
  }

  async dropIfEqual(name: string, value: string): Promise<void> {
    const row = await this.row(name)
    if (!row || this.opened(row) !== value) return
    // The sealed text stands for the version: a token written meanwhile has another one and stays.
    await this.side.query('DELETE FROM wechat_token WHERE name = ? AND value = ?', [name, row.value])
  }

  async exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    for (;;) {
      const turn = await this.leases.tryRun(`wechat-token:${name}`, LEASE_SECONDS, work)
      if (turn.held) return turn.result
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS))
    }
  }

  private async row(name: string): Promise<TokenRow | undefined> {
    const [row] = await this.side.query<TokenRow[]>('SELECT value, expires_at FROM wechat_token WHERE name = ?', [name])
    return row
  }

  private opened(row: TokenRow): string | undefined {
    try {
      return this.box.open(row.value, PURPOSE)
    } catch {
      return undefined
    }
  }
}
