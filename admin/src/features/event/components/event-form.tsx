import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import { DrawerForm } from '../../../ui'
import { useChangeEvent, useDeclareEvent, type EventDefinition, type EventProperty } from '../api/tracking-plan'
import { PROPERTY_TYPES } from '../labels'

interface Values {
  name: string
  label: string
  description?: string
  properties?: EventProperty[]
}

const TYPES = Object.entries(PROPERTY_TYPES).map(([value, label]) => ({ value, label }))
const KEY_RULE = { pattern: /^[a-z][a-z0-9_]{0,63}$/, message: '小写字母、数字和下划线，以字母开头' }

/** Declares an event, or changes one. What a built-in event came with stays as it is. */
export function EventForm({
  event,
  open,
  onClose,
}: {
  event: EventDefinition | null
  open: boolean
  onClose: () => void
}) {
  const declare = useDeclareEvent()
  const change = useChangeEvent()
  const fixed = event?.builtIn ? event.properties.length : 0
  const submit = ({ name, label, description = '', properties = [] }: Values) => {
    const plan = { label, description, properties }
    return event ? change.mutateAsync({ name: event.name, ...plan }) : declare.mutateAsync({ name, ...plan })
  }
  return (
    <DrawerForm<Values>
      title={event ? `编辑「${event.label}」` : '新增事件'}
      open={open}
      onClose={onClose}
      width={640}
      initialValues={event ?? { properties: [] }}
      onSubmit={submit}
    >
      <Form.Item
        name="name"
        label="事件标识"
        rules={[{ required: true, message: '请填写事件标识' }, KEY_RULE]}
        extra="上报时使用，创建后不能修改"
      >
        <Input placeholder="visit_store" disabled={event !== null} />
      </Form.Item>
      <Form.Item name="label" label="事件名称" rules={[{ required: true, message: '请填写事件名称' }, { max: 64 }]}>
        <Input placeholder="到店" />
      </Form.Item>
      <Form.Item name="description" label="说明" rules={[{ max: 200 }]}>
        <Input placeholder="什么时候上报、由谁上报" />
      </Form.Item>
      <div className="small faint" style={{ marginBottom: 8 }}>
        属性
      </div>
      <Form.List name="properties">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div
                key={key}
                style={{ display: 'grid', gridTemplateColumns: '1fr 1fr 130px 70px 32px', gap: 8, alignItems: 'start' }}
              >
                <Form.Item
                  name={[name, 'key']}
                  rules={[{ required: true, message: '必填' }, KEY_RULE]}
                  style={{ marginBottom: 10 }}
                >
                  <Input placeholder="标识 store" disabled={name < fixed} />
                </Form.Item>
                <Form.Item
                  name={[name, 'label']}
                  rules={[{ required: true, message: '必填' }]}
                  style={{ marginBottom: 10 }}
                >
                  <Input placeholder="名称 门店" />
                </Form.Item>
                <Form.Item
                  name={[name, 'type']}
                  rules={[{ required: true, message: '必选' }]}
                  style={{ marginBottom: 10 }}
                >
                  <Select options={TYPES} placeholder="类型" disabled={name < fixed} />
                </Form.Item>
                <Form.Item name={[name, 'required']} valuePropName="checked" style={{ marginBottom: 10 }}>
                  <Checkbox disabled={name < fixed}>必填</Checkbox>
                </Form.Item>
                <Button
                  type="text"
                  aria-label="删除属性"
                  icon={<DeleteOutlined />}
                  disabled={name < fixed}
                  onClick={() => remove(name)}
                />
              </div>
            ))}
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({ type: 'text', required: false })}>
              添加属性
            </Button>
          </>
        )}
      </Form.List>
    </DrawerForm>
  )
}
