import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { Allow, PageQuery, skipTake } from '../../../platform/http'
import { AccountService } from '../../account'
import { sentenceOf } from '../intake.presenter'
import {
  ReconciliationRunPage,
  ReconciliationRunReply,
  ReconciliationsReply,
  StartReconciliationBody,
} from './reconciliation.dto'
import { ReconciliationRegistry } from './reconciliation.registry'
import type { ReconciliationRun } from './reconciliation-run.entity'
import { ReconciliationService } from './reconciliation.service'

@Controller('api/intake/reconciliations')
export class ReconciliationController {
  constructor(
    private readonly reconciliations: ReconciliationService,
    private readonly sources: ReconciliationRegistry,
    private readonly accounts: AccountService,
  ) {}

  /** What can be compared with the platforms, each with its latest run. */
  @Get()
  @Allow('intake.read')
  async list(): Promise<ReconciliationsReply> {
    const pairs = await this.reconciliations.pairs()
    const items = await Promise.all(
      pairs.map(async ({ source, account }) => {
        const latest = await this.reconciliations.latest(source.kind, account.id)
        return {
          source: source.kind,
          label: source.label,
          unit: source.unit,
          accountId: account.id,
          accountName: account.name,
          latest: latest && (await this.present(latest, account.name)),
        }
      }),
    )
    return { items }
  }

  /** All runs, newest first. */
  @Get('runs')
  @Allow('intake.read')
  async runs(@Query() query: PageQuery): Promise<ReconciliationRunPage> {
    const { skip, take } = skipTake(query)
    const { items, total } = await this.reconciliations.history(skip, take)
    const names = new Map((await this.accounts.list()).map(({ id, name }) => [id, name]))
    return {
      items: await Promise.all(items.map((run) => this.present(run, names.get(run.accountId) ?? null))),
      total,
      page: query.page,
      pageSize: query.pageSize,
    }
  }

  /** Compares one list with the record now. */
  @Post()
  @Allow('intake.reconcile')
  async start(@Body() { source, accountId }: StartReconciliationBody): Promise<ReconciliationRunReply> {
    const run = await this.reconciliations.start(source, accountId)
    return this.present(run, (await this.accounts.get(accountId)).name)
  }

  /** Goes on with a failed run from the page it was at. */
  @Post(':id/resume')
  @HttpCode(200)
  @Allow('intake.reconcile')
  async resume(@Param('id', ParseIntPipe) id: number): Promise<ReconciliationRunReply> {
    const run = await this.reconciliations.resume(id)
    return this.present(run, (await this.accounts.get(run.accountId)).name)
  }

  /** Stops a run at its next page. */
  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('intake.reconcile')
  async cancel(@Param('id', ParseIntPipe) id: number): Promise<ReconciliationRunReply> {
    const run = await this.reconciliations.cancel(id)
    return this.present(run, (await this.accounts.get(run.accountId)).name)
  }

  private async present(run: ReconciliationRun, accountName: string | null): Promise<ReconciliationRunReply> {
    const source = this.sources.find(run.source)
    return {
      id: run.id,
      source: run.source,
      label: source?.label ?? run.source,
      unit: source?.unit ?? '条',
      accountId: run.accountId,
      accountName,
      state: run.state,
      phase: run.phase,
      cancelRequested: run.cancelRequested,
      expected: run.expected,
      seen: run.seen,
      known: run.known,
      found: run.found,
      vanished: run.vanished,
      failed: run.failed,
      byHand: run.requestedBy !== null,
      lastError: run.lastError,
      lastErrorMessage: sentenceOf(run.lastError),
      nextAt: run.nextAt?.toISOString() ?? null,
      resumable: await this.reconciliations.isResumable(run),
      startedAt: run.startedAt.toISOString(),
      movedAt: run.movedAt.toISOString(),
      endedAt: run.endedAt?.toISOString() ?? null,
    }
  }
}
