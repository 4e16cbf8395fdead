import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query } from '@nestjs/common'
import { Allow } from '../../platform/http'
import { AccountService } from '../account'
import { ReplayMessages } from './commands/replay-messages'
import { INTAKE_KINDS, type IntakeKind } from './intake-kinds'
import {
  IntakeOverviewReply,
  RawMessageFilter,
  RawMessageDetailReply,
  RawMessagePage,
  RawMessageQuery,
  ReplayableReply,
  ReplayBody,
  ReplayReply,
  RestoreReply,
} from './intake.dto'
import { ReplayFilteredJob } from './jobs/replay-filtered.job'
import { LocalJournal } from './journal/local-journal'
import { SetAside } from './journal/set-aside'
import { presentJournal, presentMessage, presentMessageDetail, sentenceOf } from './intake.presenter'
import { MessageQueries } from './message-queries'
import { MessageStore } from './message-store'
import { ReplayableMessages } from './replayable-messages'

@Controller('api/intake')
export class IntakeController {
  constructor(
    private readonly queries: MessageQueries,
    private readonly store: MessageStore,
    private readonly accounts: AccountService,
    private readonly replay: ReplayMessages,
    private readonly replayJob: ReplayFilteredJob,
    private readonly messages: ReplayableMessages,
    private readonly journal: LocalJournal,
    private readonly setAside: SetAside,
  ) {}

  /** How many messages are in which state, and what came in during the last hour. */
  @Get('overview')
  @Allow('intake.read')
  async overview(): Promise<IntakeOverviewReply> {
    const [{ counts, minutes, refusals }, accounts, replayJobId, setAside] = await Promise.all([
      this.queries.figures(),
      this.accounts.list(),
      this.replayJob.underWay(),
      this.setAside.count(),
    ])
    return {
      ...counts,
      replayJobId,
      accounts: accounts.map(({ id, name }) => ({ id, name })),
      journal: presentJournal(this.journal.state(), setAside),
      minutes: minutes.map(({ at, accepted, refused }) => ({ at: at.toISOString(), accepted, refused })),
      refusals: refusals.map(({ code, count }) => ({ code, count, message: sentenceOf(code) ?? code })),
      kinds: Object.entries(INTAKE_KINDS).map(([kind, { label }]) => ({ kind: kind as IntakeKind, label })),
    }
  }

  @Get('messages')
  @Allow('intake.read')
  async list(@Query() query: RawMessageQuery): Promise<RawMessagePage> {
    const accounts = await this.accounts.list()
    const names = new Map(accounts.map(({ id, name }) => [id, name]))
    const keys = accounts.map(({ key }) => key)
    const { items, total, totalIsCapped } = await this.queries.list(query, keys)
    return {
      items: items.map((message) => presentMessage(message, names)),
      total,
      totalIsCapped,
      page: query.page,
      pageSize: query.pageSize,
    }
  }

  @Get('messages/:id')
  @Allow('intake.read')
  async detail(@Param('id', ParseIntPipe) id: number): Promise<RawMessageDetailReply> {
    const message = await this.queries.get(id)
    const body = message.body === '' ? null : this.store.openBody(message.body)
    return presentMessageDetail(message, body, await this.accountNames())
  }

  /** How many dead and failed messages fit a filter, to be asked before they are replayed. */
  @Get('replayable')
  @Allow('intake.replay')
  async replayable(@Query() filter: RawMessageFilter): Promise<ReplayableReply> {
    return { count: await this.messages.count(filter) }
  }

  /** Tries dead and failed messages again: chosen ones at once, those that fit a filter by a job. */
  @Post('replay')
  @HttpCode(200)
  @Allow('intake.replay')
  async replayMessages(@Body() body: ReplayBody): Promise<ReplayReply> {
    return this.replay.run(body)
  }

  /** Offers the record once more what it had refused to take from a journal. */
  @Post('journal/restore')
  @HttpCode(200)
  @Allow('intake.replay')
  async restore(): Promise<RestoreReply> {
    return this.setAside.restore()
  }

  private async accountNames(): Promise<Map<number, string>> {
    return new Map((await this.accounts.list()).map(({ id, name }) => [id, name]))
  }
}
