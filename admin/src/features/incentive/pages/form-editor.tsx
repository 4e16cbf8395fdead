import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Alert, App, Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { messageOf } from '../../../lib/api'
import { PageHeader, QueryView, Section, StatePill } from '../../../ui'
import { attributesQuery } from '../api/attributes'
import { couponsQuery } from '../api/coupons'
import {
  formQuery,
  useActOnForm,
  useSaveForm,
  type Question,
  type Questionnaire,
  type QuestionnaireInput,
} from '../api/forms'
import { FormPreview } from '../components/form-preview'
import { newKey, QuestionCard } from '../components/question-card'
import { FORM_STATES } from '../labels'

const newQuestion = (): Question => ({ key: newKey('q'), label: '', kind: 'text', required: false, maxLength: 200 })

export default function FormEditor() {
  const { formId }: { formId?: string } = useParams({ strict: false })
  const id = formId === undefined ? undefined : Number(formId)
  const result = useQuery({ ...formQuery(id ?? 0), enabled: id !== undefined })
  if (id === undefined) return <Editor form={null} />
  return (
    <QueryView query={result} rows={12}>
      {(form) => <Editor key={form.updatedAt} form={form} />}
    </QueryView>
  )
}

function Editor({ form }: { form: Questionnaire | null }) {
  const [title, setTitle] = useState(form?.title ?? '')
  const [description, setDescription] = useState(form?.description ?? '')
  const [thanks, setThanks] = useState(form?.thanks ?? '')
  const [rewardCouponId, setReward] = useState<number | null>(form?.rewardCouponId ?? null)
  const [fields, setFields] = useState<Question[]>(form?.fields ?? [newQuestion()])
  const attributes = useQuery(attributesQuery)
  const coupons = useQuery(couponsQuery({ page: 1, pageSize: 200, state: 'open' }))
  const save = useSaveForm()
  const act = useActOnForm()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const answered = new Set((form?.submissionCount ?? 0) > 0 ? form?.fields.map(({ key }) => key) : [])

  const change = (index: number, question: Question) =>
    setFields(fields.map((field, at) => (at === index ? question : field)))
  const move = (index: number, by: -1 | 1) => {
    const next = [...fields]
    const [taken] = next.splice(index, 1)
    if (taken) next.splice(index + by, 0, taken)
    setFields(next)
  }
  const problem = problemOf(title, fields)

  const store = async (open: boolean) => {
    const body: QuestionnaireInput = { title, description, thanks, rewardCouponId, fields }
    try {
      const stored = await save.mutateAsync({ ...body, id: form?.id })
      if (open && stored.state !== 'open') await act.mutateAsync({ id: stored.id, action: 'open' })
      message.success(open ? '表单已开放填写' : '已保存')
      await navigate({ to: open ? `/forms/${stored.id}` : `/forms/${stored.id}/edit`, replace: true })
    } catch (error) {
      message.error(messageOf(error))
    }
  }

  return (
    <div className="stack">
      <PageHeader
        title={form ? '编辑表单' : '新建表单'}
        back={{ to: form ? `/forms/${form.id}` : '/forms', label: form ? form.title : '表单' }}
        badge={form && <StatePill tone={FORM_STATES[form.state].tone}>{FORM_STATES[form.state].text}</StatePill>}
        actions={
          <>
            <Button
              disabled={problem !== null}
              loading={save.isPending}
              onClick={() => void store(false)}
              title={problem ?? undefined}
            >
              保存
            </Button>
            {form?.state !== 'open' && (
              <Button
                type="primary"
                disabled={problem !== null}
                loading={save.isPending || act.isPending}
                onClick={() => void store(true)}
                title={problem ?? undefined}
              >
                开放填写
              </Button>
            )}
          </>
        }
      />
      {answered.size > 0 && (
        <Alert type="info" showIcon title="已有人填写：原有题目的题型不能再改，选项只能增加；可以新增或删除题目。" />
      )}
      <div className="grid" style={{ gridTemplateColumns: 'minmax(0, 1fr) 322px', gap: 20, alignItems: 'start' }}>
        <div className="stack">
          <Section title="基本信息">
            <Form layout="vertical">
              <Form.Item label="标题" required>
                <Input
                  aria-label="标题"
                  maxLength={60}
                  value={title}
                  onChange={(event) => setTitle(event.target.value)}
                  placeholder="例如：肤质小测"
                />
              </Form.Item>
              <Form.Item label="说明">
                <Input.TextArea
                  aria-label="说明"
                  autoSize={{ minRows: 2, maxRows: 4 }}
                  maxLength={300}
                  value={description}
                  onChange={(event) => setDescription(event.target.value)}
                />
              </Form.Item>
              <div className="grid" style={{ gridTemplateColumns: '1fr 1fr' }}>
                <Form.Item label="填写奖励" style={{ marginBottom: 0 }}>
                  <Select
                    allowClear
                    aria-label="填写奖励"
                    placeholder="没有奖励"
                    value={rewardCouponId}
                    options={(coupons.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                    onChange={(value: number | undefined) => setReward(value ?? null)}
                  />
                </Form.Item>
                <Form.Item label="提交后的提示" style={{ marginBottom: 0 }}>
                  <Input
                    aria-label="提交后的提示"
                    maxLength={200}
                    value={thanks}
                    onChange={(event) => setThanks(event.target.value)}
                    placeholder="已收到，谢谢您的填写"
                  />
                </Form.Item>
              </div>
            </Form>
          </Section>
          {fields.map((question, index) => (
            <QuestionCard
              key={question.key}
              question={question}
              place={index}
              count={fields.length}
              attributes={attributes.data ?? []}
              locked={answered.has(question.key)}
              onChange={(next) => change(index, next)}
              onMove={(by) => move(index, by)}
              onRemove={() => setFields(fields.filter((_, at) => at !== index))}
            />
          ))}
          <Button type="dashed" icon={<PlusOutlined />} onClick={() => setFields([...fields, newQuestion()])} block>
            添加题目
          </Button>
        </div>
        <FormPreview title={title} description={description} questions={fields} />
      </div>
    </div>
  )
}

/** Why the form cannot be saved yet. */
function problemOf(title: string, fields: readonly Question[]): string | null {
  if (title.trim() === '') return '请填写标题'
  const nameless = fields.findIndex(({ label }) => label.trim() === '')
  if (nameless >= 0) return `请填写第 ${nameless + 1} 题的题目`
  const blank = fields.findIndex(({ options }) => options?.some(({ label }) => label.trim() === ''))
  return blank >= 0 ? `请填写第 ${blank + 1} 题的选项` : null
}
