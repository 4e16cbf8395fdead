import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { note } from './steps.mjs'

/**
 * The key ring for encrypted columns: SECRET_KEYS when set, else the one kept in the data folder, made on the first
 * start. Losing it means losing every phone number and credential in the database, so it is never made anew silently.
 * @param {string} dataFolder
 * @returns {string} `id:base64,…`, the first is current
 */
export function ensureSecretKeys(dataFolder) {
  if (process.env.SECRET_KEYS) return process.env.SECRET_KEYS
  const path = join(dataFolder, 'secret-keys')
  if (!existsSync(path)) {
    writeFileSync(path, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
    note(`新密钥保存在 ${path}（请与数据一起备份）`)
  }
  return readFileSync(path, 'utf8').trim()
}
