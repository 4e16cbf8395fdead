import { Global, Module, type DynamicModule } from '@nestjs/common'
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core'
import { AuditTrail } from './audit'
import { AudienceEngineModule } from './audience-engine'
import { Clock } from './clock'
import { CONFIG, type Config } from './config'
import { ActorContext } from './context'
import { DatabaseModule } from './database/database.module'
import { ExportsModule } from './exports'
import { SealedFilesModule } from './sealed-files'
import { AccessGuard, Authenticators } from './http'
import { AuditInterceptor } from './http/audit.interceptor'
import { ErrorFilter } from './http/error.filter'
import { createValidationPipe } from './http/validation'
import { Readiness } from './health/readiness'
import { JobRegistry, JobRunner, Jobs } from './jobs'
import { Leases } from './lock'
import { LOGGER, type Logger } from './logger'
import { DomainEvents, Outbox } from './outbox'
import { PublicId } from './public-id'
import { SecretBox } from './secret-box'

const shared = [
  ActorContext,
  AuditTrail,
  Authenticators,
  Clock,
  DomainEvents,
  JobRegistry,
  Jobs,
  Leases,
  Outbox,
  PublicId,
  Readiness,
  SecretBox,
]

/** Everything without a business word. Global, so that modules ask for it by type. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config, logger: Logger): DynamicModule {
    const values = [
      { provide: CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
    ]
    return {
      module: PlatformModule,
      imports: [DatabaseModule, AudienceEngineModule, ExportsModule, SealedFilesModule],
      providers: [
        ...values,
        ...shared,
        JobRunner,
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditInterceptor },
        { provide: APP_PIPE, useFactory: createValidationPipe },
      ],
      exports: [...values, ...shared],
    }
  }
}
