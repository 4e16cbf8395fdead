import { App, Button, Drawer, Form, type FormInstance, type FormProps } from 'antd'
import { useEffect, useState, type ReactNode } from 'react'
import { messageOf } from '../lib/api'
import { showFormErrors } from '../lib/form-errors'

interface Props<Values extends object> {
  title: string
  open: boolean
  onClose: () => void
  /** Starting values; read again each time the drawer opens. */
  initialValues?: Partial<Values>
  /** Rejecting with an ApiError puts its details beside the fields. */
  onSubmit: (values: Values) => Promise<unknown>
  okText?: string
  success?: string
  width?: number
  form?: FormInstance<Values>
  children: ReactNode
  formProps?: Pick<FormProps<Values>, 'onValuesChange' | 'layout'>
}

/** A form in a drawer: saves, shows the server's complaints beside the fields, and asks before unsaved input is lost. */
export function DrawerForm<Values extends object>(props: Props<Values>) {
  const { title, open, onClose, initialValues, onSubmit, okText = '保存', success = '已保存', width = 520 } = props
  const { message, modal } = App.useApp()
  const [ownForm] = Form.useForm<Values>()
  const form = props.form ?? ownForm
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    if (open) form.resetFields()
  }, [open, form])

  const submit = async () => {
    let values: Values
    try {
      values = await form.validateFields()
    } catch {
      return
    }
    setBusy(true)
    try {
      await onSubmit(values)
      message.success(success)
      onClose()
    } catch (error) {
      if (!showFormErrors(form as FormInstance, error)) message.error(messageOf(error))
    } finally {
      setBusy(false)
    }
  }

  const leave = () => {
    if (!form.isFieldsTouched()) return onClose()
    modal.confirm({
      title: '放弃未保存的内容？',
      icon: null,
      centered: true,
      okText: '放弃',
      cancelText: '继续编辑',
      onOk: onClose,
    })
  }

  return (
    <Drawer
      title={title}
      open={open}
      onClose={leave}
      size={width}
      destroyOnHidden
      footer={
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
          <Button onClick={leave}>取消</Button>
          <Button type="primary" loading={busy} onClick={() => void submit()}>
            {okText}
          </Button>
        </div>
      }
    >
      <Form<Values>
        form={form}
        layout="vertical"
        requiredMark={(label, { required }) => (
          <>
            {label}
            {!required && <span style={{ color: 'var(--ink-faint)', marginLeft: 4 }}>选填</span>}
          </>
        )}
        initialValues={initialValues}
        onFinish={() => void submit()}
        {...props.formProps}
      >
        {props.children}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </Form>
    </Drawer>
  )
}
