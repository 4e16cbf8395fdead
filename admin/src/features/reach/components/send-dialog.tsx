import { Alert, App, Button, DatePicker, Modal, Radio } from 'antd'
import dayjs, { type Dayjs } from 'dayjs'
import { useState } from 'react'
import { formatCount, formatTime, pickerValue, shanghaiInstant } from '../../../lib/format'
import { useSendCampaign } from '../api/run-campaign'
import type { Campaign } from '../labels'

interface Props {
  campaign: Campaign
  open: boolean
  onClose: () => void
}

type When = 'morning' | 'now' | 'at'

/** Quiet hours end later than this: sending now would wake people. */
const isQuiet = (nextAllowedAt: string): boolean => new Date(nextAllowedAt).getTime() > Date.now() + 60_000

/** Sends now, in the morning when it is night, or at a chosen time. */
export function SendDialog({ campaign, open, onClose }: Props) {
  return (
    <Modal title="发送群发" open={open} onCancel={onClose} footer={null} width={520} destroyOnHidden centered>
      <Choice campaign={campaign} onClose={onClose} />
    </Modal>
  )
}

function Choice({ campaign, onClose }: Omit<Props, 'open'>) {
  const { message } = App.useApp()
  const send = useSendCampaign(campaign.id)
  const [quiet] = useState(() => isQuiet(campaign.nextAllowedAt))
  const [when, setWhen] = useState<When>(quiet ? 'morning' : 'now')
  const [at, setAt] = useState<Dayjs | null>(() => pickerValue(campaign.scheduledAt ?? campaign.nextAllowedAt))
  const planned = campaign.counts.planned
  const morning = morningName(campaign.nextAllowedAt)

  const run = () => {
    const body =
      when === 'now'
        ? { ignoreQuietHours: quiet }
        : { at: when === 'morning' ? campaign.nextAllowedAt : at ? shanghaiInstant(at) : undefined }
    send.mutate(body, {
      onSuccess: ({ state, scheduledAt }) => {
        message.success(state === 'scheduled' ? `已定时，将于 ${formatTime(scheduledAt)} 发送` : '已开始发送')
        onClose()
      },
    })
  }

  return (
    <div className="stack">
      <div>
        计划发出 <b>{formatCount(planned)}</b> 条消息，触达 <b>{formatCount(campaign.reachedPeople)}</b> 人
        {campaign.controlPeople > 0 && <>；{formatCount(campaign.controlPeople)} 人作为对照，不发送</>}。
      </div>
      {quiet && (
        <Alert
          type="warning"
          showIcon
          title="现在是免打扰时段（22:00 – 次日 8:00）"
          description="深夜收到营销消息容易引起反感和取关，建议明早再发。"
        />
      )}
      <Radio.Group
        aria-label="发送时间"
        value={when}
        onChange={({ target }) => setWhen(target.value as When)}
        style={{ display: 'flex', flexDirection: 'column', gap: 12 }}
      >
        {quiet && <Radio value="morning">{morning} 发送</Radio>}
        <Radio value="now">{quiet ? '仍然立即发送' : '立即发送'}</Radio>
        <Radio value="at">定时发送</Radio>
      </Radio.Group>
      {when === 'at' && (
        <DatePicker
          aria-label="定时发送时间"
          showTime={{ format: 'HH:mm', minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          value={at}
          onChange={setAt}
          disabledDate={(day) => day.isBefore(pickerValue(new Date()) ?? dayjs(), 'day')}
        />
      )}
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8, marginTop: 8 }}>
        <Button onClick={onClose}>再看看</Button>
        <Button
          type="primary"
          danger={quiet && when === 'now'}
          disabled={when === 'at' && at === null}
          loading={send.isPending}
          onClick={run}
        >
          {when === 'now' ? '确认发送' : '确认定时'}
        </Button>
      </div>
    </div>
  )
}

/** The end of the quiet hours as people say it: 今天 or 明早, with the time. */
function morningName(instant: string): string {
  const [day = '', time = ''] = formatTime(instant).split(' ')
  const today = formatTime(new Date()).slice(0, 10)
  return `${day === today ? '今早' : '明早'} ${time.replace(/^0/, '')}`
}
