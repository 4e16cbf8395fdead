import { ok, type Endpoint } from '../../kernel/endpoint'
import { PlatformError } from '../../kernel/errors'
import type { Kernel } from '../../kernel/kernel'
import { page, text } from '../../kernel/validate'
import { post, read } from './calls'
import { ROOT_DEPARTMENT, type Department, type Directory, type Member } from './directory'

/** A member as a self-built app sees one since 2022-06: no phone, portrait, gender, e-mail or address. */
function present({ userid, name, title, departments, status }: Member): Record<string, unknown> {
  return {
    userid,
    name,
    department: departments,
    order: departments.map(() => 0),
    main_department: departments[0] ?? ROOT_DEPARTMENT,
    position: title,
    status,
    isleader: 0,
    is_leader_in_dept: departments.map(() => 0),
    direct_leader: [],
    enable: status === 2 ? 0 : 1,
    extattr: { attrs: [] },
    alias: '',
    telephone: '',
  }
}

function presentDepartment({ id, name, parentId, order }: Department): Record<string, unknown> {
  return { id, name, name_en: '', department_leader: [], parentid: parentId, order }
}

/** A department and all below it, or everything without an id; raises 60003 for an unknown one. */
function departmentsFrom(directory: Directory, id: string | undefined): Department[] {
  const all = directory.departments()
  if (id === undefined || id === '') return all
  const wanted = new Set([departmentId(id)])
  if (!all.some((department) => wanted.has(department.id))) throw new PlatformError(60003)
  for (const department of all) if (wanted.has(department.parentId)) wanted.add(department.id)
  return all.filter((department) => wanted.has(department.id))
}

function departmentId(value: string | undefined): number {
  if (value === undefined || !/^\d{1,10}$/.test(value)) throw new PlatformError(60123)
  return Number(value)
}

function find(directory: Directory, fits: (member: Member) => boolean, errcode: number): Record<string, unknown> {
  const member = directory.all().find(fits)
  if (member === undefined) throw new PlatformError(errcode)
  return ok({ userid: member.userid })
}

/** The address book (protocol reference §3.13). */
export function directoryEndpoints(kernel: Kernel, directory: Directory): Endpoint[] {
  const members = (query: Record<string, string | undefined>): Member[] =>
    directory.inDepartment(departmentId(query.department_id), query.fetch_child === '1')
  return [
    read('department/list', '部门列表', { id: '1' }, ({ query }) =>
      ok({ department: departmentsFrom(directory, query.id).map(presentDepartment) }),
    ),
    read('department/simplelist', '部门编号列表', { id: '1' }, ({ query }) =>
      ok({
        department_id: departmentsFrom(directory, query.id).map(({ id, parentId, order }) => ({
          id,
          parentid: parentId,
          order,
        })),
      }),
    ),
    read('department/get', '部门详情', { id: '1' }, ({ query }) => {
      const [department] = departmentsFrom(directory, String(departmentId(query.id)))
      return ok({ department: department === undefined ? {} : presentDepartment(department) })
    }),
    read('user/get', '成员详情', { userid: 'linxiaoyu' }, ({ query }) =>
      ok(present(directory.require(query.userid ?? ''))),
    ),
    read('user/list', '部门成员详情', { department_id: '1', fetch_child: '1' }, ({ query }) =>
      ok({ userlist: members(query).map(present) }),
    ),
    read('user/simplelist', '部门成员', { department_id: '1', fetch_child: '1' }, ({ query }) =>
      ok({
        userlist: members(query).map(({ userid, name, departments }) => ({ userid, name, department: departments })),
      }),
    ),
    post('user/list_id', '成员编号列表', { cursor: '', limit: 10_000 }, ({ body }) => {
      const pairs = directory
        .all()
        .flatMap(({ userid, departments }) => departments.map((department) => ({ userid, department })))
      const { items, nextCursor } = page(pairs, body, 10_000, 10_000)
      return ok({ dept_user: items, next_cursor: nextCursor })
    }),
    post('user/getuserid', '由手机号得到成员编号', { mobile: '19900000001' }, ({ body }) => {
      const mobile = text(body, 'mobile', 40058)
      return find(directory, (member) => member.mobile === mobile, 46004)
    }),
    post('user/get_userid_by_email', '由邮箱得到成员编号', { email: 'linxiaoyu@guyuji.example' }, ({ body }) => {
      const email = text(body, 'email', 40058)
      return find(directory, (member) => member.email === email, 46004)
    }),
    post('user/convert_to_openid', '成员编号转为微信 openid', { userid: 'linxiaoyu' }, ({ body }) => {
      const { userid } = directory.require(text(body, 'userid', 40058))
      return ok({ openid: kernel.people.memberOpenid(userid, kernel.accounts.work.corpid) })
    }),
  ]
}
