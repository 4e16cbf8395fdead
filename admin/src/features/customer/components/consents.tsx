import { App, Tooltip } from 'antd'
import { formatDate } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { ConfirmButton, Section, StatePill } from '../../../ui'
import { useRecordConsent } from '../api/change-customer'
import type { CustomerDetail } from '../api/get-customer'
import { consentAct } from '../labels'
import css from './facts.module.css'

const PURPOSES = [
  { purpose: 'marketing', label: '接收营销信息' },
  { purpose: 'phone', label: '使用手机号' },
  { purpose: 'profile', label: '个性化画像' },
] as const

/** What the person has agreed to. Without consent nothing is sent. */
export function Consents({ customer }: { customer: CustomerDetail }) {
  const { message } = App.useApp()
  const mayWrite = useCan('customer.write')
  const record = useRecordConsent(customer.id)
  const marketing = customer.consents.find(({ purpose }) => purpose === 'marketing')
  const withdraw = mayWrite && marketing?.granted && (
    <ConfirmButton
      type="text"
      size="small"
      title="登记撤回营销同意"
      description="客户告知不再接收营销信息时使用。登记后，所有群发都会跳过这位客户。"
      okText="登记撤回"
      onConfirm={async () => {
        await record.mutateAsync({ purpose: 'marketing', granted: false })
        message.success('已登记，后续群发会跳过这位客户')
      }}
    >
      登记撤回
    </ConfirmButton>
  )
  return (
    <Section title="授权与同意" extra={withdraw}>
      {PURPOSES.map(({ purpose, label }) => {
        const consent = customer.consents.find((one) => one.purpose === purpose)
        return (
          <div key={purpose} className={css.identity}>
            <div className={css.identityHead}>
              <span>{label}</span>
              {consent ? (
                <StatePill tone={consent.granted ? 'good' : 'bad'}>{consent.granted ? '已同意' : '已撤回'}</StatePill>
              ) : (
                <StatePill tone="quiet">未授权</StatePill>
              )}
            </div>
            {consent && (
              <div className={css.note}>
                <Tooltip title={consent.textVersion && `隐私政策版本 ${consent.textVersion}`}>
                  <span>
                    {formatDate(consent.at)} {consentAct(consent.act)}
                  </span>
                </Tooltip>
              </div>
            )}
          </div>
        )
      })}
    </Section>
  )
}
