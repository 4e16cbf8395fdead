import { useQuery } from '@tanstack/react-query'
import { DatePicker, Form, Input, Select, TreeSelect, type FormInstance } from 'antd'
import type { Dayjs } from 'dayjs'
import type { Schema } from '../../../lib/api'
import { pickerValue, shanghaiInstant } from '../../../lib/format'
import type { TagDetail } from '../api/get-tag'
import { tagOwnersQuery, tagTreeQuery, type TagGroup } from '../api/list-tags'
import { TAG_KINDS } from '../labels'
import css from './definition-fields.module.css'

export interface Definition {
  name: string
  groupId?: number | null
  kind: TagDetail['kind']
  ownerStaffId?: number | null
  validity?: [Dayjs | null, Dayjs | null] | null
  description?: string
}

interface Branch {
  value: number
  title: string
  children: Branch[]
}

/** Folders as a tree to choose from. */
export const branches = (groups: readonly TagGroup[], parentId: number | null): Branch[] =>
  groups
    .filter((group) => group.parentId === parentId)
    .map(({ id, name }) => ({ value: id, title: name, children: branches(groups, id) }))

const kindOptions = (Object.keys(TAG_KINDS) as TagDetail['kind'][]).map((value) => ({
  value,
  label: TAG_KINDS[value],
}))

/** What the form says, as the server wants it: the last day of a validity counts as a whole. */
export function inputOf({ name, description, groupId, ownerStaffId, validity, kind }: Definition) {
  const [from, until] = validity ?? [null, null]
  return {
    name: name.trim(),
    description: description?.trim() ?? '',
    kind,
    groupId: groupId ?? null,
    ownerStaffId: ownerStaffId ?? null,
    validFrom: from ? shanghaiInstant(from.startOf('day')) : null,
    validUntil: until ? shanghaiInstant(until.endOf('day')) : null,
  } satisfies Partial<Schema<'UpdateTagDto'>>
}

/** Name, folder, kind, owner, validity and purpose of a tag. */
export function DefinitionFields({ form, tag }: { form: FormInstance<Definition>; tag?: TagDetail }) {
  const { data: tree } = useQuery(tagTreeQuery)
  const { data: owners } = useQuery(tagOwnersQuery)
  const limited = tag?.validFrom != null || tag?.validUntil != null
  return (
    <Form<Definition>
      form={form}
      layout="vertical"
      requiredMark={false}
      className={css.fields}
      initialValues={{
        name: tag?.name,
        groupId: tag?.groupId ?? undefined,
        kind: tag?.kind ?? 'fact',
        ownerStaffId: tag?.ownerStaffId ?? undefined,
        validity: limited ? [pickerValue(tag?.validFrom), pickerValue(tag?.validUntil)] : undefined,
        description: tag?.description,
      }}
    >
      <Form.Item
        name="name"
        label="标签名称"
        rules={[{ required: true, whitespace: true, message: '请给标签起个名字' }, { max: 64 }]}
      >
        <Input placeholder="例如：消费等级" />
      </Form.Item>
      <Form.Item name="groupId" label="分组">
        <TreeSelect
          treeData={branches(tree?.groups ?? [], null)}
          treeDefaultExpandAll
          allowClear
          placeholder="选择分组"
          aria-label="分组"
        />
      </Form.Item>
      <Form.Item
        name="kind"
        label="性质"
        tooltip="事实：直接来自行为与资料；模型：按经验规则推断；预测：对将来的估计。选择计算方式后自动给出，可以改。"
      >
        <Select options={kindOptions} aria-label="性质" />
      </Form.Item>
      <Form.Item name="ownerStaffId" label="负责人">
        <Select
          aria-label="负责人"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="默认是创建人"
          options={owners?.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item
        name="validity"
        label="有效期（选填）"
        tooltip="到了开始那天才计算；过了结束那天自动下线。仍被其他标签或分群使用时只暂停，不下线。"
      >
        <DatePicker.RangePicker allowEmpty={[true, true]} placeholder={['即日起', '长期']} style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="description" label="说明（选填）" className={css.description} rules={[{ max: 500 }]}>
        <Input placeholder="这个标签用来做什么，给谁看" />
      </Form.Item>
    </Form>
  )
}
