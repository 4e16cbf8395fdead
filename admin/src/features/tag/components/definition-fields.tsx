import { useQuery } from '@tanstack/react-query'
import { Form, Input, Select, TreeSelect, type FormInstance } from 'antd'
import type { TagDetail } from '../api/get-tag'
import { tagTreeQuery, type TagGroup } from '../api/list-tags'
import { TAG_KINDS } from '../labels'
import css from './definition-fields.module.css'

export interface Definition {
  name: string
  groupId?: number
  kind: TagDetail['kind']
  description?: string
}

interface Branch {
  value: number
  title: string
  children: Branch[]
}

const branches = (groups: readonly TagGroup[], parentId: number | null): Branch[] =>
  groups
    .filter((group) => group.parentId === parentId)
    .map(({ id, name }) => ({ value: id, title: name, children: branches(groups, id) }))

const kindOptions = (Object.keys(TAG_KINDS) as TagDetail['kind'][]).map((value) => ({
  value,
  label: TAG_KINDS[value],
}))

/** Name, folder, kind and purpose of a tag. */
export function DefinitionFields({ form, tag }: { form: FormInstance<Definition>; tag?: TagDetail }) {
  const { data: tree } = useQuery(tagTreeQuery)
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
          allowClear={!tag}
          placeholder="选择分组"
          aria-label="分组"
        />
      </Form.Item>
      <Form.Item name="kind" label="性质" tooltip="事实：直接来自行为与资料；模型：按经验规则推断；预测：对将来的估计">
        <Select options={kindOptions} disabled={tag !== undefined} aria-label="性质" />
      </Form.Item>
      <Form.Item name="description" label="说明（选填）" className={css.wide} rules={[{ max: 500 }]}>
        <Input placeholder="这个标签用来做什么，给谁看" />
      </Form.Item>
    </Form>
  )
}
