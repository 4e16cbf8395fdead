import { Module } from '@nestjs/common'
import { AccountModule } from '../account'
import { AuditController } from './audit/audit.controller'
import { CreateFirstAdministrator } from './commands/create-first-administrator'
import { LoadDemoStaff } from './commands/load-demo-staff'
import { AuthController } from './session/auth.controller'
import { AuthService } from './session/auth.service'
import { LoginThrottle } from './session/login-throttle'
import { SessionService } from './session/session.service'
import { StaffController } from './staff.controller'
import { StaffService } from './staff.service'
import { JobsController } from './system/jobs.controller'

export { Staff } from './staff.entity'
export { StaffService } from './staff.service'

/** 员工: who works here, what they may do, and what they did. */
@Module({
  imports: [AccountModule],
  controllers: [AuthController, StaffController, AuditController, JobsController],
  providers: [AuthService, CreateFirstAdministrator, LoadDemoStaff, LoginThrottle, SessionService, StaffService],
  exports: [StaffService],
})
export class StaffModule {}
