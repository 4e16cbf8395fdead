import { Controller, Get, HttpCode, Ip, Param, ParseIntPipe, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuditTrail } from '../audit'
import type { Actor } from '../context'
import { AllowAnyStaff, CurrentActor, staffOf } from '../http'
import type { ExportFile } from './export-file.entity'
import { ExportFileReply } from './export.dto'
import { Exports } from './exports'

/** One's own files: how far they are, to be fetched or stopped. Which kind may be had is checked by its own permissions. */
@Controller('api/exports')
export class ExportController {
  constructor(
    private readonly exports: Exports,
    private readonly audit: AuditTrail,
  ) {}

  @Get()
  @AllowAnyStaff()
  async list(@CurrentActor() actor: Actor): Promise<ExportFileReply[]> {
    return (await this.exports.list(staffOf(actor))).map(presentExport)
  }

  @Get(':id')
  @AllowAnyStaff()
  async get(@Param('id', ParseIntPipe) id: number, @CurrentActor() actor: Actor): Promise<ExportFileReply> {
    return presentExport(await this.exports.own(id, staffOf(actor)))
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @AllowAnyStaff()
  async cancel(@Param('id', ParseIntPipe) id: number, @CurrentActor() actor: Actor): Promise<ExportFileReply> {
    return presentExport(await this.exports.cancel(id, staffOf(actor)))
  }

  /** The file itself: CSV, UTF-8 with a byte order mark. Every fetch stands in the audit log. */
  @Get(':id/file')
  @AllowAnyStaff()
  async file(
    @Param('id', ParseIntPipe) id: number,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Ip() ip: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const staff = staffOf(actor)
    const { file, content } = await this.exports.read(id, staff)
    await this.audit.write(staff, { permission: 'own-session', ip, requestId: request.id, body: null })
    void reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${file.name}.csv`)}`)
      .header('cache-control', 'no-store')
      .send(content)
  }
}

/** A file as its owner sees it. */
export const presentExport = (file: ExportFile): ExportFileReply => ({
  id: file.id,
  name: file.name,
  state: file.state,
  jobId: file.jobId,
  rows: file.rowsWritten,
  bytes: file.bytes,
  createdAt: file.createdAt.toISOString(),
  finishedAt: file.finishedAt?.toISOString() ?? null,
  expiresAt: file.expiresAt.toISOString(),
})
