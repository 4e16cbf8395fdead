import { pino, type Logger } from 'pino'

export const LOGGER = Symbol('LOGGER')
export type { Logger } from 'pino'

const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/g
const SECRET_IN_URL = /((?:access_token|secret|corpsecret|js_code|code|ticket|token)=)[^&\s"]+/gi

/** Masks what must never be read in a log: mainland mobile numbers, and secrets that ride in a query string. */
export function scrub(text: string): string {
  return text
    .replace(PHONE, (phone) => `${phone.slice(0, 3)}****${phone.slice(-4)}`)
    .replace(SECRET_IN_URL, '$1[已隐藏]')
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
