import { Input, Switch } from 'antd'
import type { MessageDraft } from '../draft'
import css from './editor.module.css'

type Content = MessageDraft['work']

interface Props {
  work: Content
  problems: Record<string, string>
  onChange: (patch: Partial<Content>) => void
}

/** The text of a 企微 group message and the link that may follow it. */
export function WorkFields({ work: { text, link }, problems, onChange }: Props) {
  const change = (patch: Partial<NonNullable<Content['link']>>) =>
    onChange({ link: { title: '', description: '', url: '', ...link, ...patch } })
  return (
    <>
      <div className={css.field}>
        <span className={css.label}>正文</span>
        <Input.TextArea
          aria-label="正文"
          value={text}
          maxLength={1300}
          showCount
          autoSize={{ minRows: 4, maxRows: 10 }}
          status={problems.text ? 'error' : undefined}
          placeholder="像顾问对熟客说话那样写。正文对所有人相同，不能带昵称。"
          onChange={(event) => onChange({ text: event.target.value })}
        />
        {problems.text && <span className={css.problem}>{problems.text}</span>}
      </div>
      <div className="row">
        <Switch
          aria-label="附带链接"
          checked={link !== null}
          onChange={(on) => onChange({ link: on ? { title: '', description: '', url: '' } : null })}
        />
        <span>附带链接</span>
      </div>
      {link && (
        <>
          <div className={css.field}>
            <span className={css.label}>链接标题</span>
            <Input
              aria-label="链接标题"
              value={link.title}
              maxLength={64}
              status={problems.linkTitle ? 'error' : undefined}
              onChange={(event) => change({ title: event.target.value })}
            />
            {problems.linkTitle && <span className={css.problem}>{problems.linkTitle}</span>}
          </div>
          <div className={css.field}>
            <span className={css.label}>
              链接描述 <span className="faint">选填</span>
            </span>
            <Input
              aria-label="链接描述"
              value={link.description}
              maxLength={120}
              onChange={(event) => change({ description: event.target.value })}
            />
          </div>
          <div className={css.field}>
            <span className={css.label}>链接地址</span>
            <Input
              aria-label="链接地址"
              value={link.url}
              placeholder="https://"
              status={problems.linkUrl ? 'error' : undefined}
              onChange={(event) => change({ url: event.target.value.trim() })}
            />
            {problems.linkUrl && <span className={css.problem}>{problems.linkUrl}</span>}
          </div>
        </>
      )}
      <p className="small faint">
        发送后每位顾问会在企业微信里收到任务，确认后客户才会收到；同一位客户每月最多收到 4 条企微群发。
      </p>
    </>
  )
}
