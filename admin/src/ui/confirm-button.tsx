import { App, Button, Input, type ButtonProps } from 'antd'
import { useState, type ReactNode } from 'react'
import { messageOf } from '../lib/api'

interface Props extends Omit<ButtonProps, 'onClick' | 'title'> {
  title: string
  description?: ReactNode
  okText?: string
  /** Typed by the person before the button works, for what cannot be taken back. */
  typed?: string
  /** A rejected promise keeps the dialog open and shows the reason. */
  onConfirm: () => Promise<unknown> | void
}

/** A button that asks before it acts. */
export function ConfirmButton({ title, description, okText = '确定', typed, onConfirm, ...button }: Props) {
  const { modal, message } = App.useApp()
  const [busy, setBusy] = useState(false)

  const ask = () => {
    let typedText = ''
    const dialog = modal.confirm({
      title,
      icon: null,
      centered: true,
      okText,
      cancelText: '取消',
      okButtonProps: { danger: button.danger, disabled: typed !== undefined },
      content: (
        <div style={{ color: 'var(--ink-soft)' }}>
          {description}
          {typed !== undefined && (
            <div style={{ marginTop: 12 }}>
              <div style={{ marginBottom: 6 }}>
                请输入 <b>{typed}</b> 以确认
              </div>
              <Input
                aria-label={`输入${typed}以确认`}
                onChange={(event) => {
                  typedText = event.target.value.trim()
                  dialog.update({ okButtonProps: { danger: button.danger, disabled: typedText !== typed } })
                }}
              />
            </div>
          )}
        </div>
      ),
      onOk: async () => {
        setBusy(true)
        try {
          await onConfirm()
        } catch (error) {
          message.error(messageOf(error))
          throw error
        } finally {
          setBusy(false)
        }
      },
    })
  }
  return <Button {...button} loading={busy} onClick={ask} />
}
