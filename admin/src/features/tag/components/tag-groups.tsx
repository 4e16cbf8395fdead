import { PlusOutlined } from '@ant-design/icons'
import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { useCan } from '../../../lib/session'
import { useSaveGroup } from '../api/tag-groups'
import type { GroupNode } from '../tree'
import { GroupMenu, type Editing } from './group-menu'
import css from './tag-groups.module.css'

interface Props {
  nodes: readonly GroupNode[]
  total: number
  selected: number | null
  onSelect: (group: number | null) => void
}

/** The folders of the tag tree, with how many tags each holds. */
export function TagGroups({ nodes, total, selected, onSelect }: Props) {
  const writes = useCan('tag.write')
  const [editing, setEditing] = useState<Editing | null>(null)
  return (
    <nav className={css.groups} aria-label="标签分组">
      <Entry name="全部标签" count={total} on={selected === null} onClick={() => onSelect(null)} />
      {nodes.map(({ group, depth, count }) => (
        <Entry
          key={group.id}
          name={group.name}
          count={count}
          depth={depth}
          on={group.id === selected}
          onClick={() => onSelect(group.id)}
          menu={
            writes && (
              <GroupMenu
                group={group}
                onEdit={setEditing}
                onRemoved={() => onSelect(null)}
                groups={nodes.map((node) => node.group)}
              />
            )
          }
        />
      ))}
      {writes && (
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined aria-hidden />}
          className={css.add}
          onClick={() => setEditing({ name: '' })}
        >
          新建分组
        </Button>
      )}
      {editing && <GroupDialog editing={editing} onClose={() => setEditing(null)} />}
    </nav>
  )
}

interface EntryProps {
  name: string
  count: number
  on: boolean
  depth?: number
  onClick: () => void
  menu?: React.ReactNode
}

function Entry({ name, count, on, depth = 0, onClick, menu }: EntryProps) {
  return (
    <div className={`${css.entry} ${on ? css.on : ''}`}>
      <button
        type="button"
        className={css.group}
        style={{ paddingLeft: 10 + depth * 14 }}
        aria-pressed={on}
        onClick={onClick}
      >
        <span className="clip">{name}</span>
        <span className={css.count}>{count}</span>
      </button>
      {menu}
    </div>
  )
}

function GroupDialog({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const [form] = Form.useForm<{ name: string }>()
  const save = useSaveGroup()
  const { message } = App.useApp()
  const submit = async () => {
    const values = await form.validateFields().catch(() => null)
    if (!values) return
    try {
      await save.mutateAsync({ ...editing, name: values.name.trim() })
      onClose()
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  return (
    <Modal
      open
      width={400}
      centered
      title={editing.id === undefined ? '新建分组' : '重命名分组'}
      okText="保存"
      confirmLoading={save.isPending}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ name: editing.name }} onFinish={() => void submit()}>
        <Form.Item
          name="name"
          label="分组名称"
          rules={[{ required: true, whitespace: true, message: '请填写名称' }, { max: 64 }]}
        >
          <Input autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
