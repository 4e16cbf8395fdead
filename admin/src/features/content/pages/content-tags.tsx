import { DeleteOutlined, EditOutlined, PlusOutlined, TagsOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useCan } from '../../../lib/session'
import { BarChart, ConfirmButton, CountLink, DrawerForm, EmptyState, PageHeader, QueryView, Section } from '../../../ui'
import {
  contentTagsQuery,
  useCreateContentTag,
  useDeleteContentTag,
  useUpdateContentTag,
  type ContentTag,
} from '../api/content-tags'
import css from './content-tags.module.css'

interface Values {
  groupName: string
  name: string
}

const MOST_USED = 12

export default function ContentTags() {
  const result = useQuery(contentTagsQuery)
  const writes = useCan('content.write')
  const [editing, setEditing] = useState<ContentTag | 'new' | null>(null)
  const create = useCreateContentTag()
  const update = useUpdateContentTag()
  const remove = useDeleteContentTag()
  const tag = editing === 'new' ? null : editing
  const groups = [...new Set((result.data ?? []).map(({ groupName }) => groupName))]
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('new')}>
      新建标签
    </Button>
  )
  return (
    <div className="stack">
      <PageHeader
        title="内容标签"
        description="描述内容的词，按维度分组。它们不是客户标签；客户读了带标签的文章，才会沉淀为偏好。"
        actions={writes && add}
      />
      <QueryView query={result} rows={8}>
        {(tags) =>
          tags.length === 0 ? (
            <EmptyState
              icon={<TagsOutlined />}
              title="还没有内容标签"
              description="先想清楚按哪些维度描述内容，比如肤质、功效、场景。"
              action={writes && add}
            />
          ) : (
            <>
              <Section title="用得最多的标签" hint="文章数">
                <BarChart
                  label="每个内容标签的文章数"
                  height={200}
                  data={[...tags]
                    .sort((a, b) => b.articleCount - a.articleCount)
                    .slice(0, MOST_USED)
                    .map(({ name, articleCount }) => ({ name, value: articleCount }))}
                />
              </Section>
              {groups.map((group) => (
                <Section
                  key={group}
                  title={group}
                  hint={`${tags.filter(({ groupName }) => groupName === group).length} 个`}
                >
                  <div className={css.tags}>
                    {tags
                      .filter(({ groupName }) => groupName === group)
                      .map((entry) => (
                        <span key={entry.id} className={css.tag}>
                          <span className={css.name}>{entry.name}</span>
                          <CountLink
                            count={entry.articleCount}
                            unit="篇"
                            to="/contents"
                            search={{ tag: String(entry.id) }}
                          />
                          {writes && (
                            <span>
                              <Button
                                type="text"
                                size="small"
                                aria-label={`编辑${entry.name}`}
                                icon={<EditOutlined />}
                                onClick={() => setEditing(entry)}
                              />
                              <ConfirmButton
                                type="text"
                                size="small"
                                aria-label={`删除${entry.name}`}
                                icon={<DeleteOutlined />}
                                danger
                                title={`删除内容标签「${entry.name}」？`}
                                description={`会从 ${entry.articleCount} 篇文章上取下；以它为条件的客户偏好会随之变化。`}
                                okText="删除"
                                onConfirm={() => remove.mutateAsync(entry.id)}
                              />
                            </span>
                          )}
                        </span>
                      ))}
                  </div>
                </Section>
              ))}
            </>
          )
        }
      </QueryView>
      <DrawerForm<Values>
        title={tag ? '编辑内容标签' : '新建内容标签'}
        open={editing !== null}
        onClose={() => setEditing(null)}
        initialValues={tag ? { groupName: tag.groupName, name: tag.name } : { groupName: groups[0] }}
        onSubmit={(values) => (tag ? update.mutateAsync({ id: tag.id, ...values }) : create.mutateAsync(values))}
        width={420}
      >
        <Form.Item name="groupName" label="分组" rules={[{ required: true }, { max: 40 }]}>
          <AutoComplete options={groups.map((value) => ({ value }))} placeholder="例如：肤质" />
        </Form.Item>
        <Form.Item
          name="name"
          label="名称"
          extra={tag && '改名后，已有的偏好会换成新名字'}
          rules={[{ required: true }, { max: 40 }]}
        >
          <Input autoComplete="off" placeholder="例如：敏感肌" />
        </Form.Item>
      </DrawerForm>
    </div>
  )
}
