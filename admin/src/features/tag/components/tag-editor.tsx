import { useNavigate } from '@tanstack/react-router'
import { App, Button, Form } from 'antd'
import { useMemo, useRef, useState } from 'react'
import { natureOf, validateTagRule, type RuleCatalog } from '@guiyi/shared'
import { messageOf } from '../../../lib/api'
import { showFormErrors } from '../../../lib/form-errors'
import { useCan } from '../../../lib/session'
import { RuleEditorProvider } from '../../../rule-editor'
import { ConfirmButton, PageHeader, Section } from '../../../ui'
import type { TagDetail } from '../api/get-tag'
import type { TagItem } from '../api/list-tags'
import { usePublishTag, useSaveTag } from '../api/save-tag'
import { declaredValues, draftOf, type TagDraft } from '../draft'
import { DefinitionFields, inputOf, type Definition } from './definition-fields'
import { HandForm } from './hand-form'
import { NoteInput } from './note-input'
import { PreviewPanel } from './preview-panel'
import { KindPicker, type Way } from './rule/kind-picker'
import { TagRuleForm } from './rule/tag-rule-form'
import { TemplateList } from './rule/template-list'
import type { Template } from './rule/templates'
import { newTagRule, RULE_KINDS } from './rule/tag-rules'
import { Strategies } from './strategies'
import css from './tag-editor.module.css'

/** Defines a tag: what it is called, how its values come about, and what to do with them. */
export function TagEditor({ catalog, tag }: { catalog: RuleCatalog; tag?: TagDetail }) {
  const [draft, setDraft] = useState<TagDraft>(() => draftOf(tag))
  const [tried, setTried] = useState(false)
  const note = useRef('')
  const takeNote = (text: string) => {
    note.current = text
  }
  const [form] = Form.useForm<Definition>()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const publishes = useCan('tag.publish')
  const save = useSaveTag(tag?.id)
  const publish = usePublishTag()
  const change = (patch: Partial<TagDraft>) => setDraft((old) => ({ ...old, ...patch }))

  const byHand = draft.method === 'hand'
  const checked = useMemo(() => validateTagRule(draft.rule, catalog), [draft.rule, catalog])
  const problems = useMemo(() => (checked.ok ? [] : checked.problems), [checked])
  const back = tag ? { to: `/tags/${tag.id}`, label: tag.name } : { to: '/tags', label: '客户标签' }

  /** @returns the saved tag, or null when something is missing, which is shown */
  const saveDraft = async (): Promise<TagItem | null> => {
    setTried(true)
    const values = await form.validateFields().catch(() => null)
    if (!values) return null
    const missing = byHand ? draft.handValues.length === 0 : !checked.ok
    if (missing) {
      message.warning(byHand ? '请至少填写一个可选的值' : '规则还有没填完的地方')
      return null
    }
    const known = declaredValues(draft)
    const strategies = Object.fromEntries(
      Object.entries(draft.strategies).filter(([value]) => known.length === 0 || known.includes(value)),
    )
    const { method, rule, handValues, multiple } = draft
    try {
      return await save.mutateAsync({
        ...inputOf(values),
        method,
        strategies,
        ...(byHand ? { handValues, multiple } : { rule }),
      })
    } catch (error) {
      if (!showFormErrors(form, error)) message.error(messageOf(error))
      return null
    }
  }

  const finish = async (andPublish: boolean) => {
    const saved = await saveDraft()
    if (!saved) return
    const jobId = andPublish ? (await publish.mutateAsync({ id: saved.id, note: note.current })).jobId : null
    message.success(andPublish ? '标签已发布' : '草稿已保存')
    await navigate({ to: `/tags/${saved.id}`, search: jobId === null ? {} : { job: String(jobId) } })
  }

  /** What kind of tag it is by nature follows from the rule, as long as nobody chose otherwise. */
  const propose = (rule: TagDraft['rule'] | null) => {
    if (!form.isFieldTouched('kind')) form.setFieldValue('kind', rule ? natureOf(rule) : 'fact')
  }
  const pick = (way: Way) => {
    if (way !== 'hand' && !byHand && way === draft.rule.kind) return
    const rule = way === 'hand' ? null : newTagRule(way)
    propose(rule)
    change(rule ? { method: 'rule', rule, strategies: {} } : { method: 'hand', strategies: {} })
  }
  const begin = ({ name, description, rule, strategies }: Template) => {
    form.setFieldsValue({ name, description })
    propose(rule)
    change({ method: 'rule', rule, strategies })
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
                description={
                  <>
                    {byHand
                      ? '发布后，销售与运营就可以给客户打上这个标签。'
                      : '发布后立即按新规则计算所有客户，之后随行为实时更新；旧版本保留在版本记录里。'}
                    <NoteInput label="发布说明" onChange={takeNote} />
                  </>
                }
                okText="发布"
                onConfirm={() => finish(true)}
              >
                保存并发布
              </ConfirmButton>
            )}
          </>
        }
      />
      <div className={css.columns} style={byHand ? { gridTemplateColumns: 'minmax(0, 1fr)' } : undefined}>
        <div className="stack">
          <Section>
            <DefinitionFields form={form} tag={tag} />
          </Section>
          {!tag && (
            <Section title="怎么得出标签值">
              <KindPicker way={byHand ? 'hand' : draft.rule.kind} onPick={pick} />
              <TemplateList onPick={begin} />
            </Section>
          )}
          {byHand ? (
            <Section title="手工标签">
              <HandForm draft={draft} onChange={change} />
            </Section>
          ) : (
            <Section title={RULE_KINDS[draft.rule.kind].name} hint={RULE_KINDS[draft.rule.kind].use}>
              <RuleEditorProvider catalog={catalog} problems={problems} showProblems={tried}>
                <TagRuleForm rule={draft.rule} onChange={(rule) => change({ rule })} />
              </RuleEditorProvider>
            </Section>
          )}
          <Strategies
            values={declaredValues(draft)}
            strategies={draft.strategies}
            onChange={(strategies) => change({ strategies })}
          />
        </div>
        {!byHand && <PreviewPanel rule={draft.rule} catalog={catalog} problems={problems} tagId={tag?.id} />}
      </div>
    </div>
  )
}
