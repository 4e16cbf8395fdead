import { Injectable } from '@nestjs/common'
import type { Role } from '@guiyi/shared'
import { In, IsNull, Like, Not } from 'typeorm'
import { AuditTrail } from '../../platform/audit'
import { Database } from '../../platform/database'
import { AppError } from '../../platform/errors'
import { skipTake, type PageQuery } from '../../platform/http'
import { hashPassword } from './password'
import { SessionService } from './session/session.service'
import type { CreateStaffDto, UpdateStaffDto } from './staff.dto'
import { Staff } from './staff.entity'
import { presentStaff } from './staff.presenter'

export interface StaffFilter {
  search?: string
  role?: Role
}

/** The brand's team. */
@Injectable()
export class StaffService {
  constructor(
    private readonly db: Database,
    private readonly sessions: SessionService,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NOT_FOUND */
  async get(id: number): Promise<Staff> {
    const staff = await this.db.repo(Staff).findOneBy({ id })
    if (!staff) throw new AppError('NOT_FOUND', { params: { what: '员工' } })
    return staff
  }

  async byUsername(username: string): Promise<Staff | null> {
    return this.db.repo(Staff).findOneBy({ username })
  }

  /** The member of staff behind a 企业微信 member, if one is bound. */
  async byWorkUserid(workUserid: string): Promise<Staff | null> {
    return this.db.repo(Staff).findOneBy({ workUserid })
  }

  async byIds(ids: readonly number[]): Promise<Map<number, Staff>> {
    if (ids.length === 0) return new Map()
    const staff = await this.db.repo(Staff).findBy({ id: In([...new Set(ids)]) })
    return new Map(staff.map((member) => [member.id, member]))
  }

  async list(filter: StaffFilter, page: PageQuery): Promise<[Staff[], number]> {
    const search = filter.search ? Like(`%${filter.search.replace(/[\\%_]/g, '\\$&')}%`) : undefined
    const role = filter.role ? { role: filter.role } : {}
    return this.db.repo(Staff).findAndCount({
      where: search
        ? [
            { ...role, name: search },
            { ...role, username: search },
          ]
        : role,
      order: { id: 'ASC' },
      ...skipTake(page),
    })
  }

  /** Everyone who has not been disabled. */
  async active(): Promise<Staff[]> {
    return this.db.repo(Staff).find({ where: { disabled: false }, order: { id: 'ASC' } })
  }

  /** Everyone who is a member of the corp (企业微信). */
  async workMembers(): Promise<Staff[]> {
    return this.db.repo(Staff).find({ where: { workUserid: Not(IsNull()) }, order: { id: 'ASC' } })
  }

  /** Everyone who can own leads. */
  async sales(): Promise<Staff[]> {
    return this.db.repo(Staff).find({ where: { role: 'sales', disabled: false }, order: { id: 'ASC' } })
  }

  /** @throws STAFF_USERNAME_TAKEN, STAFF_WORK_USERID_TAKEN */
  async create(dto: CreateStaffDto): Promise<Staff> {
    if (await this.byUsername(dto.username)) throw new AppError('STAFF_USERNAME_TAKEN', { field: 'username' })
    await this.refuseTakenUserid(dto.workUserid ?? null, 0)
    const inserted = await this.db.repo(Staff).insert({
      username: dto.username,
      name: dto.name,
      role: dto.role,
      workUserid: dto.workUserid || null,
      passwordHash: dto.password ? await hashPassword(dto.password) : null,
    })
    const staff = await this.get(Number(inserted.identifiers[0]?.id))
    this.audit.describe({
      action: 'staff.create',
      target: { kind: 'staff', id: staff.id, name: staff.name },
      after: presentStaff(staff),
    })
    return staff
  }

  /**
   * Changes a member of staff. A new password, another role or disabling ends that person's sessions.
   * @throws NOT_FOUND, STAFF_WORK_USERID_TAKEN, STAFF_LAST_ADMINISTRATOR
   */
  async update(id: number, dto: UpdateStaffDto): Promise<Staff> {
    const before = await this.get(id)
    const workUserid = dto.workUserid === undefined ? before.workUserid : dto.workUserid || null
    await this.refuseTakenUserid(workUserid, id)
    const role = dto.role ?? before.role
    const disabled = dto.disabled ?? before.disabled
    if (before.role === 'administrator' && (role !== 'administrator' || disabled))
      await this.refuseLosingLastAdministrator(id)
    await this.db.repo(Staff).update(
      { id },
      {
        name: dto.name ?? before.name,
        role,
        disabled,
        workUserid,
        ...(dto.password ? { passwordHash: await hashPassword(dto.password) } : {}),
      },
    )
    if (dto.password || disabled || role !== before.role) await this.sessions.closeAll(id)
    const after = await this.get(id)
    this.audit.describe({
      action: 'staff.update',
      target: { kind: 'staff', id, name: after.name },
      before: presentStaff(before),
      after: { ...presentStaff(after), passwordChanged: Boolean(dto.password) },
    })
    return after
  }

  private async refuseTakenUserid(workUserid: string | null, exceptId: number): Promise<void> {
    const holder = workUserid ? await this.byWorkUserid(workUserid) : null
    if (holder && holder.id !== exceptId) throw new AppError('STAFF_WORK_USERID_TAKEN', { field: 'workUserid' })
  }

  private async refuseLosingLastAdministrator(id: number): Promise<void> {
    const others = await this.db.query<{ id: number }[]>(
      `SELECT id FROM staff WHERE role = 'administrator' AND disabled = 0 AND id <> ? FOR UPDATE`,
      [id],
    )
    if (others.length === 0) throw new AppError('STAFF_LAST_ADMINISTRATOR')
  }
}
