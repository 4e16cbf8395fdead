import { Injectable, type OnModuleInit } from '@nestjs/common'
import { JobRegistry, Jobs } from '../../../platform/jobs'
import { CustomerMoves } from '../../identity'
import { ExportAudience } from './export-audience'

const DESTROY_JOB = 'segment.destroy-files'

/** Lists keep numbers only, which follow merges when they are read; files hold the people themselves and go with them. */
@Injectable()
export class AudienceErasure implements OnModuleInit {
  constructor(
    private readonly moves: CustomerMoves,
    private readonly jobs: Jobs,
    private readonly registry: JobRegistry,
    private readonly exports: ExportAudience,
  ) {}

  onModuleInit(): void {
    this.moves.register({
      name: 'audience-file',
      move: () => Promise.resolve(),
      erase: async (_, homeIds) => {
        await this.jobs.enqueue(DESTROY_JOB, { customerIds: [...homeIds] })
      },
    })
    this.registry.register<{ customerIds: number[] }>({
      kind: DESTROY_JOB,
      handler: ({ customerIds }) => this.exports.destroyFilesWith(customerIds),
    })
  }
}
