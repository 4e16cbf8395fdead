import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { App, Button, Steps } from 'antd'
import { useState } from 'react'
import { EmptyState, PageHeader, QueryView } from '../../../ui'
import { optionsQuery, templatesQuery, type CampaignOptions } from '../api/campaign-options'
import { campaignQuery } from '../api/get-campaign'
import { usePlanCampaign } from '../api/run-campaign'
import { useSaveCampaign } from '../api/save-campaign'
import { AudienceStep } from '../components/audience-step'
import { ConfirmStep } from '../components/confirm-step'
import css from '../components/editor.module.css'
import { MessageStep } from '../components/message-step'
import { SettingsStep } from '../components/settings-step'
import { bodyOf, draftOf, messageProblems, newDraft, type CampaignDraft } from '../draft'
import type { Campaign } from '../labels'

export default function CampaignEditorPage() {
  const { campaignId }: { campaignId?: string } = useParams({ strict: false })
  const { segmentId }: { segmentId?: string } = useSearch({ strict: false })
  const options = useQuery(optionsQuery)
  const campaign = useQuery({ ...campaignQuery(Number(campaignId)), enabled: campaignId !== undefined })
  return (
    <QueryView query={options} rows={8}>
      {(choices) =>
        campaignId === undefined ? (
          <Editor options={choices} start={newDraft(Number(segmentId) || null)} />
        ) : (
          <QueryView query={campaign} rows={8}>
            {(found) =>
              found.state === 'draft' ? (
                <Editor key={found.id} options={choices} start={draftOf(found)} campaign={found} />
              ) : (
                <EmptyState title="只有草稿可以修改" description="请先在群发详情里「退回修改」" />
              )
            }
          </QueryView>
        )
      }
    </QueryView>
  )
}

const STEPS = ['人群', '消息', '设置', '确认']
const LAST = STEPS.length - 1

interface Props {
  options: CampaignOptions
  start: CampaignDraft
  campaign?: Campaign
}

function Editor({ options, start, campaign }: Props) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message, modal } = App.useApp()
  const [draft, setDraft] = useState(start)
  const [touched, setTouched] = useState(false)
  const [step, setStep] = useState(0)
  const [tried, setTried] = useState<readonly number[]>([])
  const save = useSaveCampaign(campaign?.id)
  const plan = usePlanCampaign()

  const change = (patch: Partial<CampaignDraft>) => {
    setTouched(true)
    setDraft({ ...draft, ...patch })
  }
  const audience: Record<string, string> = {
    ...(draft.name.trim() ? {} : { name: '请填写群发名称' }),
    ...(draft.segmentId === null ? { segment: '请选择分群' } : {}),
  }
  const messagesWrong = () =>
    draft.messages.length === 0 ||
    draft.messages.some((one) => {
      const templates = client.getQueryData(templatesQuery(one.accountId).queryKey)
      const template = templates?.find(({ templateId }) => templateId === one.template.templateId)
      return Object.keys(messageProblems(one, template)).length > 0
    })
  const wrong = [() => Object.keys(audience).length > 0, messagesWrong]

  /** Goes on only past steps that are filled in; the first that is not is shown with its problems. */
  const go = (target: number) => {
    const stop = wrong.findIndex((check, index) => index < target && check())
    if (stop < 0 || target < step) return setStep(target)
    setTried([...tried, stop])
    setStep(stop)
    if (stop === 1) message.warning(draft.messages.length === 0 ? '请至少添加一条消息' : '消息还没有填完')
  }

  const keep = async (andPlan: boolean) => {
    if (draft.segmentId === null) return
    try {
      const saved = await save.mutateAsync(bodyOf(draft, draft.segmentId))
      if (andPlan) await plan.mutateAsync(saved.id)
      else message.success('草稿已保存')
      await navigate({ to: `/campaigns/${saved.id}` })
    } catch {
      // The query client has shown the server's sentence; the draft stays for mending.
    }
  }

  const leave = () => {
    const to = campaign ? `/campaigns/${campaign.id}` : '/campaigns'
    if (!touched) return void navigate({ to })
    modal.confirm({
      title: '放弃未保存的内容？',
      icon: null,
      centered: true,
      okText: '放弃',
      cancelText: '继续编辑',
      onOk: () => navigate({ to }),
    })
  }

  const busy = save.isPending || plan.isPending
  return (
    <div className="stack">
      <PageHeader
        back={
          campaign ? { to: `/campaigns/${campaign.id}`, label: campaign.name } : { to: '/campaigns', label: '群发' }
        }
        title={campaign ? '编辑群发' : '新建群发'}
        actions={<Button onClick={leave}>取消</Button>}
      />
      <div className={css.steps}>
        <Steps current={step} onChange={go} items={STEPS.map((title) => ({ title }))} size="small" />
      </div>
      {step === 0 && <AudienceStep draft={draft} onChange={change} problems={tried.includes(0) ? audience : {}} />}
      {step === 1 && (
        <MessageStep
          messages={draft.messages}
          onChange={(messages) => change({ messages })}
          options={options}
          showProblems={tried.includes(1)}
        />
      )}
      {step === 2 && <SettingsStep draft={draft} onChange={change} options={options} />}
      {step === LAST && <ConfirmStep draft={draft} options={options} />}
      <div className={css.foot}>
        {step > 0 && <Button onClick={() => setStep(step - 1)}>上一步</Button>}
        {step < LAST && (
          <Button type="primary" onClick={() => go(step + 1)}>
            下一步
          </Button>
        )}
        {step === LAST && (
          <>
            <Button loading={save.isPending && !plan.isPending} disabled={busy} onClick={() => void keep(false)}>
              保存草稿
            </Button>
            <Button type="primary" loading={busy} onClick={() => void keep(true)}>
              保存并生成发送计划
            </Button>
          </>
        )}
      </div>
    </div>
  )
}
