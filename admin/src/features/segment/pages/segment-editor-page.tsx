import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { App, Button, Form, Input } from 'antd'
import { useMemo, useState } from 'react'
import { validateRule, type RuleCatalog, type RuleNode } from '@guiyi/shared'
import { messageOf } from '../../../lib/api'
import { showFormErrors } from '../../../lib/form-errors'
import {
  asGroup,
  catalogQuery,
  ConditionEditor,
  emptyGroup,
  newCondition,
  RuleEditorProvider,
} from '../../../rule-editor'
import { PageHeader, QueryView, Section } from '../../../ui'
import { segmentQuery, type SegmentDetail } from '../api/get-segment'
import { useSaveSegment } from '../api/save-segment'
import { LiveCount } from '../components/live-count'
import css from './segment-editor-page.module.css'

export default function SegmentEditorPage() {
  const { segmentId }: { segmentId?: string } = useParams({ strict: false })
  const { audience }: { audience?: string } = useSearch({ strict: false })
  const catalog = useQuery(catalogQuery)
  const segment = useQuery({ ...segmentQuery(segmentId ?? ''), enabled: segmentId !== undefined })
  return (
    <QueryView query={catalog} rows={10}>
      {(known) =>
        segmentId === undefined ? (
          <SegmentEditor catalog={known} audienceId={audience === undefined ? undefined : Number(audience)} />
        ) : (
          <QueryView query={segment} rows={10}>
            {(found) => <SegmentEditor key={found.id} catalog={known} segment={found} />}
          </QueryView>
        )
      }
    </QueryView>
  )
}

const firstRule = (audienceId?: number): RuleNode => ({
  ...emptyGroup(),
  of: [audienceId === undefined ? newCondition('event') : { kind: 'audience', audienceId }],
})

interface Props {
  catalog: RuleCatalog
  segment?: SegmentDetail
  /** A new segment begins with this audience. */
  audienceId?: number
}

function SegmentEditor({ catalog, segment, audienceId }: Props) {
  const [rule, setRule] = useState<RuleNode>(() => (segment ? asGroup(segment.rule) : firstRule(audienceId)))
  const [tried, setTried] = useState(false)
  const [form] = Form.useForm<{ name: string; description?: string }>()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const save = useSaveSegment(segment?.id)

  const checked = useMemo(() => validateRule(rule, catalog), [rule, catalog])
  const problems = useMemo(() => (checked.ok ? [] : checked.problems), [checked])
  const back = segment ? { to: `/segments/${segment.id}`, label: segment.name } : { to: '/segments', label: '分群' }

  const submit = async () => {
    setTried(true)
    const values = await form.validateFields().catch(() => null)
    if (!values) return
    if (!checked.ok) return void message.warning('还有条件没有填完')
    try {
      const { segment: kept } = await save.mutateAsync({
        name: values.name.trim(),
        description: values.description?.trim() ?? '',
        rule: checked.rule,
      })
      message.success('分群已保存')
      await navigate({ to: `/segments/${kept.id}` })
    } catch (error) {
      if (!showFormErrors(form, error)) message.error(messageOf(error))
    }
  }

  return (
    <div className="stack">
      <PageHeader
        title={segment ? `编辑「${segment.name}」` : '新建分群'}
        back={back}
        actions={
          <>
            <Button onClick={() => void navigate({ to: back.to })}>取消</Button>
            <Button type="primary" loading={save.isPending} onClick={() => void submit()}>
              保存分群
            </Button>
          </>
        }
      />
      <div className={css.columns}>
        <div className="stack">
          <Section>
            <Form
              form={form}
              layout="vertical"
              requiredMark={false}
              initialValues={{ name: segment?.name, description: segment?.description }}
              className={css.names}
            >
              <Form.Item
                name="name"
                label="分群名称"
                rules={[{ required: true, whitespace: true, message: '请给分群起个名字' }, { max: 64 }]}
              >
                <Input placeholder="例如：敏感肌 30 天未购" />
              </Form.Item>
              <Form.Item name="description" label="说明（选填）" rules={[{ max: 500 }]}>
                <Input placeholder="这群人用来做什么" />
              </Form.Item>
            </Form>
          </Section>
          <Section title="谁在这个分群里" hint="点击「且 / 或」切换条件之间的关系">
            <RuleEditorProvider catalog={catalog} problems={problems} showProblems={tried}>
              <ConditionEditor value={rule} onChange={setRule} />
            </RuleEditorProvider>
          </Section>
        </div>
        <LiveCount rule={rule} catalog={catalog} problems={problems} />
      </div>
    </div>
  )
}
