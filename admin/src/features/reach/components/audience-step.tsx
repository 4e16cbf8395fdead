import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input, Select } from 'antd'
import { formatCount, formatPercent } from '../../../lib/format'
import { EmptyState, QueryView, Section, Sentence } from '../../../ui'
import { segmentReachQuery, segmentsQuery } from '../api/segments'
import type { CampaignDraft } from '../draft'
import css from './editor.module.css'

interface Props {
  draft: CampaignDraft
  onChange: (patch: Partial<CampaignDraft>) => void
  problems: Record<string, string>
}

/** Who gets it: a name for the campaign and a segment, with how many of its people each channel reaches. */
export function AudienceStep({ draft, onChange, problems }: Props) {
  const segments = useQuery(segmentsQuery)
  return (
    <Section title="发给谁">
      <div className={css.fields}>
        <label className={css.field}>
          <span className={css.label}>群发名称</span>
          <Input
            value={draft.name}
            maxLength={64}
            status={problems.name ? 'error' : undefined}
            placeholder="例如：敏感肌换季护理提醒"
            onChange={(event) => onChange({ name: event.target.value })}
          />
          {problems.name && <span className={css.problem}>{problems.name}</span>}
        </label>
        <div className={css.field}>
          <span className={css.label}>人群</span>
          <QueryView query={segments} rows={1} compact>
            {(list) =>
              list.length === 0 ? (
                <EmptyState compact title="还没有分群" action={<Link to="/segments/new">新建分群</Link>} />
              ) : (
                <Select
                  aria-label="选择分群"
                  placeholder="选择分群"
                  showSearch={{ optionFilterProp: 'label' }}
                  value={draft.segmentId ?? undefined}
                  status={problems.segment ? 'error' : undefined}
                  options={list.map(({ id, name, people }) => ({ value: id, label: name, people }))}
                  optionRender={({ data, label }) => (
                    <div className="spread">
                      <span>{label}</span>
                      <span className="faint tabular">{formatCount(data.people)} 人</span>
                    </div>
                  )}
                  onChange={(segmentId: number) => onChange({ segmentId })}
                  style={{ width: '100%' }}
                />
              )
            }
          </QueryView>
          {problems.segment && <span className={css.problem}>{problems.segment}</span>}
        </div>
        {draft.segmentId !== null && <Audience segmentId={draft.segmentId} />}
      </div>
    </Section>
  )
}

/** The chosen segment: its rule, its size, and whom each channel reaches. */
export function Audience({ segmentId }: { segmentId: number }) {
  const segment = useQuery(segmentReachQuery(segmentId))
  return (
    <QueryView query={segment} rows={2} compact>
      {({ people, sentence, reachable }) => (
        <div className={css.audience}>
          <div className={css.size}>
            <b>{formatCount(people)}</b> 人
          </div>
          <Sentence text={sentence} quiet />
          <ul className={css.reach} aria-label="各渠道可触达人数">
            <Reach name="公众号可触达" count={reachable.officialAccount} of={people} />
            <Reach name="企微可触达" count={reachable.work} of={people} />
          </ul>
        </div>
      )}
    </QueryView>
  )
}

function Reach({ name, count, of }: { name: string; count: number; of: number }) {
  const share = of === 0 ? 0 : count / of
  return (
    <li>
      <span>{name}</span>
      <span className={css.track}>
        <span className={css.fill} style={{ width: `${share * 100}%` }} />
      </span>
      <span className="tabular">
        {formatCount(count)} 人<span className="faint"> {of > 0 && formatPercent(share, 0)}</span>
      </span>
    </li>
  )
}
