import { App } from 'antd'
import { useCan } from '../../../lib/session'
import { ConfirmButton } from '../../../ui'
import { useMoveTag, type LifeAct } from '../api/save-tag'
import type { TagDetail, TagState } from '../api/types'

const acts: Record<LifeAct, { name: string; from: TagState[]; text: string; danger?: boolean }> = {
  pause: { name: '暂停', from: ['published'], text: '暂停后不再更新，已有的值保持不变；可以随时恢复。' },
  resume: { name: '恢复', from: ['paused'], text: '恢复后立即重新计算所有客户，并继续实时更新。' },
  retire: {
    name: '退役',
    from: ['published', 'paused', 'draft'],
    text: '退役后标签从客户身上消失，也不能再用于分群；历史记录保留。',
    danger: true,
  },
  publish: { name: '发布', from: ['draft'], text: '发布后立即计算所有客户，之后随行为实时更新。' },
}

/** The moves that the tag's state allows. */
export function LifeButtons({ tag }: { tag: TagDetail }) {
  const publishes = useCan('tag.publish')
  const move = useMoveTag()
  const { message } = App.useApp()
  if (!publishes || !tag.ruleKind) return null
  const offered = (Object.keys(acts) as LifeAct[]).filter(
    (act) => acts[act].from.includes(tag.state) || (act === 'publish' && tag.hasDraft && tag.state === 'published'),
  )
  return (
    <>
      {offered.map((act) => {
        const { name, text, danger } = acts[act]
        return (
          <ConfirmButton
            key={act}
            danger={danger}
            type={act === 'publish' || act === 'resume' ? 'primary' : 'default'}
            title={`${name}「${tag.name}」？`}
            description={text}
            okText={name}
            typed={act === 'retire' && tag.state !== 'draft' ? tag.name : undefined}
            onConfirm={async () => {
              await move.mutateAsync({ id: tag.id, act })
              message.success(`已${name}`)
            }}
          >
            {name}
          </ConfirmButton>
        )
      })}
    </>
  )
}
