import { ROLE_PERMISSIONS } from '@guiyi/shared'
import type { MeReply, StaffReply } from './staff.dto'
import type { Staff } from './staff.entity'

/** What the console may see of a member of staff. */
export const presentStaff = (staff: Staff): StaffReply => ({
  id: staff.id,
  username: staff.username,
  name: staff.name,
  role: staff.role,
  workUserid: staff.workUserid,
  disabled: staff.disabled,
  hasPassword: staff.passwordHash !== null,
  lastLoginAt: staff.lastLoginAt?.toISOString() ?? null,
  createdAt: staff.createdAt.toISOString(),
})

/** Oneself, with what one may do. */
export const presentMe = (staff: Staff): MeReply => ({
  id: staff.id,
  username: staff.username,
  name: staff.name,
  role: staff.role,
  permissions: [...ROLE_PERMISSIONS[staff.role]],
})
