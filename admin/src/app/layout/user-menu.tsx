import { DownOutlined, KeyOutlined, LogoutOutlined } from '@ant-design/icons'
import { Dropdown } from 'antd'
import { useState } from 'react'
import { ROLES } from '@guiyi/shared'
import { useLogout } from '../../features/auth/api/logout'
import { ChangePassword } from '../../features/auth/components/change-password'
import { useSession } from '../../lib/session'
import { PersonAvatar } from '../../ui'
import css from './top-bar.module.css'

export function UserMenu() {
  const session = useSession()
  const logout = useLogout()
  const [changing, setChanging] = useState(false)
  return (
    <>
      <Dropdown
        trigger={['click']}
        placement="bottomRight"
        menu={{
          items: [
            { key: 'password', icon: <KeyOutlined />, label: '修改密码' },
            { type: 'divider' },
            { key: 'logout', icon: <LogoutOutlined />, label: '退出登录' },
          ],
          onClick: ({ key }) => (key === 'logout' ? logout.mutate() : setChanging(true)),
        }}
      >
        <button type="button" className={css.user} aria-label={`当前账号：${session.name}`}>
          <PersonAvatar name={session.name} seed={session.username} size={28} />
          <span>{session.name}</span>
          <span className={css.role}>{ROLES[session.role]}</span>
          <DownOutlined style={{ fontSize: 10, color: 'var(--ink-faint)' }} />
        </button>
      </Dropdown>
      <ChangePassword open={changing} onClose={() => setChanging(false)} />
    </>
  )
}
