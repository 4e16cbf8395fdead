import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Radio } from 'antd'
import { useState } from 'react'
import type { Schema } from '../../../lib/api'
import { messageOf } from '../../../lib/api'
import { formatTime } from '../../../lib/format'
import { PageHeader, QueryView, Section, StatePill } from '../../../ui'
import { reviewQuery, useKeepApart, useMergeReviewed } from '../api/merges'
import { SideBySide } from '../components/side-by-side'
import { REVIEW_STATES } from '../labels'

export default function MergeReviewPage() {
  const { reviewId = '' }: { reviewId?: string } = useParams({ strict: false })
  const review = useQuery(reviewQuery(Number(reviewId)))
  return (
    <div className="stack">
      <QueryView query={review} rows={10}>
        {(found) => <ReviewScreen review={found} />}
      </QueryView>
    </div>
  )
}

function ReviewScreen({ review }: { review: Schema<'ReviewDetailReply'> }) {
  const { message } = App.useApp()
  const navigate = useNavigate()
  const { first, second, state } = review
  const older = first.firstSeenAt <= second.firstSeenAt ? first : second
  const [survivor, setSurvivor] = useState(older.id)
  const merge = useMergeReviewed(review.id)
  const keepApart = useKeepApart(review.id)

  const decide = async (act: () => Promise<unknown>, done: string) => {
    try {
      await act()
      message.success(done)
      await navigate({ to: '/merge-reviews' })
    } catch (error) {
      message.error(messageOf(error))
    }
  }

  return (
    <>
      <PageHeader
        title="这是同一个人吗？"
        back={{ to: '/merge-reviews', label: '合并审核' }}
        badge={<StatePill tone={REVIEW_STATES[state].tone}>{REVIEW_STATES[state].label}</StatePill>}
        description={`${review.reasonText}${review.link ? `；联系他们的是 ${review.link}` : ''}`}
        actions={
          state === 'open' && (
            <>
              <Button
                loading={keepApart.isPending}
                onClick={() => void decide(() => keepApart.mutateAsync(), '已确认为两个人，系统不会再自动合并')}
              >
                不是同一个人
              </Button>
              <Button
                type="primary"
                loading={merge.isPending}
                onClick={() => void decide(() => merge.mutateAsync(survivor), '已合并，可在客户详情中撤销')}
              >
                是同一个人，合并
              </Button>
            </>
          )
        }
      />
      {state === 'open' ? (
        <Section title="合并后保留谁的编号" hint="另一位的身份标识、属性、行为都会并入；随时可以撤销">
          <Radio.Group
            value={survivor}
            onChange={(event) => setSurvivor(event.target.value as string)}
            options={[first, second].map(({ id, displayName, channel }) => ({
              value: id,
              label: `${displayName}（${channel}）${id === older.id ? '，更早出现' : ''}`,
            }))}
          />
        </Section>
      ) : (
        <Section>
          {review.decidedBy ?? '系统'} 于 {formatTime(review.decidedAt)} 处理
        </Section>
      )}
      {review.preview && (
        <Section title="对比" flush>
          <SideBySide preview={review.preview} quiet />
        </Section>
      )}
    </>
  )
}
