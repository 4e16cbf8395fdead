import type { Question } from '../api/forms'
import css from './form-editor.module.css'

interface Props {
  title: string
  description: string
  questions: readonly Question[]
}

const HINTS = { date: '请选择日期', number: '请输入数字', text: '请输入' } as const

/** The form as the mini-program will show it. */
export function FormPreview({ title, description, questions }: Props) {
  return (
    <div className={css.phone} aria-label="手机预览">
      <div className={css.screen}>
        <h2>{title || '还没有标题'}</h2>
        <p className="small muted" style={{ marginTop: 6 }}>
          {description}
        </p>
        {questions.map((question, index) => (
          <div key={question.key} className={css.asked}>
            {index + 1}. {question.label || '题目'}
            {question.required && <span className={css.star}>*</span>}
            {question.kind === 'single' || question.kind === 'multiple' ? (
              (question.options ?? []).map((option) => (
                <div key={option.value} className={css.choice}>
                  {question.kind === 'single' ? '○' : '□'}　{option.label || '选项'}
                </div>
              ))
            ) : (
              <div className={css.blank}>{HINTS[question.kind]}</div>
            )}
          </div>
        ))}
        <div className={css.submit}>提交</div>
      </div>
    </div>
  )
}
