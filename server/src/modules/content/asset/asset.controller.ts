import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuditTrail } from '../../../platform/audit'
import { AppError } from '../../../platform/errors'
import { Allow, Public } from '../../../platform/http'
import { AssetReply } from './asset.dto'
import { AssetService } from './asset.service'
import { draw } from './drawn-image'

/** A picture under a name that stands for its bytes never changes. */
const FOR_EVER = 'public, max-age=31536000, immutable'

@Controller()
export class AssetController {
  constructor(
    private readonly assets: AssetService,
    private readonly audit: AuditTrail,
  ) {}

  @Post('api/assets')
  @Allow('content.write')
  async upload(@Req() request: FastifyRequest): Promise<AssetReply> {
    const file = await request.file()
    if (!file) throw new AppError('IMAGE_UNREADABLE')
    const url = await this.assets.keep(await file.toBuffer())
    this.audit.describe({
      action: 'asset.upload',
      target: { kind: 'asset', id: url.slice(-36), name: file.filename.slice(0, 120) },
    })
    return { url }
  }

  @Get('assets/uploads/:name')
  @Public('Pictures of articles and products are shown to everybody')
  async uploaded(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const { bytes, type } = await this.assets.read(name)
    await reply
      .header('content-type', type)
      .header('cache-control', FOR_EVER)
      .header('x-content-type-options', 'nosniff')
      .send(bytes)
  }

  @Get('assets/drawn/:name')
  @Public('Pictures of articles and products are shown to everybody')
  async drawn(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    const svg = draw(name)
    if (svg === null) throw new AppError('NOT_FOUND', { params: { what: '图片' } })
    await reply.header('content-type', 'image/svg+xml').header('cache-control', FOR_EVER).send(svg)
  }
}
