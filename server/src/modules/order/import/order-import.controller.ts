import { Controller, Get, HttpCode, Param, ParseIntPipe, Post, Query, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../platform/context'
import { AppError } from '../../../platform/errors'
import { Allow, CurrentActor, PageQuery, sendCsv } from '../../../platform/http'
import type { RejectedLine } from './order-line.policy'
import { ORDER_HEADINGS } from './order-line.policy'
import { OrderCheckReply, OrderImportPage, OrderImportReply } from '../order.dto'
import { presentImport } from '../order.presenter'
import { OrderImportService, type ReadImport } from './order-import.service'

const ERRORS_SHOWN = 100

interface Reject extends RejectedLine {
  cells: Record<string, string>
}

@Controller('api/orders/imports')
export class OrderImportController {
  constructor(private readonly imports: OrderImportService) {}

  @Get()
  @Allow('order.read')
  async list(@Query() query: PageQuery): Promise<OrderImportPage> {
    const [imports, total] = await this.imports.list(query)
    return { items: imports.map(presentImport), total, page: query.page, pageSize: query.pageSize }
  }

  /** The headings that a file needs, with two lines as an example. */
  @Get('template')
  @Allow('order.import')
  async template(@Res() reply: FastifyReply): Promise<void> {
    const example = [
      '202603010001',
      '',
      'GY-101',
      '谷雨修护面霜',
      '护肤',
      '1',
      '128.00',
      '2026-03-01 09:30:00',
      '天猫旗舰店',
      '林小姐',
    ]
    await sendCsv(
      reply,
      '订单导入模板',
      ORDER_HEADINGS.map(({ heading }, index) => ({ header: heading, value: (row: string[]) => row[index] ?? '' })),
      [example],
    )
  }

  /** Uploads a file and looks through it; nothing is imported yet. */
  @Post()
  @Allow('order.import')
  async check(@Req() request: FastifyRequest, @CurrentActor() actor: Actor): Promise<OrderCheckReply> {
    const file = await request.file()
    if (!file) throw new AppError('FILE_UNREADABLE', { params: { reason: '没有收到文件' } })
    if (actor.kind !== 'staff') throw new AppError('NOT_LOGGED_IN')
    const { orderImport, rejected } = await this.imports.check(file.filename, await file.toBuffer(), actor)
    const twin = await this.imports.earlierTwin(orderImport)
    return {
      ...presentImport(orderImport),
      errors: rejected.slice(0, ERRORS_SHOWN),
      importedBeforeAt: twin?.createdAt.toISOString() ?? null,
    }
  }

  @Get(':id')
  @Allow('order.read')
  async get(@Param('id', ParseIntPipe) id: number): Promise<OrderImportReply> {
    return presentImport(await this.imports.get(id))
  }

  @Post(':id/start')
  @HttpCode(200)
  @Allow('order.import')
  async start(@Param('id', ParseIntPipe) id: number): Promise<OrderImportReply> {
    return presentImport(await this.imports.start(id))
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Allow('order.import')
  async cancel(@Param('id', ParseIntPipe) id: number): Promise<OrderImportReply> {
    return presentImport(await this.imports.cancel(id))
  }

  /** The lines that were left out, each with its number, its reason and what it said: mend them and upload this very file. */
  @Get(':id/rejects')
  @Allow('order.import')
  async rejects(@Param('id', ParseIntPipe) id: number, @Res() reply: FastifyReply): Promise<void> {
    const { fileName, rejectedRows } = await this.imports.get(id)
    if (rejectedRows === 0) throw new AppError('ORDER_REJECTS_GONE')
    const rejects = rejectsOf(await this.imports.reopen(id))
    await sendCsv(
      reply,
      `${fileName.replace(/\.[^.]*$/, '')}-被拒绝的行`,
      [
        { header: '行号', value: (row) => row.row },
        { header: '原因', value: (row) => row.reason },
        ...ORDER_HEADINGS.map(({ key, heading }) => ({
          header: heading,
          value: (row: Reject) => row.cells[key] ?? '',
        })),
      ],
      rejects,
    )
  }
}

function rejectsOf({ table, rejected }: ReadImport): Reject[] {
  const cells = new Map(table.rows.map((row) => [row.row, row.cells]))
  return rejected.map((line) => ({ ...line, cells: cells.get(line.row) ?? {} }))
}
