import { Button } from 'antd'
import { useState } from 'react'
import { useOpenLead } from '../../../features/lead/api/follow-lead'
import { MoveForm } from '../../../features/lead/components/move-form'
import { NoteForm } from '../../../features/lead/components/note-form'
import { useCan } from '../../../lib/session'
import type { Portrait } from '../api/portrait'
import { ActsCard } from './acts-card'
import { FactsCard } from './facts-card'
import { LeadCard } from './lead-card'
import { PersonHead } from './person-head'
import { Sheet } from './sheet'
import css from './sidebar.module.css'
import { TagPicker } from './tag-picker'
import { TagsCard } from './tags-card'
import { ValueCard } from './value-card'

type Act = 'note' | 'move' | 'tag'

/** One customer on one screen, with what a sales does about them at the thumb. */
export function PortraitScreen({ portrait }: { portrait: Portrait }) {
  const [act, setAct] = useState<Act | null>(null)
  const follows = useCan('lead.follow')
  const tags = useCan('customer.write')
  const open = useOpenLead()
  const { lead, customerId } = portrait
  const close = () => setAct(null)
  return (
    <>
      <main className={css.screen}>
        <PersonHead portrait={portrait} />
        <LeadCard lead={lead} />
        <ValueCard value={portrait.value} preferences={portrait.preferences} />
        <TagsCard customerId={customerId} />
        <FactsCard portrait={portrait} />
        <ActsCard acts={portrait.acts} />
      </main>
      <nav className={css.bar} aria-label="操作">
        <Button disabled={!tags} onClick={() => setAct('tag')}>
          打标签
        </Button>
        {lead ? (
          <Button disabled={lead.actions.length === 0} onClick={() => setAct('move')}>
            推进线索
          </Button>
        ) : (
          <Button disabled={!follows} loading={open.isPending} onClick={() => open.mutate(customerId)}>
            建线索
          </Button>
        )}
        <Button type="primary" disabled={!lead?.mayFollow} onClick={() => setAct('note')}>
          写跟进
        </Button>
      </nav>
      <Sheet title="打标签" open={act === 'tag'} onClose={close}>
        <TagPicker customerId={customerId} />
      </Sheet>
      {lead && (
        <>
          <Sheet title="推进线索" open={act === 'move'} onClose={close}>
            <MoveForm lead={lead} onDone={close} />
          </Sheet>
          <Sheet title="写跟进" open={act === 'note'} onClose={close}>
            <NoteForm lead={lead} onDone={close} />
          </Sheet>
        </>
      )}
    </>
  )
}
