import { Descriptions, Form, Input, InputNumber } from 'antd'
import { formatFen } from '../../../lib/format'
import { DrawerForm } from '../../../ui'
import { useRefund, type Payment } from '../api/payments'

interface Values {
  yuan: number
  reason: string
}

/** Gives money back for a paid order: all that is left, or a part of it. */
export function RefundForm({ payment, onClose }: { payment: Payment | null; onClose: () => void }) {
  const refund = useRefund()
  const leftFen = payment ? payment.amountFen - payment.refundedFen : 0
  return (
    <DrawerForm<Values>
      key={payment?.orderNo}
      title="退款"
      open={payment !== null}
      onClose={onClose}
      okText="确认退款"
      success="退款已提交，款项将原路退回"
      initialValues={{ yuan: leftFen / 100 }}
      onSubmit={({ yuan, reason }) =>
        refund.mutateAsync({ orderNo: payment?.orderNo ?? '', amountFen: Math.round(yuan * 100), reason })
      }
    >
      <Descriptions
        column={1}
        size="small"
        style={{ marginBottom: 20 }}
        items={[
          { key: 'no', label: '订单号', children: <span className="tabular">{payment?.orderNo}</span> },
          { key: 'who', label: '客户', children: payment?.customerName },
          { key: 'what', label: '商品', children: payment && `${payment.productName} ×${payment.quantity}` },
          { key: 'paid', label: '实付', children: formatFen(payment?.amountFen ?? 0) },
          { key: 'left', label: '可退', children: formatFen(leftFen) },
        ]}
      />
      <Form.Item name="yuan" label="退款金额" rules={[{ required: true, message: '请填写退款金额' }]}>
        <InputNumber min={0.01} max={leftFen / 100} precision={2} prefix="¥" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item
        name="reason"
        label="退款原因"
        extra="客户会在微信支付的退款通知里看到"
        rules={[{ required: true, whitespace: true, message: '请填写退款原因' }, { max: 80 }]}
      >
        <Input.TextArea rows={3} maxLength={80} showCount placeholder="如：到店体验时间冲突，协商退款" />
      </Form.Item>
    </DrawerForm>
  )
}
