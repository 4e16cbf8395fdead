import { ROLES, type Permission, type Role } from '@guiyi/shared'
import { IsBoolean, IsIn, IsOptional, IsString, Length, Matches, MaxLength, ValidateIf } from 'class-validator'
import { PageOf, PageQuery } from '../../platform/http'

const ROLE_KEYS = Object.keys(ROLES)

export class LoginDto {
  @IsString()
  @Length(1, 64)
  username: string

  @IsString()
  @Length(1, 200)
  password: string
}

export class WorkLoginDto {
  /** The OAuth code that 企业微信 gave the sidebar; single use, five minutes. */
  @IsString()
  @Length(1, 512)
  code: string
}

export class ChangePasswordDto {
  @IsString()
  @Length(1, 200)
  currentPassword: string

  @IsString()
  @Length(10, 200, { message: '新密码至少 10 位' })
  newPassword: string
}

export class StaffReply {
  id: number
  username: string
  name: string
  role: Role
  workUserid: string | null
  disabled: boolean
  hasPassword: boolean
  lastLoginAt: string | null
  createdAt: string
}

export class MeReply {
  id: number
  username: string
  name: string
  role: Role
  permissions: Permission[]
}

export class StaffPage extends PageOf {
  items: StaffReply[]
}

export class CreateStaffDto {
  @Matches(/^[a-z][a-z0-9._-]{2,63}$/, { message: '用户名为 3–64 位小写字母、数字或 . _ -，以字母开头' })
  username: string

  @IsString()
  @Length(1, 64)
  name: string

  @IsIn(ROLE_KEYS)
  role: Role

  @IsOptional()
  @IsString()
  @Length(10, 200, { message: '密码至少 10 位' })
  password?: string

  @IsOptional()
  @IsString()
  @MaxLength(64)
  workUserid?: string
}

export class UpdateStaffDto {
  @IsOptional()
  @IsString()
  @Length(1, 64)
  name?: string

  @IsOptional()
  @IsIn(ROLE_KEYS)
  role?: Role

  @IsOptional()
  @IsBoolean()
  disabled?: boolean

  @IsOptional()
  @IsString()
  @Length(10, 200, { message: '密码至少 10 位' })
  password?: string

  /** An empty text or null unbinds. */
  @IsOptional()
  @ValidateIf((dto: UpdateStaffDto) => dto.workUserid !== null)
  @IsString()
  @MaxLength(64)
  workUserid?: string | null
}

export class StaffQuery extends PageQuery {
  @IsOptional()
  @IsString()
  @MaxLength(64)
  search?: string

  @IsOptional()
  @IsIn(Object.keys(ROLES))
  role?: Role
}
