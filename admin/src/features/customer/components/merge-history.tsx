import { Link } from '@tanstack/react-router'
import { App } from 'antd'
import { formatTime } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { ConfirmButton, Section, StatePill } from '../../../ui'
import type { CustomerDetail } from '../api/get-customer'
import { useUndoMerge, type Merge } from '../api/merges'
import { MERGE_REASONS } from '../labels'
import css from './facts.module.css'

/** Which records became this customer, and the way back. */
export function MergeHistory({ customer }: { customer: CustomerDetail }) {
  const mayMerge = useCan('customer.merge')
  if (customer.merges.length === 0 && customer.openReviews === 0) return null
  return (
    <Section title="合并记录" hint={customer.merges.length > 0 ? `${customer.merges.length} 次` : undefined}>
      {customer.openReviews > 0 && mayMerge && (
        <div className={css.identity}>
          <Link to="/merge-reviews" search={{ state: 'open' }}>
            有 {customer.openReviews} 条合并待审核
          </Link>
        </div>
      )}
      {customer.merges.map((merge) => (
        <MergeLine key={merge.id} merge={merge} mayUndo={mayMerge} />
      ))}
    </Section>
  )
}

function MergeLine({ merge, mayUndo }: { merge: Merge; mayUndo: boolean }) {
  const { message } = App.useApp()
  const undo = useUndoMerge()
  return (
    <div className={css.identity}>
      <div className={css.identityHead}>
        <span>{MERGE_REASONS[merge.reason]}</span>
        {merge.undoneAt ? (
          <StatePill tone="quiet">已撤销</StatePill>
        ) : (
          mayUndo &&
          merge.survived && (
            <ConfirmButton
              type="text"
              size="small"
              title="撤销这次合并"
              description="两位客户会恢复为合并前的样子；合并之后的行为按身份标识归到各自名下。之后系统不会再自动合并他们。"
              okText="撤销合并"
              onConfirm={async () => {
                await undo.mutateAsync(merge.id)
                message.success('已撤销合并')
              }}
            >
              撤销
            </ConfirmButton>
          )
        )}
      </div>
      {merge.proof && <div className={css.note}>依据：{merge.proof}</div>}
      <div className={css.note}>
        {formatTime(merge.mergedAt)}
        {merge.staffName && ` · ${merge.staffName}`}
        {merge.undoneAt && ` · 撤销于 ${formatTime(merge.undoneAt)}`}
      </div>
    </div>
  )
}
