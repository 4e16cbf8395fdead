import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'

export type ProcessRole = 'api' | 'worker'

/** One key of the key ring: its id travels with every ciphertext that it made. */
export interface SecretKey {
  id: string
  key: Buffer
}

/** Everything the process reads from its environment, parsed once. */
export interface Config {
  port: number
  host: string
  /** What the outside calls this server, without a trailing slash. */
  publicUrl: string
  databaseUrl: string
  dataDir: string
  clickhouseUrl: string | null
  engineDatabase: string
  /** The first key encrypts; all of them decrypt. */
  secretKeys: SecretKey[]
  secureCookies: boolean
  roles: ProcessRole[]
  logLevel: string
  /** Set when the sandbox stands in for Tencent. */
  sandboxUrl: string | null
  wechatApiBase: string
  workApiBase: string
  payApiBase: string
  wechatOpenBase: string
  demoAccountsFile: string | null
  /** How much the local journal of incoming messages may grow while the record is away; then senders are refused. */
  intakeJournalMaxBytes: number
}

export const CONFIG = Symbol('CONFIG')

class ConfigError extends Error {
  constructor(problems: string[]) {
    super(`配置有误：\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
  }
}

/**
 * Parses the environment into a Config.
 * @param env the process environment
 * @throws one error that lists every problem at once
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = []
  const port = readPort(env.PORT ?? '3000', problems)
  const sandboxUrl = trimSlash(env.SANDBOX_URL)
  const dataDir = resolve(env.DATA_DIR ?? '.data')
  const databaseUrl = env.DATABASE_URL ?? ''
  if (!/^(mysql|mariadb):\/\//.test(databaseUrl)) problems.push('DATABASE_URL 应为 mysql://用户:密码@主机:端口/库名')
  const config: Config = {
    port,
    host: env.HOST ?? '0.0.0.0',
    publicUrl: trimSlash(env.PUBLIC_URL) ?? `http://127.0.0.1:${port}`,
    databaseUrl: databaseUrl.replace(/^mariadb:/, 'mysql:'),
    dataDir,
    clickhouseUrl: trimSlash(env.CLICKHOUSE_URL),
    engineDatabase: env.ENGINE_DATABASE ?? 'guiyi',
    secretKeys: readSecretKeys(env, sandboxUrl !== null, problems),
    secureCookies: env.SESSION_SECURE_COOKIE === 'true',
    roles: readRoles(env.ROLES ?? 'api,worker', problems),
    logLevel: env.LOG_LEVEL ?? 'info',
    sandboxUrl,
    wechatApiBase: platformBase(env.WECHAT_API_BASE, sandboxUrl, 'api.weixin.qq.com'),
    workApiBase: platformBase(env.WORK_API_BASE, sandboxUrl, 'qyapi.weixin.qq.com'),
    payApiBase: platformBase(env.PAY_API_BASE, sandboxUrl, 'api.mch.weixin.qq.com'),
    wechatOpenBase: platformBase(env.WECHAT_OPEN_BASE, sandboxUrl, 'open.weixin.qq.com'),
    demoAccountsFile: env.DEMO_ACCOUNTS ? resolve(env.DEMO_ACCOUNTS) : null,
    intakeJournalMaxBytes: Number(env.INTAKE_JOURNAL_MAX_MB ?? '512') * 1024 * 1024,
  }
  if (!/^[a-z][a-z0-9_]*$/.test(config.engineDatabase)) problems.push('ENGINE_DATABASE 只能含小写字母、数字和下划线')
  if (!(config.intakeJournalMaxBytes > 0)) problems.push('INTAKE_JOURNAL_MAX_MB 应为正数')
  if (problems.length > 0) throw new ConfigError(problems)
  mkdirSync(dataDir, { recursive: true })
  return config
}

function readPort(value: string, problems: string[]): number {
  const port = Number(value)
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port
  problems.push('PORT 应为 0 到 65535 的整数')
  return 0
}

function readRoles(value: string, problems: string[]): ProcessRole[] {
  const roles = value.split(',').map((role) => role.trim())
  const known = roles.filter((role): role is ProcessRole => role === 'api' || role === 'worker')
  if (known.length !== roles.length || known.length === 0) problems.push('ROLES 应为 api、worker 或 api,worker')
  return known
}

function readSecretKeys(env: NodeJS.ProcessEnv, sandbox: boolean, problems: string[]): SecretKey[] {
  if (!env.SECRET_KEYS) {
    // With the sandbox nothing real is at stake, so a key that dies with the process is acceptable.
    if (sandbox && env.NODE_ENV === 'test') return [{ id: 'test', key: randomBytes(32) }]
    problems.push('缺少 SECRET_KEYS（格式：编号:32字节的base64，多把用逗号分隔，第一把为当前密钥）')
    return []
  }
  return env.SECRET_KEYS.split(',').map((entry) => {
    const [id = '', encoded = ''] = entry.trim().split(':')
    const key = Buffer.from(encoded, 'base64')
    if (!/^[\w-]{1,16}$/.test(id) || key.length !== 32) problems.push('SECRET_KEYS 中有一把密钥格式有误')
    return { id, key }
  })
}

function platformBase(explicit: string | undefined, sandboxUrl: string | null, host: string): string {
  return trimSlash(explicit) ?? (sandboxUrl ? `${sandboxUrl}/${host}` : `https://${host}`)
}

function trimSlash(value: string | undefined): string | null {
  return value ? value.replace(/\/+$/, '') : null
}
