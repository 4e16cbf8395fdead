import type { FormField } from '@/lib/contract'
import { answersToSend, problemsOf } from './answers'

const fields: FormField[] = [
  { key: 'birthday', label: '生日', kind: 'date', required: true },
  { key: 'skin', label: '肤质', kind: 'single', required: true, options: [] },
  { key: 'concerns', label: '困扰', kind: 'multiple', required: false, options: [] },
  { key: 'cups', label: '杯数', kind: 'number', required: false },
  { key: 'wish', label: '想说', kind: 'text', required: false, maxLength: 5 },
]

describe('form answers', () => {
  it('names every gap by its field', () => {
    expect(problemsOf(fields, { skin: ' ' })).toEqual({ birthday: '请选择日期', skin: '请选择一项' })
  })

  it.each([
    ['birthday', '2026-02-30', '日期格式不正确'],
    ['birthday', '昨天', '日期格式不正确'],
    ['cups', '三杯', '请填写数字'],
    ['wish', '一二三四五六', '最多 5 个字'],
  ])('refuses %s = %s', (key, value, problem) => {
    expect(problemsOf(fields, { birthday: '1992-05-06', skin: 'dry', [key]: value })).toEqual({ [key]: problem })
  })

  it('sends numbers as numbers, texts trimmed, and nothing for nothing', () => {
    const answers = { birthday: '1992-05-06', skin: 'dry', concerns: [], cups: '2.5', wish: ' 好 ' }
    expect(answersToSend(fields, answers)).toEqual({ birthday: '1992-05-06', skin: 'dry', cups: 2.5, wish: '好' })
  })
})
