import type { Answer, Answers, FormField } from './form-field.policy'

export interface QuestionStatistics {
  key: string
  label: string
  kind: FormField['kind']
  answered: number
  counts: { name: string; value: number }[]
  mean: number | null
  texts: string[]
}

const TEXTS_SHOWN = 30
const NUMBER_RANGES = 6

/** Counts answers while submissions stream past, newest first. */
export class FormTally {
  private submissions = 0
  private readonly answers = new Map<string, Answer[]>()

  constructor(private readonly fields: readonly FormField[]) {}

  add(answers: Answers): void {
    this.submissions += 1
    for (const { key } of this.fields) {
      const answer = answers[key]
      if (answer === undefined) continue
      const known = this.answers.get(key)
      if (known) known.push(answer)
      else this.answers.set(key, [answer])
    }
  }

  result(): { submissions: number; questions: QuestionStatistics[] } {
    return {
      submissions: this.submissions,
      questions: this.fields.map((field) => statisticsOf(field, this.answers.get(field.key) ?? [])),
    }
  }
}

function statisticsOf(field: FormField, answers: readonly Answer[]): QuestionStatistics {
  const numbers = answers.filter((answer) => typeof answer === 'number')
  return {
    key: field.key,
    label: field.label,
    kind: field.kind,
    answered: answers.length,
    counts: countsOf(field, answers, numbers),
    mean:
      field.kind === 'number' && numbers.length > 0
        ? numbers.reduce((sum, value) => sum + value, 0) / numbers.length
        : null,
    texts: field.kind === 'text' ? answers.slice(0, TEXTS_SHOWN).map(String) : [],
  }
}

function countsOf(
  field: FormField,
  answers: readonly Answer[],
  numbers: readonly number[],
): { name: string; value: number }[] {
  switch (field.kind) {
    case 'single':
    case 'multiple': {
      const chosen = tally(answers.flatMap((answer) => (Array.isArray(answer) ? answer : [String(answer)])))
      return (field.options ?? []).map(({ value, label }) => ({ name: label, value: chosen.get(value) ?? 0 }))
    }
    case 'date': {
      const months = tally(answers.map((answer) => String(answer).slice(5, 7)))
      return Array.from({ length: 12 }, (_, index) => ({
        name: `${index + 1}月`,
        value: months.get(String(index + 1).padStart(2, '0')) ?? 0,
      }))
    }
    case 'number':
      return ranges(numbers)
    case 'text':
      return []
  }
}

function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Ranges of equal width from the least to the greatest number. */
function ranges(numbers: readonly number[]): { name: string; value: number }[] {
  if (numbers.length === 0) return []
  const least = numbers.reduce((a, b) => Math.min(a, b))
  const greatest = numbers.reduce((a, b) => Math.max(a, b))
  const width = Math.max(1, Math.ceil((greatest - least + 1) / NUMBER_RANGES))
  const count = Math.max(1, Math.ceil((greatest - least + 1) / width))
  const counts = Array.from({ length: count }, () => 0)
  for (const value of numbers) {
    const place = Math.min(count - 1, Math.floor((value - least) / width))
    counts[place] = (counts[place] ?? 0) + 1
  }
  return counts.map((value, index) => ({
    name: width === 1 ? String(least + index) : `${least + index * width}–${least + (index + 1) * width - 1}`,
    value,
  }))
}
