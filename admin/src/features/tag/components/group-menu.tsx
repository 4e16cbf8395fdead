import { EllipsisOutlined } from '@ant-design/icons'
import { App, Button, Dropdown, Modal, TreeSelect } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import type { TagGroup } from '../api/list-tags'
import { useMoveGroup, useRemoveGroup } from '../api/tag-groups'
import { branches } from './definition-fields'
import css from './tag-groups.module.css'

/** A folder while it is being made or renamed; without an id it is new. */
export type Editing = { id?: number; parentId?: number; name: string }

interface Props {
  group: TagGroup
  groups: readonly TagGroup[]
  onEdit: (editing: Editing) => void
  onRemoved: () => void
}

/** What can be done with a folder. */
export function GroupMenu({ group, groups, onEdit, onRemoved }: Props) {
  const remove = useRemoveGroup()
  const move = useMoveGroup()
  const [moving, setMoving] = useState(false)
  const { message } = App.useApp()
  const neighbours = groups.filter(({ parentId }) => parentId === group.parentId)
  const place = neighbours.findIndex(({ id }) => id === group.id)
  const tried = async (work: Promise<unknown>) => {
    try {
      await work
    } catch (error) {
      message.error(messageOf(error))
    }
  }
  const act = async (key: string) => {
    if (key === 'rename') return onEdit({ id: group.id, name: group.name })
    if (key === 'inside') return onEdit({ parentId: group.id, name: '' })
    if (key === 'move') return setMoving(true)
    if (key === 'up' || key === 'down')
      return tried(move.mutateAsync({ id: group.id, position: place + (key === 'up' ? -1 : 1) }))
    await tried(remove.mutateAsync(group.id).then(onRemoved))
  }
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'inside', label: '新建子分组' },
            { key: 'rename', label: '重命名' },
            { key: 'move', label: '移动到…' },
            { key: 'up', label: '上移', disabled: place === 0 },
            { key: 'down', label: '下移', disabled: place === neighbours.length - 1 },
            { key: 'remove', label: '删除', danger: true },
          ],
          onClick: ({ key }) => void act(key),
        }}
      >
        <Button
          type="text"
          size="small"
          className={css.more}
          icon={<EllipsisOutlined aria-hidden />}
          aria-label={`${group.name}的操作`}
        />
      </Dropdown>
      {moving && (
        <MoveDialog
          group={group}
          groups={groups}
          onClose={() => setMoving(false)}
          onMove={async (parentId) => {
            await tried(move.mutateAsync({ id: group.id, parentId }))
            setMoving(false)
          }}
        />
      )}
    </>
  )
}

interface DialogProps {
  group: TagGroup
  groups: readonly TagGroup[]
  onMove: (parentId: number | null) => Promise<void>
  onClose: () => void
}

function MoveDialog({ group, groups, onMove, onClose }: DialogProps) {
  const [parentId, setParentId] = useState<number | null>(group.parentId)
  // Itself and what is below it are no places for it to go.
  const others = groups.filter(({ id }) => id !== group.id)
  return (
    <Modal
      open
      width={400}
      centered
      title={`把「${group.name}」移动到`}
      okText="移动"
      onOk={() => void onMove(parentId)}
      onCancel={onClose}
    >
      <TreeSelect
        aria-label="上级分组"
        style={{ width: '100%' }}
        treeDefaultExpandAll
        allowClear
        placeholder="最上层"
        treeData={branches(others, null)}
        value={parentId ?? undefined}
        onChange={(next?: number) => setParentId(next ?? null)}
      />
    </Modal>
  )
}
