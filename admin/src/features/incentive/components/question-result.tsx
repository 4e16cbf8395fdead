import { formatCount } from '../../../lib/format'
import { BarChart, DonutChart, EmptyState, Section } from '../../../ui'
import type { QuestionStatistics } from '../api/forms'
import { QUESTION_KINDS } from '../labels'

const DONUT_AT_MOST = 6

/** The answers to one question, as a picture where they have a shape. */
export function QuestionResult({ question, place }: { question: QuestionStatistics; place: number }) {
  return (
    <Section
      title={`${place + 1}. ${question.label}`}
      hint={`${QUESTION_KINDS[question.kind]} · ${formatCount(question.answered)} 人回答${question.mean === null ? '' : ` · 平均 ${question.mean.toFixed(1)}`}`}
    >
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
  if (question.kind === 'single' && question.counts.length <= DONUT_AT_MOST) {
    return <DonutChart label={question.label} height={220} data={question.counts} />
  }
  return (
    <BarChart
      label={question.label}
      height={220}
      data={question.counts}
      horizontal={question.kind === 'multiple' || question.kind === 'single'}
      share
    />
  )
}
