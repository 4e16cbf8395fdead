import { formatCount } from '../../../lib/format'
import { BarChart, EmptyState, Section } from '../../../ui'
import type { QuestionStatistics } from '../api/forms'
import { QUESTION_KINDS } from '../labels'

/** The answers to one question, as a picture where they have a shape. */
export function QuestionResult({ question, place }: { question: QuestionStatistics; place: number }) {
  const mean = question.mean === null ? '' : ` · 平均 ${question.mean.toFixed(1)}`
  return (
    <Section title={`${place + 1}. ${question.label}`}>
      <div className="small faint" style={{ marginBottom: 12 }}>
        {QUESTION_KINDS[question.kind]} · {formatCount(question.answered)} 人回答{mean}
      </div>
      <Answers question={question} />
    </Section>
  )
}

function Answers({ question }: { question: QuestionStatistics }) {
  if (question.answered === 0) return <EmptyState compact title="还没有人回答这道题" />
  if (question.kind === 'text') {
    return (
      <ul className="stack" style={{ gap: 8, maxHeight: 240, overflow: 'auto' }}>
        {question.texts.map((text, index) => (
          <li key={index} style={{ padding: '8px 12px', background: 'var(--paper)', borderRadius: 8 }}>
            {text}
          </li>
        ))}
      </ul>
    )
  }
  const isChoice = question.kind === 'multiple' || question.kind === 'single'
  return <BarChart label={question.label} height={240} data={question.counts} horizontal={isChoice} share />
}
