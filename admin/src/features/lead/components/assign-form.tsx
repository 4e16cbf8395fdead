import { useQuery } from '@tanstack/react-query'
import { App, Button, Radio } from 'antd'
import { useState } from 'react'
import { QueryView } from '../../../ui'
import { useAssignLead } from '../api/follow-lead'
import { salesQuery } from '../api/list-sales'
import type { LeadDetail } from '../labels'

const POOL = 'pool'

/** Gives a lead to a sales, or back to the pool. */
export function AssignForm({ lead, onDone }: { lead: LeadDetail; onDone: () => void }) {
  const { message } = App.useApp()
  const sales = useQuery(salesQuery)
  const assign = useAssignLead(lead.id)
  const current = lead.ownerId === null ? POOL : String(lead.ownerId)
  const [chosen, setChosen] = useState(current)

  const save = () =>
    assign.mutate(chosen === POOL ? null : Number(chosen), {
      onSuccess: () => {
        message.success(chosen === POOL ? '已放回公海' : '已分配')
        onDone()
      },
    })

  return (
    <QueryView query={sales} rows={3} compact>
      {(people) => (
        <>
          <Radio.Group
            aria-label="分配给"
            value={chosen}
            onChange={({ target }) => setChosen(String(target.value))}
            style={{ display: 'flex', flexDirection: 'column', gap: 12, padding: '8px 0 20px' }}
          >
            {people.map(({ id, name, openLeads }) => (
              <Radio key={id} value={String(id)}>
                {name} <span className="faint">在跟 {openLeads} 条</span>
              </Radio>
            ))}
            <Radio value={POOL}>
              公海 <span className="faint">任何销售都可以领取</span>
            </Radio>
          </Radio.Group>
          <Button type="primary" block disabled={chosen === current} loading={assign.isPending} onClick={save}>
            确认分配
          </Button>
        </>
      )}
    </QueryView>
  )
}
