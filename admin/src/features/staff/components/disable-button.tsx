import { App } from 'antd'
import { ConfirmButton } from '../../../ui'
import type { StaffMember } from '../api/list-staff'
import { useUpdateStaff } from '../api/save-staff'

export function DisableButton({ member }: { member: StaffMember }) {
  const update = useUpdateStaff()
  const { message } = App.useApp()
  const verb = member.disabled ? '启用' : '停用'
  return (
    <ConfirmButton
      type="link"
      size="small"
      danger={!member.disabled}
      title={`${verb}「${member.name}」？`}
      description={
        member.disabled
          ? '启用后可以重新登录，角色与绑定保持不变。'
          : '停用后立即退出所有登录，名下的线索不会自动转移。'
      }
      okText={verb}
      onConfirm={async () => {
        await update.mutateAsync({ id: member.id, disabled: !member.disabled })
        message.success(`已${verb}`)
      }}
    >
      {verb}
    </ConfirmButton>
  )
}
