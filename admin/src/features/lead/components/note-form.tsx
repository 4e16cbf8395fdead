import { App, Button, Input } from 'antd'
import { useState } from 'react'
import { useAddNote } from '../api/follow-lead'
import type { LeadDetail } from '../labels'
import { NextStepFields } from './next-step-fields'

interface Props {
  lead: LeadDetail
  onDone: () => void
}

/** A follow-up note. The next step that stands is offered, so that leaving it as it is changes nothing. */
export function NoteForm({ lead, onDone }: Props) {
  const { message } = App.useApp()
  const add = useAddNote(lead.id)
  const [text, setText] = useState('')
  const [step, setStep] = useState(lead.nextStep)
  const [at, setAt] = useState(lead.nextStepAt)
  const written = text.trim()

  const save = () =>
    add.mutate(
      { text: written, nextStep: step.trim(), nextStepAt: at },
      {
        onSuccess: () => {
          message.success('跟进已记录')
          onDone()
        },
      },
    )

  return (
    <form
      aria-label="写跟进"
      onSubmit={(event) => {
        event.preventDefault()
        if (written) save()
      }}
    >
      <Input.TextArea
        autoFocus
        aria-label="跟进内容"
        placeholder="聊了什么？客户在意什么？"
        value={text}
        maxLength={2000}
        autoSize={{ minRows: 3, maxRows: 8 }}
        onChange={(event) => setText(event.target.value)}
      />
      <NextStepFields step={step} onStep={setStep} at={at} onAt={setAt} />
      <Button
        type="primary"
        htmlType="submit"
        block
        disabled={!written}
        loading={add.isPending}
        style={{ marginTop: 18 }}
      >
        保存跟进
      </Button>
    </form>
  )
}
