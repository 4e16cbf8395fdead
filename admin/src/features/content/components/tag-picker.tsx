import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Divider, Input, Select } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { contentTagsQuery, useCreateContentTag } from '../api/content-tags'

interface Props {
  value?: number[]
  onChange?: (ids: number[]) => void
}

/** Chooses content tags by group; a tag that is missing is made on the spot. */
export function TagPicker({ value = [], onChange }: Props) {
  const { data: tags = [] } = useQuery(contentTagsQuery)
  const create = useCreateContentTag()
  const { message } = App.useApp()
  const [group, setGroup] = useState<string>()
  const [name, setName] = useState('')
  const groups = [...new Set(tags.map(({ groupName }) => groupName))]

  const add = async () => {
    const groupName = group ?? groups[0] ?? '主题'
    try {
      const tag = await create.mutateAsync({ groupName, name: name.trim() })
      setName('')
      onChange?.([...value, tag.id])
    } catch (error) {
      message.error(messageOf(error))
    }
  }

  return (
    <Select<number[]>
      mode="multiple"
      aria-label="内容标签"
      placeholder="选择内容标签"
      value={value}
      onChange={(ids) => onChange?.(ids)}
      optionFilterProp="label"
      maxCount={12}
      options={groups.map((groupName) => ({
        label: groupName,
        options: tags.filter((tag) => tag.groupName === groupName).map((tag) => ({ value: tag.id, label: tag.name })),
      }))}
      style={{ width: '100%' }}
      popupRender={(menu) => (
        <>
          {menu}
          <Divider style={{ margin: '8px 0' }} />
          <div
            className="row"
            style={{ flexWrap: 'nowrap', padding: '0 8px 4px' }}
            onKeyDown={(event) => event.stopPropagation()}
          >
            <Select
              size="small"
              aria-label="新标签的分组"
              placeholder="分组"
              value={group ?? groups[0]}
              onChange={setGroup}
              options={groups.map((value) => ({ value, label: value }))}
              style={{ width: 90 }}
            />
            <Input
              size="small"
              aria-label="新标签的名称"
              placeholder="新标签"
              maxLength={40}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
            <Button
              size="small"
              icon={<PlusOutlined />}
              disabled={name.trim() === ''}
              loading={create.isPending}
              onClick={() => void add()}
            >
              新建
            </Button>
          </div>
        </>
      )}
    />
  )
}
