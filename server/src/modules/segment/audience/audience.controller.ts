import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  ParseIntPipe,
  Patch,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { Allow, CurrentActor, PageQuery, sendCsv, skipTake, staffOf } from '../../../platform/http'
import { PeopleLists } from '../analysis/people-lists'
import { SegmentCounter } from '../segment-counter'
import { SegmentPeopleReply } from '../segment.dto'
import { SegmentPresenter } from '../segment.presenter'
import { AUDIENCE_COLUMNS, type AudienceColumn } from './audience-line.policy'
import {
  AudienceDetailReply,
  AudienceImportReply,
  AudiencePage,
  AudienceQuery,
  AudienceReply,
  NameAudienceDto,
} from './audience.dto'
import { AudienceService } from './audience.service'
import type { AudienceImport } from './audience-import.entity'
import { ImportAudience } from './import-audience'
import type { RejectedLine } from './named-people'

const COLUMNS = Object.entries(AUDIENCE_COLUMNS) as [AudienceColumn, (typeof AUDIENCE_COLUMNS)[AudienceColumn]][]

@Controller('api/audiences')
export class AudienceController {
  constructor(
    private readonly audiences: AudienceService,
    private readonly imports: ImportAudience,
    private readonly lists: PeopleLists,
    private readonly presenter: SegmentPresenter,
    private readonly counter: SegmentCounter,
  ) {}

  @Get()
  @Allow('segment.read')
  async list(@Query() query: AudienceQuery): Promise<AudiencePage> {
    const [audiences, total] = await this.audiences.page(query)
    return { items: await this.presenter.frozen(audiences), total, page: query.page, pageSize: query.pageSize }
  }

  /** The headings that a file may use, with one line as an example. */
  @Get('imports/template')
  @Allow('segment.write')
  async template(@Res() reply: FastifyReply): Promise<void> {
    await sendCsv(
      reply,
      '人群包导入模板',
      COLUMNS.map(([key, { headings }]) => ({
        header: headings[0] ?? key,
        value: (): string => '',
      })),
      [{}],
    )
  }

  /** Uploads a file; its people are looked for in the background, and nothing is kept yet. */
  @Post('imports')
  @Allow('segment.write', 'customer.read')
  async upload(@Req() request: FastifyRequest, @CurrentActor() actor: Actor): Promise<AudienceImportReply> {
    const file = await request.file()
    if (!file) throw new AppError('FILE_UNREADABLE', { params: { reason: '没有收到文件' } })
    return presentImport(await this.imports.upload(file.filename, await file.toBuffer(), staffOf(actor)))
  }

  @Get('imports/:id')
  @Allow('segment.write', 'customer.read')
  async importOf(@Param('id', ParseIntPipe) id: number, @CurrentActor() actor: Actor): Promise<AudienceImportReply> {
    return presentImport(await this.imports.own(id, staffOf(actor)))
  }

  /** Stops the search and forgets the file. */
  @Post('imports/:id/cancel')
  @HttpCode(200)
  @Allow('segment.write', 'customer.read')
  async cancel(@Param('id', ParseIntPipe) id: number, @CurrentActor() actor: Actor): Promise<AudienceImportReply> {
    return presentImport(await this.imports.cancel(id, staffOf(actor)))
  }

  @Post('imports/:id/confirm')
  @Allow('segment.write', 'customer.read')
  async confirm(
    @Param('id', ParseIntPipe) id: number,
    @Body() dto: NameAudienceDto,
    @CurrentActor() actor: Actor,
  ): Promise<AudienceReply> {
    return this.presenter.audience(await this.imports.confirm(id, dto.name, staffOf(actor)))
  }

  /** The lines that were left out, with their reasons: mend them and upload this very file. */
  @Get('imports/:id/rejects')
  @Allow('segment.write', 'customer.read')
  async rejects(
    @Param('id', ParseIntPipe) id: number,
    @CurrentActor() actor: Actor,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { fileName, rejected } = await this.imports.rejects(id, staffOf(actor))
    await sendCsv(
      reply,
      `${fileName.replace(/\.[^.]*$/, '')}-被拒绝的行`,
      [
        { header: '行号', value: (line: RejectedLine) => line.row },
        { header: '原因', value: (line: RejectedLine) => line.reason },
        ...COLUMNS.map(([key, { headings }]) => ({
          header: headings[0] ?? key,
          value: (line: RejectedLine) => line.cells[key] ?? '',
        })),
      ],
      rejected,
    )
  }

  @Get(':id')
  @Allow('segment.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<AudienceDetailReply> {
    const living = await this.lists.set({ kind: 'audience', id })
    return {
      ...(await this.presenter.audience(await this.audiences.get(id))),
      living: living.size,
      reachable: await this.counter.reachable(living),
    }
  }

  /** Who is in it now: absorbed and erased people are left out. */
  @Get(':id/people')
  @Allow('segment.read', 'customer.read')
  async people(@Param('id', ParseIntPipe) id: number, @Query() query: PageQuery): Promise<SegmentPeopleReply> {
    const set = await this.lists.set({ kind: 'audience', id })
    const { skip, take } = skipTake(query)
    return this.presenter.people(
      set.page(skip, take).map((customerId) => ({ customerId, since: null })),
      set.size,
      query,
    )
  }

  @Patch(':id')
  @Allow('segment.write')
  async rename(@Param('id', ParseIntPipe) id: number, @Body() dto: NameAudienceDto): Promise<AudienceReply> {
    return this.presenter.audience(await this.audiences.rename(id, dto.name))
  }

  @Delete(':id')
  @HttpCode(204)
  @Allow('segment.write')
  async remove(@Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.audiences.remove(id)
  }
}

const presentImport = (found: AudienceImport): AudienceImportReply => ({
  id: found.id,
  fileName: found.fileName,
  state: found.state,
  totalRows: found.totalRows,
  doneRows: found.doneRows,
  people: found.people,
  repeatedRows: found.repeatedRows,
  rejectedRows: found.rejectedRows,
  rejects: found.firstRejects ?? [],
  createdAt: found.createdAt.toISOString(),
})
