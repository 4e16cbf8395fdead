import { CheckOutlined, CopyOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useState } from 'react'
import css from './copy-field.module.css'

/** An address on one line with a button that copies it. */
export function CopyField({ text, label }: { text: string; label: string }) {
  const { message } = App.useApp()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      setTimeout(() => setCopied(false), 2_000)
    } catch {
      // Browsers allow the clipboard only on https and localhost.
      message.info('浏览器不允许自动复制，请手动选中后复制')
    }
  }
  return (
    <div className={css.field}>
      <code className={css.text} title={text}>
        {text}
      </code>
      <Button
        type="text"
        size="small"
        aria-label={`复制${label}`}
        icon={copied ? <CheckOutlined /> : <CopyOutlined />}
        onClick={() => void copy()}
      >
        {copied ? '已复制' : '复制'}
      </Button>
    </div>
  )
}
