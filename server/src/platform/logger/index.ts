import { pino, type Logger } from 'pino'

export const LOGGER = Symbol('LOGGER')
export type { Logger } from 'pino'

/** With or without the country's code, in one piece or in groups of three, four and four. */
const PHONE = /(?<!\d)((?:(?:\+|00|%2B)?86(?:[\s+-]|%20)?)?)(1[3-9]\d)((?:[\s+-]|%20)?)\d{4}\3(\d{4})(?!\d)/gi
/** A beacon can carry its key only in the address. */
const SOURCE_KEY = /gyk_[\w-]+/g
const SECRET_IN_URL =
  /((?:secret|code|ticket|token|signature|nonce|echostr|openid|unionid|external_userid|session_key)=)[^&\s"]+/gi

/**
 * Masks what must never be read in a log: mainland mobile numbers, keys of sources, and what rides in a query string and proves or names
 * somebody (tokens, one-time codes, signatures, people's ids on a platform).
 */
export function scrub(text: string): string {
  return text.replace(PHONE, '$1$2****$4').replace(SECRET_IN_URL, '$1[已隐藏]').replace(SOURCE_KEY, 'gyk_[已隐藏]')
}

/** The process's logger. Credentials are dropped by name, phone numbers and tokens by shape. */
export function createLogger(level: string): Logger {
  return pino({
    level,
    base: undefined,
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers.cookie',
        '*.password',
        '*.secret',
        '*.phone',
        '*.token',
        '*.credentials',
      ],
      censor: '[已隐藏]',
    },
    serializers: {
      req: (request: { method: string; url: string; id: string }) => ({
        id: request.id,
        method: request.method,
        url: scrub(request.url),
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      err: (error: Error) => ({
        type: error.name,
        message: scrub(error.message),
        stack: scrub(error.stack ?? ''),
      }),
    },
  })
}
