import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Form, Input, Radio } from 'antd'
import { ROLES, type Role } from '@guiyi/shared'
import { DrawerForm } from '../../../ui'
import type { StaffMember } from '../api/list-staff'
import { workMembersQuery } from '../api/list-work-members'
import { useCreateStaff, useUpdateStaff } from '../api/save-staff'
import css from './staff-form.module.css'

const roleHints: Record<Role, string> = {
  administrator: '全部功能，包括账号、员工、隐私与审计',
  operator: '标签、分群、群发、线索与数据接入',
  editor: '文章、内容标签与商品',
  sales: '自己的客户与线索，主要使用企微侧边栏',
}

interface Values {
  username: string
  name: string
  role: Role
  password?: string
  workUserid?: string
}

/** Adds a member of staff, or edits one. */
export function StaffForm({ editing, onClose }: { editing: StaffMember | 'new' | null; onClose: () => void }) {
  const create = useCreateStaff()
  const update = useUpdateStaff()
  const members = useQuery({ ...workMembersQuery, enabled: editing !== null })
  const member = editing === 'new' || editing === null ? null : editing

  const submit = ({ username, name, role, password, workUserid }: Values) => {
    const secret = password ? { password } : {}
    if (member) return update.mutateAsync({ id: member.id, name, role, workUserid: workUserid || null, ...secret })
    return create.mutateAsync({ username, name, role, ...secret, ...(workUserid ? { workUserid } : {}) })
  }

  return (
    <DrawerForm<Values>
      key={member?.id ?? 'new'}
      title={member ? `编辑「${member.name}」` : '添加员工'}
      open={editing !== null}
      onClose={onClose}
      success={member ? '已保存' : '员工已添加'}
      initialValues={
        member
          ? {
              username: member.username,
              name: member.name,
              role: member.role,
              workUserid: member.workUserid ?? undefined,
            }
          : { role: 'operator' }
      }
      onSubmit={submit}
    >
      <Form.Item name="name" label="姓名" rules={[{ required: true }, { max: 64 }]}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="username"
        label="账号"
        extra="登录时使用，创建后不能修改"
        rules={[
          { required: true },
          { pattern: /^[a-z][a-z0-9._-]{2,63}$/, message: '3–64 位小写字母、数字或 . _ -，以字母开头' },
        ]}
      >
        <Input disabled={member !== null} autoComplete="off" autoCapitalize="off" />
      </Form.Item>
      <Form.Item name="role" label="角色" rules={[{ required: true }]}>
        <Radio.Group className={css.roles}>
          {(Object.keys(ROLES) as Role[]).map((role) => (
            <Radio key={role} value={role} className={css.role}>
              <span className={css.name}>{ROLES[role]}</span>
              <span className={css.hint}>{roleHints[role]}</span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <Form.Item
        name="workUserid"
        label="企微成员"
        extra="绑定后，这位成员可以在企业微信侧边栏直接登录"
        rules={[{ max: 64 }]}
      >
        <AutoComplete
          allowClear
          options={(members.data ?? []).map(({ userid, name, title }) => ({
            value: userid,
            label: `${name}（${userid}）${title}`,
          }))}
          showSearch={{
            filterOption: (text, option) => `${option?.label ?? ''}`.toLowerCase().includes(text.toLowerCase()),
          }}
          placeholder="选择成员，或填写企业微信账号（userid）"
        />
      </Form.Item>
      <Form.Item
        name="password"
        label={member ? '重设密码' : '初始密码'}
        extra={member ? '留空则不修改；重设后该员工需要重新登录' : '至少 10 位；只用企业微信登录的员工可以不设'}
        rules={[{ min: 10, message: '至少 10 位' }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </DrawerForm>
  )
}
