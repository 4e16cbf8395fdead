import type { FormField } from './form-field.policy'
import { FormTally } from './form-statistics.policy'

const FIELDS: FormField[] = [
  { key: 'birthday', label: '生日', kind: 'date', required: true },
  { key: 'cups', label: '杯数', kind: 'number', required: false },
  { key: 'months', label: '月龄', kind: 'number', required: false },
  {
    key: 'tastes',
    label: '口味',
    kind: 'multiple',
    required: false,
    options: [
      { value: 'green', label: '绿茶' },
      { value: 'white', label: '白茶' },
    ],
  },
  { key: 'note', label: '留言', kind: 'text', required: false },
]

const tallyOf = (...answers: Parameters<FormTally['add']>[0][]): ReturnType<FormTally['result']> => {
  const tally = new FormTally(FIELDS)
  for (const one of answers) tally.add(one)
  return tally.result()
}
const countsOf = (result: ReturnType<FormTally['result']>, key: string): [string, number][] =>
  (result.questions.find((question) => question.key === key)?.counts ?? []).map(({ name, value }) => [name, value])

describe('FormTally', () => {
  const result = tallyOf(
    { birthday: '1995-02-28', cups: 1, months: 0, tastes: ['green', 'white'], note: '好' },
    { birthday: '2001-02-01', cups: 3, months: 35, tastes: ['white'] },
    { birthday: '1988-12-31', cups: 3 },
  )

  it('counts options, months and numbers', () => {
    expect(result.submissions).toBe(3)
    expect(countsOf(result, 'tastes')).toEqual([
      ['绿茶', 1],
      ['白茶', 2],
    ])
    expect(countsOf(result, 'birthday').filter(([, count]) => count > 0)).toEqual([
      ['2月', 2],
      ['12月', 1],
    ])
    expect(countsOf(result, 'cups')).toEqual([
      ['1', 1],
      ['2', 0],
      ['3', 2],
    ])
  })

  it('groups numbers that lie far apart into at most six ranges that hold them all', () => {
    const ranges = countsOf(result, 'months')
    expect(ranges).toHaveLength(6)
    expect(ranges[0]).toEqual(['0–5', 1])
    expect(ranges[5]).toEqual(['30–35', 1])
  })

  it('tells the mean of numbers and the newest texts', () => {
    const question = (key: string) => result.questions.find((one) => one.key === key)
    expect(question('cups')?.mean).toBeCloseTo(7 / 3)
    expect(question('note')).toMatchObject({ answered: 1, texts: ['好'], counts: [], mean: null })
  })

  it('has an answer for a form that nobody has filled in', () => {
    expect(tallyOf().questions.map(({ answered, mean }) => [answered, mean])).toEqual(FIELDS.map(() => [0, null]))
    expect(countsOf(tallyOf(), 'months')).toEqual([])
  })
})
