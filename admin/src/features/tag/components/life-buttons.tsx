import { useNavigate } from '@tanstack/react-router'
import { App } from 'antd'
import { useRef } from 'react'
import { useCan } from '../../../lib/session'
import { ConfirmButton } from '../../../ui'
import type { TagDetail } from '../api/get-tag'
import { useMoveTag, usePublishTag, useRemoveTag } from '../api/save-tag'
import { NoteInput } from './note-input'

type Act = 'remove' | 'retire' | 'pause' | 'resume' | 'publish'

const acts: Record<Act, { name: string; text: string; danger?: boolean; primary?: boolean }> = {
  remove: { name: '删除', text: '草稿没有发布过，删除后不留痕迹。', danger: true },
  retire: {
    name: '下线',
    text: '下线后所有客户失去这个标签，也不能再用于分群；历史记录会保留。仍有标签、分群或群发在用时不能下线。',
    danger: true,
  },
  pause: { name: '暂停', text: '暂停后不再更新，已有的值保持不变；可以随时恢复。' },
  resume: { name: '恢复', text: '恢复后立即重新计算所有客户，并继续实时更新。', primary: true },
  publish: {
    name: '发布',
    text: '发布后立即计算所有客户，之后随行为实时更新；旧版本保留在版本记录里。',
    primary: true,
  },
}

/** The moves that the tag's state allows, as the server tells them. */
export function LifeButtons({ tag }: { tag: TagDetail }) {
  const publishes = useCan('tag.publish')
  const writes = useCan('tag.write')
  const publish = usePublishTag()
  const move = useMoveTag()
  const remove = useRemoveTag()
  const navigate = useNavigate()
  const { message } = App.useApp()

  const note = useRef('')
  const takeNote = (text: string) => {
    note.current = text
  }

  const run = async (act: Act) => {
    if (act === 'remove') {
      await remove.mutateAsync(tag.id)
      await navigate({ to: '/tags' })
    } else if (act === 'publish') {
      const { jobId } = await publish.mutateAsync({ id: tag.id, note: note.current })
      await navigate({ to: `/tags/${tag.id}`, search: jobId === null ? {} : { job: String(jobId) } })
    } else {
      await move.mutateAsync({ id: tag.id, act })
    }
    message.success(`已${acts[act].name}`)
  }

  const offered = (Object.keys(acts) as Act[]).filter((act) => {
    if (!tag.actions.includes(act)) return false
    if (act === 'remove') return writes
    // Publishing again what is in force already would only make a version that differs in nothing.
    if (act === 'publish') return publishes && (tag.state === 'draft' || tag.hasDraft)
    return publishes
  })
  return (
    <>
      {offered.map((act) => {
        const { name, text, danger, primary } = acts[act]
        return (
          <ConfirmButton
            key={act}
            danger={danger}
            type={primary ? 'primary' : 'default'}
            title={`${name}「${tag.name}」？`}
            description={
              act === 'publish' ? (
                <>
                  {text}
                  <NoteInput label="发布说明" onChange={takeNote} />
                </>
              ) : (
                text
              )
            }
            okText={name}
            typed={act === 'retire' ? tag.name : undefined}
            onConfirm={() => run(act)}
          >
            {name}
          </ConfirmButton>
        )
      })}
    </>
  )
}
