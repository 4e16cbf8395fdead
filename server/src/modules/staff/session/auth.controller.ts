import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AuditTrail } from '../../../platform/audit'
import type { Actor } from '../../../platform/context'
import { AllowAnyStaff, CurrentActor, OwnTransactions, Public, staffOf } from '../../../platform/http'
import { ChangePasswordDto, LoginDto, MeReply, WorkLoginDto } from '../staff.dto'
import { presentMe } from '../staff.presenter'
import { StaffService } from '../staff.service'
import { AuthService } from './auth.service'
import { SessionService } from './session.service'

@Controller('api/auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly sessions: SessionService,
    private readonly staff: StaffService,
    private readonly audit: AuditTrail,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public('Logging in is how one stops being anonymous; throttled')
  async login(
    @Body() dto: LoginDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeReply> {
    const staff = await this.auth.byPassword(dto.username, dto.password, request.ip)
    await this.sessions.open(staff, 'password', request, reply)
    return presentMe(staff)
  }

  @Post('work')
  @HttpCode(200)
  @Public('The sidebar logs in with a single-use code of 企业微信')
  async work(
    @Body() dto: WorkLoginDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<MeReply> {
    const staff = await this.auth.byWorkCode(dto.code)
    await this.sessions.open(staff, 'work', request, reply)
    return presentMe(staff)
  }

  @Get('me')
  @AllowAnyStaff()
  async me(@CurrentActor() actor: Actor): Promise<MeReply> {
    return presentMe(await this.staff.get(staffOf(actor).staffId))
  }

  @Post('logout')
  @HttpCode(204)
  @AllowAnyStaff()
  async logout(
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.audit.describe({ action: 'session.close' })
    await this.sessions.close(staffOf(actor).sessionId, request, reply)
  }

  @Post('password')
  @HttpCode(204)
  @AllowAnyStaff()
  @OwnTransactions('A failed attempt must stay counted, so it may not roll back')
  async password(
    @Body() dto: ChangePasswordDto,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    this.audit.describe({ action: 'session.change-password' })
    await this.auth.changePassword(staffOf(actor), dto.currentPassword, dto.newPassword, request.ip)
  }
}
