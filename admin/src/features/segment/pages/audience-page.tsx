import { DownloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { formatCount, formatTime } from '../../../lib/format'
import { useCan } from '../../../lib/session'
import { ConfirmButton, DrawerForm, PageHeader, QueryView, Section, Sentence, useList } from '../../../ui'
import {
  audiencePeopleQuery,
  audienceQuery,
  useRemoveAudience,
  useRenameAudience,
  type AudienceDetail,
} from '../api/audiences'
import { ExportDialog } from '../components/export-dialog'
import { Insight } from '../components/insight'
import { PeopleTable } from '../components/people-table'
import { Reachable } from '../components/reachable'
import { AUDIENCE_SOURCES } from '../labels'
import css from './audience-page.module.css'

export default function AudiencePage() {
  const { audienceId = '' }: { audienceId?: string } = useParams({ strict: false })
  const audience = useQuery(audienceQuery(audienceId))
  return (
    <QueryView query={audience} rows={10}>
      {(found) => <AudienceView audience={found} />}
    </QueryView>
  )
}

function AudienceView({ audience }: { audience: AudienceDetail }) {
  const list = useList()
  const people = useQuery(audiencePeopleQuery(audience.id, list.query))
  return (
    <div className="stack">
      <PageHeader
        back={{ to: '/audiences', label: '人群包' }}
        title={audience.name}
        actions={<AudienceActions audience={audience} />}
      />
      <Section>
        <div className={css.summary}>
          <div>
            <div>
              <span className={`${css.count} tabular`}>{formatCount(audience.living)}</span> 人
              {audience.living !== audience.people && (
                <span className="muted">
                  {' '}
                  · {AUDIENCE_SOURCES[audience.source]}时 {formatCount(audience.people)} 人，其余已合并或删除
                </span>
              )}
            </div>
            {audience.sentence && <Sentence text={audience.sentence} />}
            <div className="muted">
              {AUDIENCE_SOURCES[audience.source]} · {formatTime(audience.frozenAt)}
              {audience.frozenByName && ` · ${audience.frozenByName}`}
              {audience.segmentId !== null && (
                <>
                  {' '}
                  · <Link to={`/segments/${audience.segmentId}`}>查看分群</Link>
                </>
              )}
            </div>
          </div>
          <Reachable
            reachable={audience.reachable}
            count={audience.living}
            rule={{ kind: 'audience', audienceId: audience.id }}
          />
        </div>
      </Section>
      <Insight list={{ kind: 'audience', id: audience.id }} />
      <PeopleTable label="人群包客户" list={list} result={people} empty={{ title: '名单里的人都已删除' }} frozen />
    </div>
  )
}

function AudienceActions({ audience }: { audience: AudienceDetail }) {
  const navigate = useNavigate()
  const { message } = App.useApp()
  const writes = useCan('segment.write')
  const takesOut = useCan('segment.export')
  const remove = useRemoveAudience()
  const rename = useRenameAudience()
  const [open, setOpen] = useState<'export' | 'rename' | null>(null)
  return (
    <>
      {writes && (
        <ConfirmButton
          danger
          title={`删除「${audience.name}」？`}
          description="名单会从列表里消失，客户本身不受影响。"
          okText="删除"
          onConfirm={async () => {
            await remove.mutateAsync(audience.id)
            message.success('人群包已删除')
            await navigate({ to: '/audiences' })
          }}
        >
          删除
        </ConfirmButton>
      )}
      {writes && <Button onClick={() => setOpen('rename')}>改名</Button>}
      <Button onClick={() => void navigate({ to: '/segments/overlap', search: { audience: String(audience.id) } })}>
        看重合
      </Button>
      {takesOut && (
        <Button icon={<DownloadOutlined aria-hidden />} onClick={() => setOpen('export')}>
          申请导出
        </Button>
      )}
      {writes && (
        <Button
          type="primary"
          onClick={() => void navigate({ to: '/segments/new', search: { audience: String(audience.id) } })}
        >
          用它建分群
        </Button>
      )}
      <ExportDialog
        list={{ kind: 'audience', id: audience.id }}
        people={audience.living}
        open={open === 'export'}
        onClose={() => setOpen(null)}
      />
      <DrawerForm<{ name: string }>
        title="人群包改名"
        open={open === 'rename'}
        onClose={() => setOpen(null)}
        initialValues={{ name: audience.name }}
        onSubmit={({ name }) => rename.mutateAsync({ id: audience.id, name: name.trim() })}
      >
        <Form.Item
          name="name"
          label="名称"
          rules={[{ required: true, whitespace: true, message: '请填写名称' }, { max: 64 }]}
        >
          <Input />
        </Form.Item>
      </DrawerForm>
    </>
  )
}
