import { Alert, Input, Modal } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { useUseCoupon } from '../api/coupons'

/** Spends a coupon by the code that a customer shows; ready for the next one at once. */
export function UseCouponDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const [code, setCode] = useState('')
  const spend = useUseCoupon()
  const submit = () => code.length === 12 && spend.mutate(code, { onSuccess: () => setCode('') })
  const close = () => {
    spend.reset()
    setCode('')
    onClose()
  }
  return (
    <Modal
      title="核销优惠券"
      open={open}
      onCancel={close}
      okText="核销"
      onOk={submit}
      okButtonProps={{ loading: spend.isPending, disabled: code.length !== 12 }}
      width={420}
      destroyOnHidden
    >
      <div className="stack">
        <Input
          autoFocus
          size="large"
          aria-label="券码"
          placeholder="输入或扫描 12 位券码"
          maxLength={12}
          value={code}
          onChange={(event) => setCode(event.target.value.toUpperCase().replace(/[^2-9A-HJ-NP-Z]/g, ''))}
          onPressEnter={submit}
          style={{ letterSpacing: 3, fontFamily: 'var(--mono)' }}
        />
        {spend.error && <Alert type="error" showIcon title={messageOf(spend.error)} />}
        {spend.data && <Alert type="success" showIcon title={`已核销「${spend.data.name}」`} />}
      </div>
    </Modal>
  )
}
