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
} from './intake.dto'
import { LocalJournal } from './journal/local-journal'
import { presentJournal, presentMessage, presentMessageDetail, sentenceOf } from './intake.presenter'
import { MessageQueries } from './message-queries'
import { MessageStore } from './message-store'

@Controller('api/intake')
export class IntakeController {
  constructor(
    private readonly queries: MessageQueries,
    private readonly store: MessageStore,
    private readonly accounts: AccountService,
    private readonly replay: ReplayMessages,
    private readonly journal: LocalJournal,
  ) {}

  /** How many messages are in which state, and what came in during the last hour. */
  @Get('overview')
  @Allow('intake.read')
  async overview(): Promise<IntakeOverviewReply> {
    const [counts, minutes, refusals, accounts] = await Promise.all([
      this.queries.countByState(),
      this.queries.minutes(),
      this.queries.refusals(),
      this.accounts.list(),
    ])
    return {
      ...counts,
      accounts: accounts.map(({ id, name }) => ({ id, name })),
      journal: presentJournal(this.journal.state()),
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
    const { items, total } = await this.queries.list(query, keys)
    return {
      items: items.map((message) => presentMessage(message, names)),
      total,
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
    return { count: await this.replay.count(filter) }
  }

  /** Tries dead and failed messages again. */
  @Post('replay')
  @HttpCode(200)
  @Allow('intake.replay')
  async replayMessages(@Body() body: ReplayBody): Promise<ReplayReply> {
    return this.replay.run(body)
  }

  private async accountNames(): Promise<Map<number, string>> {
    return new Map((await this.accounts.list()).map(({ id, name }) => [id, name]))
  }
}
