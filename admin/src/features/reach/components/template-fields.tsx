import { useQuery } from '@tanstack/react-query'
import { AutoComplete, Button, Input, Select } from 'antd'
import { QueryView } from '../../../ui'
import { templatesQuery, type Template } from '../api/campaign-options'
import { lengthOf, type MessageDraft } from '../draft'
import css from './editor.module.css'

type Content = MessageDraft['template']

interface Props {
  message: MessageDraft
  miniProgramAppid: string | null
  problems: Record<string, string>
  onChange: (patch: Partial<Content>) => void
}

const PAGES = [
  { value: 'pages/home/index', label: '首页' },
  { value: 'pages/coupons/index', label: '优惠券' },
  { value: 'pages/mine/index', label: '我的' },
]

/** A template's keywords, each with its limit, and the page that a tap opens. */
export function TemplateFields({ message, miniProgramAppid, problems, onChange }: Props) {
  const templates = useQuery(templatesQuery(message.accountId))
  const { templateId, values, miniProgramPath } = message.template
  return (
    <QueryView query={templates} rows={4} compact>
      {(list) => {
        const template = list.find((one) => one.templateId === templateId)
        return (
          <>
            <div className={css.field}>
              <span className={css.label}>模板</span>
              <Select
                aria-label="选择模板"
                placeholder="选择模板"
                value={templateId || undefined}
                status={problems.template ? 'error' : undefined}
                options={list.map((one) => ({ value: one.templateId, label: one.title }))}
                onChange={(chosen: string) =>
                  onChange({
                    templateId: chosen,
                    templateTitle: list.find((one) => one.templateId === chosen)?.title ?? '',
                    values: {},
                  })
                }
              />
              {problems.template && <span className={css.problem}>{problems.template}</span>}
            </div>
            {template?.fields.map((field) => (
              <Keyword
                key={field.key}
                field={field}
                value={values[field.key] ?? ''}
                problem={problems[field.key]}
                onChange={(value) => onChange({ values: { ...values, [field.key]: value } })}
              />
            ))}
            {template && miniProgramAppid && (
              <div className={css.field}>
                <span className={css.label}>
                  点击后打开的小程序页面 <span className="faint">选填</span>
                </span>
                <AutoComplete
                  allowClear
                  aria-label="小程序页面"
                  placeholder="不跳转"
                  value={miniProgramPath || undefined}
                  options={PAGES.map(({ value, label }) => ({ value, label: `${label}　${value}` }))}
                  onChange={(path?: string) =>
                    onChange({ miniProgramPath: path ?? '', miniProgramAppid: path ? miniProgramAppid : '' })
                  }
                />
              </div>
            )}
          </>
        )
      }}
    </QueryView>
  )
}

interface KeywordProps {
  field: Template['fields'][number]
  value: string
  problem: string | undefined
  onChange: (value: string) => void
}

function Keyword({ field: { label, maxLength }, value, problem, onChange }: KeywordProps) {
  const length = lengthOf(value)
  const over = maxLength !== null && length > maxLength
  return (
    <div className={css.field}>
      <span className={css.label}>{label}</span>
      <Input
        aria-label={label}
        value={value}
        status={problem || over ? 'error' : undefined}
        onChange={(event) => onChange(event.target.value)}
        suffix={
          <span className={css.suffix}>
            <Button type="link" size="small" onClick={() => onChange(`${value}{昵称}`)}>
              插入昵称
            </Button>
            {maxLength !== null && (
              <span className={over ? css.over : 'faint'}>
                {length}/{maxLength}
              </span>
            )}
          </span>
        }
      />
      {problem && <span className={css.problem}>{problem}</span>}
    </div>
  )
}
