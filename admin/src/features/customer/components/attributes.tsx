import { EditOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, DatePicker, Form, Input, InputNumber, Select, Switch, Tooltip } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { formatTime } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { DrawerForm, EmptyState, Section } from '../../../ui'
import {
  attributeDefinitionsQuery,
  useSetAttribute,
  type AttributeDefinition,
  type AttributeValue,
} from '../api/change-customer'
import type { CustomerDetail } from '../api/get-customer'
import css from './facts.module.css'

/** What is known about the person, each fact with its source; staff can add what they were told. */
export function Attributes({ customer }: { customer: CustomerDetail }) {
  const [open, setOpen] = useState(false)
  const mayWrite = useCan('customer.write')
  const add = mayWrite && (
    <Button type="text" size="small" icon={<EditOutlined />} onClick={() => setOpen(true)}>
      编辑
    </Button>
  )
  return (
    <Section title="基本属性" extra={add}>
      {customer.attributes.length === 0 ? (
        <EmptyState compact title="还没有属性" description="填写表单、导入数据或员工录入后显示。" />
      ) : (
        <div className={css.list}>
          {customer.attributes.map(({ key, label, display, sourceLabel, at }) => (
            <div key={key} className={css.fact}>
              <span className={css.key}>{label}</span>
              <span className={css.value}>{display}</span>
              <Tooltip title={formatTime(at)}>
                <span className={css.source}>{sourceLabel}</span>
              </Tooltip>
            </div>
          ))}
        </div>
      )}
      <AttributeForm customer={customer} open={open} onClose={() => setOpen(false)} />
    </Section>
  )
}

interface Values {
  key: string
  value: AttributeValue
}

function AttributeForm({ customer, open, onClose }: { customer: CustomerDetail; open: boolean; onClose: () => void }) {
  const definitions = useQuery({ ...attributeDefinitionsQuery, enabled: open })
  const save = useSetAttribute(customer.id)
  const [form] = Form.useForm<Values>()
  const key = Form.useWatch('key', form)
  const definition = definitions.data?.find((one) => one.key === key)
  return (
    <DrawerForm<Values>
      title="编辑属性"
      form={form}
      open={open}
      onClose={onClose}
      width={420}
      onSubmit={(values) => save.mutateAsync(values)}
      formProps={{ onValuesChange: (change) => 'key' in change && form.setFieldValue('value', undefined) }}
    >
      <Form.Item name="key" label="属性" rules={[{ required: true, message: '请选择属性' }]}>
        <Select
          placeholder="选择要填写的属性"
          options={(definitions.data ?? []).map(({ key: value, label }) => ({ value, label }))}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
      {definition && <ValueItem definition={definition} />}
      <p className="small faint">本人填写的内容优先于员工录入；两者都会保留来源和时间。</p>
    </DrawerForm>
  )
}

function ValueItem({ definition }: { definition: AttributeDefinition }) {
  const rules = [{ required: true, message: '请填写' }]
  const options = definition.options ?? []
  switch (definition.type) {
    case 'enum':
      return (
        <Form.Item name="value" label={definition.label} rules={rules}>
          <Select options={options} placeholder="请选择" />
        </Form.Item>
      )
    case 'list':
      return (
        <Form.Item name="value" label={definition.label} rules={rules}>
          <Select mode={options.length > 0 ? 'multiple' : 'tags'} options={options} placeholder="可选多项" />
        </Form.Item>
      )
    case 'date':
      return (
        <Form.Item
          name="value"
          label={definition.label}
          rules={rules}
          getValueProps={(value?: string) => ({ value: value ? dayjs(value) : null })}
          getValueFromEvent={(_: unknown, text: string) => text || undefined}
        >
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
      )
    case 'number':
      return (
        <Form.Item name="value" label={definition.label} rules={rules}>
          <InputNumber style={{ width: '100%' }} />
        </Form.Item>
      )
    case 'money':
      return (
        <Form.Item
          name="value"
          label={definition.label}
          rules={rules}
          getValueProps={(fen?: number) => ({ value: fen === undefined ? undefined : fen / 100 })}
          getValueFromEvent={(yuan: number | null) => (yuan === null ? undefined : Math.round(yuan * 100))}
        >
          <InputNumber prefix="¥" precision={2} style={{ width: '100%' }} />
        </Form.Item>
      )
    case 'boolean':
      return (
        <Form.Item name="value" label={definition.label} valuePropName="checked" initialValue={false}>
          <Switch checkedChildren="是" unCheckedChildren="否" />
        </Form.Item>
      )
    default:
      return (
        <Form.Item name="value" label={definition.label} rules={[...rules, { max: 500 }]}>
          <Input placeholder="请输入" />
        </Form.Item>
      )
  }
}
