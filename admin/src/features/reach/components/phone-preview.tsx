import { LinkOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { Template } from '../api/campaign-options'
import type { MessageDraft } from '../draft'
import css from './phone-preview.module.css'

const SAMPLE = '小满'

/** The message as it will look on the customer's phone, with a made-up nickname filled in. */
export function PhonePreview({ message, template }: { message: MessageDraft; template: Template | undefined }) {
  return (
    <figure className={css.phone} aria-label="手机预览">
      <div className={css.top}>{message.accountName}</div>
      <div className={css.screen}>
        {message.channel === 'official_account_template' ? (
          <TemplateCard message={message} template={template} />
        ) : (
          <WorkBubbles message={message} />
        )}
      </div>
      <figcaption className={css.caption}>
        {message.channel === 'official_account_template' ? `预览中的昵称以「${SAMPLE}」为例` : '由客户的专属顾问发出'}
      </figcaption>
    </figure>
  )
}

/** Text with the variable filled in and marked. */
function filled(text: string): ReactNode {
  return text.split(/(\{昵称\})/).map((part, index) =>
    part === '{昵称}' ? (
      <mark key={index} className={css.variable}>
        {SAMPLE}
      </mark>
    ) : (
      part
    ),
  )
}

function TemplateCard({ message, template }: { message: MessageDraft; template: Template | undefined }) {
  const { templateTitle, values, miniProgramPath } = message.template
  return (
    <div className={css.card}>
      <div className={css.title}>{templateTitle || '模板标题'}</div>
      <dl className={css.fields}>
        {(template?.fields ?? []).map(({ key, label }) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{values[key] ? filled(values[key]) : <span className={css.blank}>未填写</span>}</dd>
          </div>
        ))}
        {!template && <div className={css.blank}>选择模板后，这里显示它的样子</div>}
      </dl>
      {miniProgramPath && <div className={css.foot}>进入小程序查看</div>}
    </div>
  )
}

function WorkBubbles({ message: { work } }: { message: MessageDraft }) {
  return (
    <>
      <div className={css.row}>
        <span className={css.face}>顾</span>
        <div className={css.bubble}>{work.text || <span className={css.blank}>正文</span>}</div>
      </div>
      {work.link && (
        <div className={css.row}>
          <span className={css.face}>顾</span>
          <div className={css.link}>
            <div className={css.linkTitle}>{work.link.title || '链接标题'}</div>
            <div className={css.linkBody}>
              <span>{work.link.description}</span>
              <span className={css.thumb}>
                <LinkOutlined />
              </span>
            </div>
          </div>
        </div>
      )}
    </>
  )
}
