import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { FastifyRequest } from 'fastify'
import { from, lastValueFrom, type Observable } from 'rxjs'
import { AuditTrail } from '../audit'
import { Database } from '../database'
import { ACCESS, OWN_TRANSACTIONS, READS_ONLY, type Access } from './access'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Runs every changing request of staff in one transaction together with the audit row that tells of it. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly db: Database,
    private readonly audit: AuditTrail,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    const { actor } = request
    const readsOnly = this.reflector.get<string | undefined>(READS_ONLY, context.getHandler()) !== undefined
    if (SAFE_METHODS.has(request.method) || readsOnly || actor?.kind !== 'staff') return next.handle()
    const access = this.reflector.getAllAndOverride<Access>(ACCESS, [context.getHandler(), context.getClass()])
    const permission = access.kind === 'staff' ? access.permission : 'own-session'
    const run = (): Promise<unknown> => lastValueFrom(next.handle(), { defaultValue: undefined })
    const record = (): Promise<void> =>
      this.audit.write(actor, { permission, ip: request.ip, requestId: request.id, body: request.body })
    const act = async (): Promise<unknown> => {
      const result = await run()
      await record()
      return result
    }
    const ownTransactions = this.reflector.get<string | undefined>(OWN_TRANSACTIONS, context.getHandler())
    return from(ownTransactions === undefined ? this.db.transaction(act) : act())
  }
}
