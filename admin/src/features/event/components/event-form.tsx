import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Form, Input, InputNumber, Select, Tooltip } from 'antd'
import { DrawerForm } from '../../../ui'
import {
  eventUsersQuery,
  ownersQuery,
  useChangeEvent,
  useDeclareEvent,
  type EventDefinition,
  type EventProperty,
  type EventUser,
} from '../api/tracking-plan'
import { PROPERTY_TYPES } from '../labels'

interface Values {
  name: string
  label: string
  description?: string
  properties?: EventProperty[]
  senders?: string[]
  ownerId?: number | null
  expectedDaily?: number | null
}

/** What a new event begins with: an empty form, or what samples suggest. */
export type EventDraft = Pick<Values, 'name' | 'label' | 'properties' | 'senders'>

const TYPES = Object.entries(PROPERTY_TYPES).map(([value, label]) => ({ value, label }))
const KEY_RULE = { pattern: /^[a-z][a-z0-9_]{0,63}$/, message: '小写字母、数字和下划线，以字母开头' }

/** Declares an event, or changes one. What a built-in event came with stays as it is. */
export function EventForm({
  event,
  draft,
  open,
  onClose,
  onSaved,
}: {
  event: EventDefinition | null
  draft?: EventDraft
  open: boolean
  onClose: () => void
  /** Told the event's name after it was declared or changed. */
  onSaved?: (name: string) => Promise<unknown>
}) {
  const declare = useDeclareEvent()
  const change = useChangeEvent()
  const fixed = event?.builtIn ? event.properties.length : 0
  const owners = useQuery(ownersQuery)
  const users = useQuery({ ...eventUsersQuery(event?.name ?? ''), enabled: open && event !== null })
  const [form] = Form.useForm<Values>()
  const written = Form.useWatch('properties', form) ?? []
  const submit = async (values: Values) => {
    const {
      name,
      label,
      description = '',
      properties = [],
      senders = [],
      ownerId = null,
      expectedDaily = null,
    } = values
    const plan = { label, description, properties, senders, ownerId, expectedDaily }
    if (event) await change.mutateAsync({ name: event.name, version: event.version, ...plan })
    else await declare.mutateAsync({ name, ...plan })
    await onSaved?.(event?.name ?? name)
  }
  // A draft may bring properties that the declared event does not have yet.
  const start: Partial<Values> = event
    ? { ...event, ownerId: event.owner?.id ?? null, ...draft }
    : (draft ?? { properties: [] })
  return (
    <DrawerForm<Values>
      title={event ? `编辑「${event.label}」` : '新增事件'}
      open={open}
      onClose={onClose}
      width={760}
      form={form}
      initialValues={start}
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
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 180px 180px', gap: 12 }}>
        <Form.Item name="senders" label="由谁上报">
          <Select
            mode="tags"
            placeholder="官网、收银台…"
            tokenSeparators={['、', '，', ',']}
            open={false}
            suffixIcon={null}
          />
        </Form.Item>
        <Form.Item name="ownerId" label="负责人" tooltip="突然变少、变多或不合方案时提醒这个人">
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="没有"
            options={(owners.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="expectedDaily" label="预期每天次数">
          <InputNumber min={1} precision={0} placeholder="不设" style={{ width: '100%' }} />
        </Form.Item>
      </div>
      <div className="small faint" style={{ marginBottom: 8 }}>
        属性
      </div>
      <Form.List name="properties">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => {
              const reason = keptBecause(name, written, fixed, users.data ?? [])
              return (
                <div
                  key={key}
                  style={{
                    display: 'grid',
                    gridTemplateColumns: '1fr 1fr 120px 1fr 64px 32px',
                    gap: 8,
                    alignItems: 'start',
                  }}
                >
                  <Form.Item
                    name={[name, 'key']}
                    rules={[{ required: true, message: '必填' }, KEY_RULE]}
                    style={{ marginBottom: 10 }}
                  >
                    <Input placeholder="标识 store" disabled={reason !== null} />
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
                    <Select aria-label="类型" options={TYPES} placeholder="类型" disabled={reason !== null} />
                  </Form.Item>
                  <Form.Item name={[name, 'options']} style={{ marginBottom: 10 }}>
                    <Select
                      mode="tags"
                      open={false}
                      suffixIcon={null}
                      placeholder="可选值，不填为不限"
                      disabled={name < fixed}
                    />
                  </Form.Item>
                  <Form.Item name={[name, 'required']} valuePropName="checked" style={{ marginBottom: 10 }}>
                    <Checkbox disabled={name < fixed}>必填</Checkbox>
                  </Form.Item>
                  <Tooltip title={reason}>
                    <Button
                      type="text"
                      aria-label="删除属性"
                      icon={<DeleteOutlined />}
                      disabled={reason !== null}
                      onClick={() => remove(name)}
                    />
                  </Tooltip>
                </div>
              )
            })}
            <Button type="dashed" block icon={<PlusOutlined />} onClick={() => add({ type: 'text', required: false })}>
              添加属性
            </Button>
          </>
        )}
      </Form.List>
    </DrawerForm>
  )
}

const KINDS: Readonly<Record<EventUser['kind'], string>> = { tag: '标签', segment: '分群' }

/**
 * Why a property cannot be taken away, renamed or re-typed; null when it can.
 * @param fixed how many of the first ones came with a built-in event
 */
function keptBecause(
  place: number,
  properties: readonly Partial<EventProperty>[],
  fixed: number,
  users: readonly EventUser[],
): string | null {
  if (place < fixed) return '内置事件自带的属性'
  const key = properties[place]?.key
  // A new row that is being given the key of an older one is not that one.
  if (key === undefined || properties.findIndex((property) => property.key === key) !== place) return null
  const readers = users.filter((user) => user.properties.includes(key))
  if (readers.length === 0) return null
  return `${readers.map(({ kind, name }) => `${KINDS[kind]}「${name}」`).join('、')}正在使用，先改掉它们的规则`
}
