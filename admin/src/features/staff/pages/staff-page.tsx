import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { ROLES } from '@guiyi/shared'
import { useCan } from '../../../lib/session'
import {
  DataTable,
  DateTime,
  EmptyState,
  ListSearch,
  ListSelect,
  PageHeader,
  PersonAvatar,
  StatePill,
  useList,
  type Column,
} from '../../../ui'
import { staffQuery, type StaffMember } from '../api/list-staff'
import { DisableButton } from '../components/disable-button'
import { RoleMatrix } from '../components/role-matrix'
import { StaffForm } from '../components/staff-form'

const roleOptions = Object.entries(ROLES).map(([value, label]) => ({ value, label }))

export default function StaffPage() {
  const list = useList({ filters: ['search', 'role'] })
  const result = useQuery(staffQuery(list.query))
  const writes = useCan('staff.write')
  const [editing, setEditing] = useState<StaffMember | 'new' | null>(null)
  const [showsRoles, setShowsRoles] = useState(false)

  const columns: Column<StaffMember>[] = [
    {
      title: '员工',
      render: (_, row) => (
        <span className="row" style={{ flexWrap: 'nowrap', opacity: row.disabled ? 0.55 : 1 }}>
          <PersonAvatar name={row.name} seed={row.username} />
          <span>
            <div style={{ fontWeight: 500 }}>{row.name}</div>
            <div className="small faint">{row.username}</div>
          </span>
        </span>
      ),
    },
    { title: '角色', width: 130, render: (_, row) => ROLES[row.role] },
    {
      title: '企微成员',
      width: 190,
      render: (_, row) =>
        row.workUserid ? <span className="tabular">{row.workUserid}</span> : <span className="faint">未绑定</span>,
    },
    {
      title: '登录方式',
      width: 190,
      render: (_, row) =>
        [row.hasPassword && '账号密码', row.workUserid && '企业微信'].filter(Boolean).join('、') || (
          <span className="faint">无法登录</span>
        ),
    },
    { title: '最近登录', width: 140, render: (_, row) => <DateTime value={row.lastLoginAt} mode="ago" /> },
    {
      title: '状态',
      width: 100,
      render: (_, row) => (
        <StatePill tone={row.disabled ? 'neutral' : 'good'}>{row.disabled ? '已停用' : '使用中'}</StatePill>
      ),
    },
    ...(writes
      ? [
          {
            title: '操作',
            width: 130,
            render: (_: unknown, row: StaffMember) => (
              <span className="row" style={{ flexWrap: 'nowrap' }}>
                <Button type="link" size="small" onClick={() => setEditing(row)}>
                  编辑
                </Button>
                <DisableButton member={row} />
              </span>
            ),
          },
        ]
      : []),
  ]

  return (
    <div className="stack">
      <PageHeader
        title="员工与角色"
        description="谁能登录归一、能做什么；销售绑定企微成员后，可以在企业微信侧边栏直接登录。"
        actions={
          <>
            <Button onClick={() => setShowsRoles(true)}>查看角色权限</Button>
            {writes && (
              <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setEditing('new')}>
                添加员工
              </Button>
            )}
          </>
        }
      />
      <DataTable
        label="员工"
        unit="人"
        list={list}
        result={result}
        columns={columns}
        rowKey="id"
        toolbar={
          <>
            <ListSearch list={list} name="search" placeholder="搜索姓名或账号" />
            <ListSelect list={list} name="role" placeholder="角色" options={roleOptions} />
          </>
        }
        empty={<EmptyState title="还没有员工" description="添加员工后，他们就可以登录控制台或企微侧边栏。" />}
      />
      <StaffForm editing={editing} onClose={() => setEditing(null)} />
      <RoleMatrix open={showsRoles} onClose={() => setShowsRoles(false)} />
    </div>
  )
}
