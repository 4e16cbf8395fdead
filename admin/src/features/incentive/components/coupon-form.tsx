import { DatePicker, Form, Input, InputNumber, Segmented, Switch } from 'antd'
import type { Dayjs } from 'dayjs'
import { pickerValue, shanghaiInstant } from '../../../lib/format'
import { DrawerForm } from '../../../ui'
import { useSaveCoupon, type Coupon } from '../api/coupons'

interface Values {
  name: string
  description?: string
  amountYuan: number
  thresholdYuan: number
  stock: number
  perPersonLimit: number
  requiresPhone: boolean
  openAt: Dayjs
  closeAt?: Dayjs | null
  validity: 'days' | 'until'
  validDays?: number
  validUntil?: Dayjs
}

const FEN_PER_YUAN = 100

const valuesOf = (coupon: Coupon): Partial<Values> => ({
  name: coupon.name,
  description: coupon.description,
  amountYuan: coupon.amountFen / FEN_PER_YUAN,
  thresholdYuan: coupon.thresholdFen / FEN_PER_YUAN,
  stock: coupon.stock,
  perPersonLimit: coupon.perPersonLimit,
  requiresPhone: coupon.requiresPhone,
  openAt: pickerValue(coupon.openAt) ?? undefined,
  closeAt: pickerValue(coupon.closeAt) ?? undefined,
  validity: coupon.validDays === null ? 'until' : 'days',
  validDays: coupon.validDays ?? undefined,
  validUntil: pickerValue(coupon.validUntil) ?? undefined,
})

/** Makes a coupon, or changes its terms for those who claim from now on. */
export function CouponForm({ editing, onClose }: { editing: Coupon | 'new' | null; onClose: () => void }) {
  const coupon = editing === 'new' ? null : editing
  const [form] = Form.useForm<Values>()
  const validity = Form.useWatch('validity', { form, preserve: true }) ?? 'days'
  const save = useSaveCoupon()
  const submit = (values: Values) =>
    save.mutateAsync({
      id: coupon?.id,
      name: values.name,
      description: values.description,
      amountFen: Math.round(values.amountYuan * FEN_PER_YUAN),
      thresholdFen: Math.round(values.thresholdYuan * FEN_PER_YUAN),
      stock: values.stock,
      perPersonLimit: values.perPersonLimit,
      requiresPhone: values.requiresPhone,
      openAt: shanghaiInstant(values.openAt),
      closeAt: values.closeAt ? shanghaiInstant(values.closeAt) : null,
      validDays: values.validity === 'days' ? (values.validDays ?? null) : null,
      validUntil: values.validity === 'until' && values.validUntil ? shanghaiInstant(values.validUntil) : null,
    })
  return (
    <DrawerForm<Values>
      key={coupon?.id ?? 'new'}
      title={coupon ? '编辑优惠券' : '新建优惠券'}
      open={editing !== null}
      onClose={onClose}
      form={form}
      onSubmit={submit}
      initialValues={
        coupon
          ? valuesOf(coupon)
          : {
              thresholdYuan: 0,
              perPersonLimit: 1,
              requiresPhone: true,
              validity: 'days',
              validDays: 30,
              openAt: pickerValue(new Date().toISOString()) ?? undefined,
            }
      }
    >
      <Form.Item name="name" label="名称" rules={[{ required: true }, { max: 60 }]}>
        <Input autoComplete="off" placeholder="例如：新人见面礼 30 元" />
      </Form.Item>
      <div className="grid" style={{ gridTemplateColumns: '1fr 1fr' }}>
        <Form.Item name="amountYuan" label="面额" rules={[{ required: true }]}>
          <InputNumber min={0.01} precision={2} suffix="元" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="thresholdYuan" label="使用门槛" extra="0 表示无门槛" rules={[{ required: true }]}>
          <InputNumber min={0} precision={2} suffix="元" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="stock" label="发放总量" rules={[{ required: true }]}>
          <InputNumber
            min={Math.max(1, coupon?.claimedCount ?? 1)}
            precision={0}
            suffix="张"
            style={{ width: '100%' }}
          />
        </Form.Item>
        <Form.Item name="perPersonLimit" label="每人限领" rules={[{ required: true }]}>
          <InputNumber min={1} max={100} precision={0} suffix="张" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="openAt" label="领取开始" rules={[{ required: true }]}>
          <DatePicker showTime format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name="closeAt" label="领取结束" extra="留空则一直可领">
          <DatePicker showTime format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <Form.Item name="validity" label="有效期" rules={[{ required: true }]} style={{ marginBottom: 12 }}>
        <Segmented
          block
          options={[
            { value: 'days', label: '领取后若干天' },
            { value: 'until', label: '固定到某一天' },
          ]}
        />
      </Form.Item>
      {validity === 'days' ? (
        <Form.Item name="validDays" rules={[{ required: true, message: '请填写天数' }]}>
          <InputNumber
            aria-label="领取后有效天数"
            min={1}
            max={3650}
            precision={0}
            suffix="天内有效"
            style={{ width: '100%' }}
          />
        </Form.Item>
      ) : (
        <Form.Item name="validUntil" rules={[{ required: true, message: '请选择日期' }]}>
          <DatePicker aria-label="有效期至" showTime format="YYYY-MM-DD HH:mm" style={{ width: '100%' }} />
        </Form.Item>
      )}
      <Form.Item
        name="requiresPhone"
        label="需要手机号"
        extra="打开后，没有授权手机号的客户会先看到授权提示"
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
      <Form.Item name="description" label="使用说明" rules={[{ max: 200 }]}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 4 }} />
      </Form.Item>
    </DrawerForm>
  )
}
