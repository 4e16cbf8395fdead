import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { DatePicker, Form, Input, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { api } from '../../../lib/api'
import { shanghaiInstant } from '../../../lib/format'
import { DrawerForm } from '../../../ui'
import { handTagsQuery, type CustomerTag } from '../api/get-customer'

interface Fields {
  tagId?: number
  values?: string[] | string
  expiresAt?: Dayjs | null
  reason?: string
}

interface Props {
  customerId: string
  /** What the person has now. */
  tags: readonly CustomerTag[]
  open: boolean
  onClose: () => void
}

/** Gives one person a hand-set tag, or takes it away; the history keeps who and why. */
export function SetTag({ customerId, tags, open, onClose }: Props) {
  const [form] = Form.useForm<Fields>()
  const client = useQueryClient()
  const { data: known = [] } = useQuery({ ...handTagsQuery, enabled: open })
  const tagId = Form.useWatch('tagId', form)
  const chosen = known.find(({ id }) => id === tagId)
  const save = useMutation({
    meta: { quiet: true },
    mutationFn: ({ tagId: id = 0, values, expiresAt, reason }: Fields) =>
      api.put('/api/customers/{customerId}/tags', {
        path: { customerId },
        body: {
          tagId: id,
          values: values === undefined ? [] : Array.isArray(values) ? values : [values],
          ...(expiresAt ? { expiresAt: shanghaiInstant(expiresAt.endOf('day')) } : {}),
          ...(reason?.trim() ? { reason: reason.trim() } : {}),
        },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['customers'] }),
  })
  const pick = (picked: number) => {
    const present = tags.find((tag) => tag.tagId === picked && tag.method === 'hand')?.values ?? []
    const several = known.find(({ id }) => id === picked)?.multiple ?? false
    form.setFieldsValue({ values: several ? [...present] : present[0] })
  }
  return (
    <DrawerForm<Fields>
      title="手工打标"
      open={open}
      onClose={onClose}
      form={form}
      width={420}
      onSubmit={(fields) => save.mutateAsync(fields)}
    >
      <Form.Item name="tagId" label="标签" rules={[{ required: true, message: '请选择标签' }]}>
        <Select
          aria-label="标签"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="选择手工标签"
          options={known.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={pick}
        />
      </Form.Item>
      <Form.Item name="values" label="值" extra="留空就是移除这个标签">
        <Select
          aria-label="值"
          allowClear
          disabled={!chosen}
          mode={chosen?.multiple ? 'multiple' : undefined}
          options={chosen?.values.map((value) => ({ value, label: value }))}
        />
      </Form.Item>
      <Form.Item name="expiresAt" label="到期自动移除">
        <DatePicker aria-label="到期日" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="reason" label="原因" rules={[{ max: 200 }]}>
        <Input placeholder="例如：门店沟通时主动提到" />
      </Form.Item>
    </DrawerForm>
  )
}
