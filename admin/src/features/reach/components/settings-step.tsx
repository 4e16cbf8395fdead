import { useQuery } from '@tanstack/react-query'
import { InputNumber, Radio, Select, Slider } from 'antd'
import { formatCount } from '../../../lib/format'
import { Section } from '../../../ui'
import type { CampaignOptions } from '../api/campaign-options'
import { segmentReachQuery } from '../api/segments'
import type { CampaignDraft } from '../draft'
import css from './editor.module.css'

interface Props {
  draft: CampaignDraft
  onChange: (patch: Partial<CampaignDraft>) => void
  options: CampaignOptions
}

/** How the effect is measured, and how several channels share the people. */
export function SettingsStep({ draft, onChange, options }: Props) {
  return (
    <div className="stack">
      <Section title="对照组">
        <div className={css.slider}>
          <Slider
            ariaLabelForHandle="对照组比例"
            min={0}
            max={50}
            step={5}
            value={draft.controlPercent}
            marks={{ 0: '0%', 10: '10%', 20: '20%', 30: '30%', 50: '50%' }}
            onChange={(controlPercent) => onChange({ controlPercent })}
          />
          <output className={css.percent}>{draft.controlPercent}%</output>
        </div>
        <p className={css.explain}>
          {draft.controlPercent === 0
            ? '没有对照组就无法知道这次群发有没有用：收到的人里，有些本来就会购买。建议至少留 10%。'
            : `随机留出 ${draft.controlPercent}% 的人不发送。两组人其他方面都一样，转化率的差距就是这次群发带来的。留得越多，结论越准，少发的人也越多。`}
        </p>
        <ControlSize draft={draft} />
      </Section>
      <Section title="怎样算有效">
        <div className={css.inline}>
          <span>收到后</span>
          <InputNumber
            aria-label="转化天数"
            min={1}
            max={30}
            value={draft.conversionDays}
            onChange={(days) => onChange({ conversionDays: days ?? 7 })}
            style={{ width: 90 }}
          />
          <span>天内发生</span>
          <Select
            aria-label="转化事件"
            value={draft.conversionEvent}
            options={options.conversionEvents.map(({ name, label }) => ({ value: name, label }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(conversionEvent: string) => onChange({ conversionEvent })}
            style={{ width: 200 }}
          />
          <span>，算一次转化</span>
        </div>
      </Section>
      {draft.messages.length > 1 && (
        <Section title="多个渠道都能触达时">
          <Radio.Group
            value={draft.channelPolicy}
            onChange={({ target }) => onChange({ channelPolicy: target.value as CampaignDraft['channelPolicy'] })}
            className={css.radios}
          >
            <Radio value="each">
              每个渠道各发一条 <span className="faint">同一个人可能收到两次</span>
            </Radio>
            <Radio value="first">
              只发排在前面的渠道 <span className="faint">前一个渠道到不了的人，才用后一个</span>
            </Radio>
          </Radio.Group>
        </Section>
      )}
    </div>
  )
}

/** Fewer than this in the control group, and even a large effect drowns in chance. */
const ENOUGH = 30

/** How many people the control group comes to, and a warning while that is too few to tell anything. */
function ControlSize({ draft: { segmentId, controlPercent, messages } }: { draft: CampaignDraft }) {
  const { data } = useQuery({ ...segmentReachQuery(segmentId ?? 0), enabled: segmentId !== null })
  if (!data || controlPercent === 0) return null
  const { officialAccount, work } = data.reachable
  // Channels overlap, so the widest of them is the least that the campaign reaches.
  const reachable = Math.max(
    0,
    ...messages.map(({ channel }) => (channel === 'official_account_template' ? officialAccount : work)),
  )
  const expected = Math.round((reachable * controlPercent) / 100)
  return (
    <p className={expected < ENOUGH ? css.warning : css.explain}>
      可触达的人里预计约 {formatCount(expected)} 人作为对照
      {expected < ENOUGH && `，少于 ${ENOUGH} 人时通常看不出差别；可以提高比例，或换一个更大的人群`}。
    </p>
  )
}
