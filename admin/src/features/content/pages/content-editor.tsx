import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { App, Button, Form, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { messageOf } from '../../../lib/api'
import { showFormErrors } from '../../../lib/form-errors'
import { useCan, useSession } from '../../../lib/session'
import { PageHeader, QueryView, Section, StatePill } from '../../../ui'
import { contentQuery, useActOnContent, useSaveContent, type Article, type ArticleInput } from '../api/contents'
import { offerableCouponsQuery, showableProductsQuery } from '../api/linked-things'
import { CoverPicker } from '../components/cover-picker'
import { PhonePreview } from '../components/phone-preview'
import { RichEditor } from '../components/rich-editor'
import { TagPicker } from '../components/tag-picker'
import { STATES } from '../labels'
import css from './content-editor.module.css'

const EMPTY: ArticleInput = {
  title: '',
  summary: '',
  author: '',
  body: '',
  tagIds: [],
  couponId: null,
  productIds: [],
}

export default function ContentEditor() {
  const { contentId }: { contentId?: string } = useParams({ strict: false })
  const id = contentId === undefined ? undefined : Number(contentId)
  const result = useQuery({ ...contentQuery(id ?? 0), enabled: id !== undefined })
  if (id === undefined) return <Editor article={null} />
  return (
    <QueryView query={result} rows={12}>
      {(article) => <Editor key={article.id} article={article} />}
    </QueryView>
  )
}

function Editor({ article }: { article: Article | null }) {
  const [form] = Form.useForm<ArticleInput>()
  const [draft, setDraft] = useState<ArticleInput>(EMPTY)
  const [changed, setChanged] = useState(false)
  const { name } = useSession()
  const writes = useCan('content.write')
  const save = useSaveContent()
  const act = useActOnContent()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const coupons = useQuery(offerableCouponsQuery)
  const products = useQuery(showableProductsQuery)

  useEffect(() => {
    const values = article ? inputOf(article) : { ...EMPTY, author: name }
    form.setFieldsValue(values)
    setDraft(values)
    setChanged(false)
  }, [article, form, name])

  const store = async (): Promise<Article | null> => {
    try {
      await form.validateFields()
    } catch {
      return null
    }
    try {
      return await save.mutateAsync({ ...draft, ...form.getFieldsValue(), body: draft.body, id: article?.id })
    } catch (error) {
      if (!showFormErrors(form, error)) message.error(messageOf(error))
      return null
    }
  }
  const keep = async () => {
    const stored = await store()
    if (!stored) return
    setChanged(false)
    message.success('已保存')
    if (!article) await navigate({ to: `/contents/${stored.id}`, replace: true })
  }
  const publish = async () => {
    const stored = await store()
    if (!stored) return
    if (stored.state !== 'published') await act.mutateAsync({ id: stored.id, action: 'publish' })
    message.success('已发布，小程序里可以读到了')
    if (!article) await navigate({ to: `/contents/${stored.id}`, replace: true })
  }
  const published = article?.state === 'published'

  return (
    <div className="stack">
      <PageHeader
        title={article ? '编辑文章' : '写文章'}
        back={{ to: '/contents', label: '文章' }}
        badge={article && <StatePill tone={STATES[article.state].tone}>{STATES[article.state].text}</StatePill>}
        actions={
          writes && (
            <>
              {published && (
                <Button
                  loading={act.isPending}
                  onClick={() => article && act.mutate({ id: article.id, action: 'withdraw' })}
                >
                  下架
                </Button>
              )}
              {!published && (
                <Button loading={save.isPending} onClick={() => void keep()}>
                  存为草稿
                </Button>
              )}
              <Button
                type="primary"
                loading={save.isPending || act.isPending}
                disabled={published && !changed}
                onClick={() => void (published ? keep() : publish())}
              >
                {published ? '保存修改' : '发布'}
              </Button>
            </>
          )
        }
      />
      <Form<ArticleInput>
        form={form}
        layout="vertical"
        requiredMark={false}
        disabled={!writes}
        onValuesChange={(_, values) => {
          setDraft((before) => ({ ...before, ...values }))
          setChanged(true)
        }}
      >
        <div className={css.layout}>
          <div className={css.writing}>
            <Form.Item name="title" noStyle rules={[{ required: true, message: '请填写标题' }]}>
              <Input className={css.title} aria-label="标题" placeholder="标题" maxLength={120} />
            </Form.Item>
            <Form.Item name="summary" noStyle>
              <Input.TextArea
                aria-label="摘要"
                placeholder="摘要：一两句话，说清楚读了有什么用"
                autoSize={{ minRows: 2, maxRows: 4 }}
                maxLength={300}
              />
            </Form.Item>
            <RichEditor
              value={draft.body}
              placeholder="从这里开始写正文…"
              onChange={(body) => {
                setDraft((before) => ({ ...before, body }))
                setChanged(true)
              }}
            />
          </div>
          <div className={css.side}>
            <Section title="设置">
              <Form.Item name="tagIds" label="内容标签" extra="修改标签后，过去的阅读也按新标签计算">
                <TagPicker />
              </Form.Item>
              <Form.Item name="coverUrl" label="封面">
                <CoverPicker />
              </Form.Item>
              <Form.Item name="author" label="作者" rules={[{ required: true, message: '请填写作者' }]}>
                <Input maxLength={64} autoComplete="off" />
              </Form.Item>
              <Form.Item name="couponId" label="文末优惠券">
                <Select
                  allowClear
                  placeholder="不放优惠券"
                  onClear={() => form.setFieldValue('couponId', null)}
                  options={(coupons.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                />
              </Form.Item>
              <Form.Item name="productIds" label="推荐商品" style={{ marginBottom: 0 }}>
                <Select
                  mode="multiple"
                  maxCount={6}
                  placeholder="最多 6 件"
                  optionFilterProp="label"
                  options={(products.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
                />
              </Form.Item>
            </Section>
          </div>
          <div className={css.preview}>
            <div className={css.caption}>手机预览</div>
            <PhonePreview article={draft} />
          </div>
        </div>
      </Form>
    </div>
  )
}

const inputOf = (article: Article): ArticleInput => ({
  title: article.title,
  summary: article.summary,
  author: article.author,
  coverUrl: article.coverUrl,
  body: article.body,
  tagIds: article.tags.map(({ id }) => id),
  couponId: article.couponId,
  productIds: article.productIds,
})
