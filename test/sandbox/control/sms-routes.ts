import type { FastifyInstance } from 'fastify'
import type { JsonObject } from '../kernel/json'
import type { Kernel } from '../kernel/kernel'
import type { Sms } from '../platforms/sms/sms'
import { invalid } from './control-error'
import { optionalString, readJson, requiredString } from './input'
import { personOf } from './person-of'

/** `/sandbox/api/sms…`: where the SMS gateway posts what it hears, and what people answer. */
export function smsRoutes(app: FastifyInstance, kernel: Kernel, sms: Sms): void {
  app.get('/sms/callbacks', () => sms.callbacks)
  app.put('/sms/callbacks', (request) => {
    const body = readJson(request)
    const addresses = { report: addressOf(body, 'report'), reply: addressOf(body, 'reply') }
    sms.moveCallback('report', addresses.report)
    sms.moveCallback('reply', addresses.reply)
    return sms.callbacks
  })
  app.post('/people/:id/sms-reply', (request) =>
    sms.reply(personOf(kernel, request), requiredString(readJson(request), 'text')),
  )
}

function addressOf(body: JsonObject, field: string): string | undefined {
  const url = optionalString(body, field)
  if (url !== undefined && !/^https?:/.test(URL.canParse(url) ? url : '')) throw invalid(`${field} 应为 http(s) 地址`)
  return url
}
