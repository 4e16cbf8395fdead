import { Form, Input } from 'antd'
import { DrawerForm } from '../../../ui'
import { useChangePassword, type PasswordChange } from '../api/change-password'

type Values = PasswordChange & { repeated: string }

export function ChangePassword({ open, onClose }: { open: boolean; onClose: () => void }) {
  const change = useChangePassword()
  return (
    <DrawerForm<Values>
      title="修改密码"
      width={420}
      open={open}
      onClose={onClose}
      okText="修改密码"
      success="密码已修改，其他设备需要重新登录"
      onSubmit={({ currentPassword, newPassword }) => change.mutateAsync({ currentPassword, newPassword })}
    >
      <Form.Item name="currentPassword" label="当前密码" rules={[{ required: true }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="newPassword"
        label="新密码"
        extra="至少 10 位"
        rules={[{ required: true }, { min: 10, message: '至少 10 位' }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeated"
        label="再次输入新密码"
        dependencies={['newPassword']}
        rules={[
          { required: true },
          ({ getFieldValue }) => ({
            validator: (_, value: string) =>
              !value || value === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error('两次输入的新密码不一致')),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </DrawerForm>
  )
}
