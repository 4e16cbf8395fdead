import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { App, AutoComplete, Button, Form, Input } from 'antd'
import { useMemo, useState } from 'react'
import { validateTagRule, type RuleCatalog, type TagRule } from '@guiyi/shared'
import { messageOf } from '../../../lib/api'
import { showFormErrors } from '../../../lib/form-errors'
import { useCan } from '../../../lib/session'
import { catalogQuery, RuleEditorProvider } from '../../../rule-editor'
import { ConfirmButton, PageHeader, QueryView, Section } from '../../../ui'
import { tagQuery } from '../api/get-tag'
import { tagsQuery } from '../api/list-tags'
import { useMoveTag, useSaveTag } from '../api/save-tag'
import type { TagDetail } from '../api/types'
import { PreviewPanel } from '../components/preview-panel'
import { KindPicker } from '../components/rule/kind-picker'
import { TagRuleForm } from '../components/rule/tag-rule-form'
import { newTagRule, RULE_KINDS, type RuleKind } from '../components/rule/tag-rules'
import css from './tag-editor-page.module.css'

interface Values {
  name: string
  group: string
  description?: string
}

export default function TagEditorPage() {
  const { tagId }: { tagId?: string } = useParams({ strict: false })
  const catalog = useQuery(catalogQuery)
  const tag = useQuery({ ...tagQuery(tagId ?? ''), enabled: tagId !== undefined })
  return (
    <QueryView query={catalog} rows={10}>
      {(known) =>
        tagId === undefined ? (
          <TagEditor catalog={known} />
        ) : (
          <QueryView query={tag} rows={10}>
            {(found) => <TagEditor key={found.id} catalog={known} tag={found} />}
          </QueryView>
        )
      }
    </QueryView>
  )
}

function TagEditor({ catalog, tag }: { catalog: RuleCatalog; tag?: TagDetail }) {
  const [rule, setRule] = useState<TagRule>(() => tag?.rule ?? newTagRule('tiers'))
  const [tried, setTried] = useState(false)
  const [form] = Form.useForm<Values>()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const publishes = useCan('tag.publish')
  const id = tag && String(tag.id)
  const save = useSaveTag(id)
  const move = useMoveTag()
  const { data: tags } = useQuery(tagsQuery)
  const groups = useMemo(() => [...new Set((tags ?? []).map(({ group }) => group))].map((value) => ({ value })), [tags])

  const checked = useMemo(() => validateTagRule(rule, catalog), [rule, catalog])
  const problems = useMemo(() => (checked.ok ? [] : checked.problems), [checked])
  const back = tag ? { to: `/tags/${tag.id}`, label: tag.name } : { to: '/tags', label: '客户标签' }

  /** Saves the draft. @returns the tag, or null when something is missing and shown */
  const saveDraft = async (): Promise<TagDetail | null> => {
    setTried(true)
    const values = await form.validateFields().catch(() => null)
    if (!values) return null
    if (!checked.ok) {
      message.warning('规则还有没填完的地方')
      return null
    }
    try {
      return await save.mutateAsync({
        name: values.name.trim(),
        group: values.group.trim(),
        description: values.description?.trim() ?? '',
        rule: checked.rule,
      })
    } catch (error) {
      if (!showFormErrors(form, error)) message.error(messageOf(error))
      return null
    }
  }

  const finish = async (publish: boolean) => {
    const saved = await saveDraft()
    if (!saved) return
    if (publish) await move.mutateAsync({ id: saved.id, act: 'publish' })
    message.success(publish ? '标签已发布，正在计算每个人的值' : '草稿已保存')
    await navigate({ to: `/tags/${saved.id}` })
  }

  return (
    <div className="stack">
      <PageHeader
        title={tag ? `编辑「${tag.name}」` : '新建标签'}
        back={back}
        actions={
          <>
            <Button onClick={() => void navigate({ to: back.to })}>取消</Button>
            <Button loading={save.isPending} onClick={() => void finish(false)}>
              保存草稿
            </Button>
            {publishes && (
              <ConfirmButton
                type="primary"
                title="发布这个标签？"
                description="发布后立即按新规则计算所有客户，之后随行为实时更新；旧版本会保留在版本记录里。"
                okText="发布"
                onConfirm={() => finish(true)}
              >
                保存并发布
              </ConfirmButton>
            )}
          </>
        }
      />
      <div className={css.columns}>
        <div className="stack">
          <Section>
            <Form<Values>
              form={form}
              layout="vertical"
              requiredMark={false}
              initialValues={{ name: tag?.name, group: tag?.group, description: tag?.description }}
              className={css.names}
            >
              <Form.Item
                name="name"
                label="标签名称"
                rules={[{ required: true, whitespace: true, message: '请给标签起个名字' }, { max: 64 }]}
              >
                <Input placeholder="例如：消费等级" />
              </Form.Item>
              <Form.Item
                name="group"
                label="分组"
                rules={[{ required: true, whitespace: true, message: '请选择或填写分组' }, { max: 64 }]}
              >
                <AutoComplete options={groups} placeholder="选择或填写新分组" />
              </Form.Item>
              <Form.Item name="description" label="说明（选填）" className={css.wide} rules={[{ max: 200 }]}>
                <Input placeholder="这个标签用来做什么，给谁看" />
              </Form.Item>
            </Form>
          </Section>
          {!tag && (
            <Section title="怎么得出标签值">
              <KindPicker
                kind={rule.kind}
                onPick={(kind: RuleKind) => kind !== rule.kind && setRule(newTagRule(kind))}
              />
            </Section>
          )}
          <Section title={`${RULE_KINDS[rule.kind].name}规则`}>
            <RuleEditorProvider catalog={catalog} problems={problems} showProblems={tried}>
              <TagRuleForm rule={rule} onChange={setRule} />
            </RuleEditorProvider>
          </Section>
        </div>
        <PreviewPanel rule={rule} catalog={catalog} problems={problems} tagId={id} />
      </div>
    </div>
  )
}
