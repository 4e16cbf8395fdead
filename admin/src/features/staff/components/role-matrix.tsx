import { CheckOutlined } from '@ant-design/icons'
import { Drawer } from 'antd'
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES, type Permission, type Role } from '@guiyi/shared'
import css from './role-matrix.module.css'

const roles = Object.keys(ROLES) as Role[]

/** What each role may do, read from the same list that the server enforces. */
export function RoleMatrix({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Drawer title="角色权限" open={open} onClose={onClose} size={640} destroyOnHidden>
      <table className={css.matrix}>
        <thead>
          <tr>
            <th scope="col">权限</th>
            {roles.map((role) => (
              <th key={role} scope="col">
                {ROLES[role]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(Object.keys(PERMISSIONS) as Permission[]).map((permission) => (
            <tr key={permission}>
              <th scope="row">{PERMISSIONS[permission]}</th>
              {roles.map((role) => (
                <td key={role}>
                  {ROLE_PERMISSIONS[role].includes(permission) ? (
                    <CheckOutlined aria-label="有" />
                  ) : (
                    <span aria-label="无">·</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Drawer>
  )
}
