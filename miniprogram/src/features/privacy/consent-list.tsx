import { useState } from 'react'
import { api } from '@/features/session'
import type { Consent, PrivacyText } from '@/lib/contract'
import { toFailure } from '@/lib/errors'
import { useRemote } from '@/lib/use-remote'
import { elements, platform } from '@/platform'
import { classes } from '@/ui/classes'
import { Skeleton } from '@/ui/skeleton'
import './consent-list.scss'

const BONES = ['row', 'row'] as const

const EXPLAINED: Record<Consent['purpose'], string> = {
  phone: '领取会员券时授权，用于核销与售后联系',
  marketing: '新品、节气礼遇与活动消息',
  profile: '按阅读与问卷为您推荐内容',
}

/** What the person agreed to, and the switch to take it back. The phone number itself is only ever given through the phone button. */
export function ConsentList({ privacy }: { privacy: PrivacyText }) {
  const { Box } = elements
  const consents = useRemote('consents', () => api.get('/api/consumer/consents'))
  const [changed, setChanged] = useState<Consent[] | null>(null)
  const [busy, setBusy] = useState<Consent['purpose'] | null>(null)

  async function change({ purpose, granted }: Consent) {
    setBusy(purpose)
    try {
      setChanged(
        await api.put('/api/consumer/consents', {
          body: { purpose, granted: !granted, consentVersion: privacy.version },
        }),
      )
      platform.toast(granted ? '已撤回' : '已同意')
    } catch (error) {
      platform.toast(toFailure(error).message)
    } finally {
      setBusy(null)
    }
  }

  if (consents.state === 'loading') return <Skeleton bones={BONES} bare />
  if (consents.state === 'failed') return null // the text below stands by itself
  return (
    <Box className="gy-consents" role="list">
      {(changed ?? consents.data).map((consent) => (
        <ConsentRow
          key={consent.purpose}
          consent={consent}
          busy={busy !== null}
          onChange={() => void change(consent)}
        />
      ))}
    </Box>
  )
}

function ConsentRow({ consent, busy, onChange }: { consent: Consent; busy: boolean; onChange: () => void }) {
  const { Box, Span } = elements
  const fixed = consent.purpose === 'phone' && !consent.granted
  return (
    <Box className="gy-consents__row">
      <Box className="gy-consents__words">
        <Span className="gy-consents__label">{consent.label}</Span>
        <Span className="gy-consents__why">{EXPLAINED[consent.purpose]}</Span>
      </Box>
      {fixed ? (
        <Span className="gy-consents__none">未授权</Span>
      ) : (
        <Box
          id={`consent-${consent.purpose}`}
          className={classes('gy-consents__switch', consent.granted && 'is-on')}
          role="checkbox"
          label={consent.label}
          selected={consent.granted}
          onTap={busy ? () => undefined : onChange}
        >
          <Box className="gy-consents__knob" />
        </Box>
      )}
    </Box>
  )
}
