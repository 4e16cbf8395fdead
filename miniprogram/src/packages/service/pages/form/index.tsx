import { useState } from 'react'
import { CouponTicket } from '@/features/coupon/coupon-ticket'
import { answersToSend, problemsOf } from '@/features/form/answers'
import type { Answers } from '@/features/form/answers'
import { FormFieldView } from '@/features/form/form-field-view'
import { api, loadMe } from '@/features/session'
import { FailureView } from '@/features/session/failure-view'
import type { Answer, ConsumerForm, MyCoupon } from '@/lib/contract'
import { toFailure } from '@/lib/errors'
import { route } from '@/lib/routes'
import { useRemote } from '@/lib/use-remote'
import { elements, platform, usePageParam } from '@/platform'
import { Button } from '@/ui/button'
import { Icon } from '@/ui/icon'
import { Page } from '@/ui/page'
import { Skeleton } from '@/ui/skeleton'
import { StateView } from '@/ui/state-view'
import './index.scss'

const BONES = ['title', 'line', 'row', 'row', 'card', 'row'] as const

interface Thanks {
  message: string
  coupon: MyCoupon | null
}

export default function FormPage() {
  const id = usePageParam('id')
  const form = useRemote(`form/${id}`, () => api.get('/api/consumer/forms/{id}', { path: { id: Number(id) } }))
  const [answers, setAnswers] = useState<Answers>({})
  const [problems, setProblems] = useState<Record<string, string>>({})
  const [busy, setBusy] = useState(false)
  const [thanks, setThanks] = useState<Thanks | null>(null)
  const open = form.state === 'ready' && !form.data.submitted && thanks === null

  function answer(key: string, change: (old: Answer | undefined) => Answer) {
    setAnswers((old) => ({ ...old, [key]: change(old[key]) }))
    setProblems(({ [key]: _gone, ...rest }) => rest)
  }

  async function submit({ fields }: ConsumerForm) {
    const found = problemsOf(fields, answers)
    setProblems(found)
    const first = fields.find((field) => found[field.key] !== undefined)
    if (first) return platform.scrollTo(`field-${first.key}`)
    setBusy(true)
    try {
      setThanks(
        await api.post('/api/consumer/forms/{id}/submissions', {
          path: { id: Number(id) },
          body: { answers: answersToSend(fields, answers) },
        }),
      )
      void loadMe().catch(() => undefined) // only the coupon count
    } catch (error) {
      const failure = toFailure(error)
      setProblems(fieldProblems(failure.fields))
      platform.toast(failure.message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <Page
      title={form.data?.title ?? '问卷'}
      footer={
        open && <SubmitBar wrong={Object.keys(problems).length} busy={busy} onSubmit={() => void submit(form.data)} />
      }
    >
      {form.state === 'loading' && <Skeleton bones={BONES} />}
      {form.state === 'failed' && <FailureView failure={form.failure} onRetry={form.reload} />}
      {thanks && <ThanksView thanks={thanks} />}
      {form.state === 'ready' && form.data.submitted && !thanks && <AlreadySubmitted />}
      {open && <Questions form={form.data} answers={answers} problems={problems} onAnswer={answer} />}
    </Page>
  )
}

function SubmitBar({ wrong, busy, onSubmit }: { wrong: number; busy: boolean; onSubmit: () => void }) {
  const { Box, Span } = elements
  return (
    <>
      {wrong > 0 && (
        <Box id="form-problems" className="form__problems" role="alert">
          <Span>{`还有 ${wrong} 项需要填写或修改`}</Span>
        </Box>
      )}
      <Button id="submit-form" busy={busy} onTap={onSubmit}>
        提交
      </Button>
    </>
  )
}

/** The server names a field by its path, `answers.birthday`. */
const fieldProblems = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([path, text]) => [path.split('.').pop() ?? path, text]))

interface QuestionsProps {
  form: ConsumerForm
  answers: Answers
  problems: Record<string, string>
  onAnswer: (key: string, change: (old: Answer | undefined) => Answer) => void
}

function Questions({ form, answers, problems, onAnswer }: QuestionsProps) {
  const { Box, Span } = elements
  return (
    <Box className="form">
      <Span className="form__title">{form.title}</Span>
      <Span className="form__description">{form.description}</Span>
      {form.reward && (
        <Box className="form__reward">
          <Icon name="gift" size={18} />
          <Span>{`提交即赠 ${form.reward}`}</Span>
        </Box>
      )}
      <Box className="form__fields">
        {form.fields.map((field, index) => (
          <FormFieldView
            key={field.key}
            field={field}
            position={index + 1}
            answer={answers[field.key]}
            problem={problems[field.key]}
            onAnswer={(change) => onAnswer(field.key, change)}
          />
        ))}
      </Box>
      <Span className="form__promise">您的回答只用于为您推荐合适的内容与产品，可随时在「我的」中查看隐私说明。</Span>
    </Box>
  )
}

function ThanksView({ thanks }: { thanks: Thanks }) {
  const { Box } = elements
  return (
    <Box className="form">
      <StateView icon="check" title="提交成功" text={thanks.message} />
      {thanks.coupon && (
        <Box id="form-gift" className="form__gift">
          <CouponTicket {...thanks.coupon} notes={['已放入我的优惠券', `券码 ${thanks.coupon.code}`]} />
        </Box>
      )}
      <Button id="form-done" kind="outline" onTap={() => platform.openTab(route('home'))}>
        返回首页
      </Button>
    </Box>
  )
}

function AlreadySubmitted() {
  return (
    <StateView
      icon="check"
      title="您已填写过啦"
      text="谢谢您的回答，礼遇可在「我的优惠券」查看"
      act="返回首页"
      onAct={() => platform.openTab(route('home'))}
    />
  )
}
