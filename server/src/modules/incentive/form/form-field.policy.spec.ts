import { keepsAnswersReadable, objectionToFields, readAnswers, type FormField } from './form-field.policy'

const FIELDS: FormField[] = [
  { key: 'birthday', label: '生日', kind: 'date', required: true, attribute: 'birthday' },
  {
    key: 'skin',
    label: '肤质',
    kind: 'single',
    required: true,
    options: [
      { value: 'dry', label: '干性' },
      { value: 'oily', label: '油性' },
    ],
  },
  {
    key: 'care',
    label: '关注',
    kind: 'multiple',
    required: false,
    options: [
      { value: 'a', label: '补水' },
      { value: 'b', label: '防晒' },
    ],
  },
  { key: 'age', label: '宝宝月龄', kind: 'number', required: false },
  { key: 'note', label: '想说的话', kind: 'text', required: false, maxLength: 5 },
]
const ATTRIBUTES = [
  { key: 'birthday', type: 'date' },
  { key: 'skin_type', type: 'enum' },
]
const good = { birthday: '1995-02-28', skin: 'dry' }
const faultsOf = (sent: Record<string, unknown>): string[] => readAnswers(FIELDS, sent).faults.map(({ field }) => field)

describe('readAnswers', () => {
  it('takes well-typed answers and leaves blank ones out', () => {
    expect(readAnswers(FIELDS, { ...good, care: ['b', 'a', 'b'], age: 6, note: ' 你好 ' })).toEqual({
      answers: { birthday: '1995-02-28', skin: 'dry', care: ['b', 'a'], age: 6, note: '你好' },
      faults: [],
    })
    expect(readAnswers(FIELDS, { ...good, care: [], note: '  ' }).answers).toEqual(good)
  })

  it.each([
    ['birthday', { ...good, birthday: '1995-02-30' }],
    ['birthday', { ...good, birthday: '95-2-3' }],
    ['birthday', { skin: 'dry' }],
    ['skin', { ...good, skin: 'shiny' }],
    ['skin', { ...good, skin: ['dry'] }],
    ['care', { ...good, care: 'a' }],
    ['care', { ...good, care: ['a', 'z'] }],
    ['age', { ...good, age: '6' }],
    ['age', { ...good, age: Number.NaN }],
    ['note', { ...good, note: '一二三四五六' }],
    ['note', { ...good, note: { length: 1 } }],
    ['other', { ...good, other: 1 }],
    ['constructor', { ...good, constructor: 'x' }],
  ])('refuses a bad %s', (field, sent) => {
    expect(faultsOf(sent)).toEqual([field])
  })
})

describe('objectionToFields', () => {
  it('lets good questions pass', () => expect(objectionToFields(FIELDS, ATTRIBUTES)).toBeNull())

  it.each<[string, FormField[]]>([
    ['至少需要一道题', []],
    ['不能重复', [FIELDS[0] as FormField, FIELDS[0] as FormField]],
    ['两个选项', [{ key: 'a', label: 'A', kind: 'single', required: true, options: [{ value: 'x', label: 'X' }] }]],
    ['不是选择题', [{ key: 'a', label: 'A', kind: 'text', required: true, options: [{ value: 'x', label: 'X' }] }]],
    ['不存在', [{ key: 'a', label: 'A', kind: 'text', required: true, attribute: 'shoe_size' }]],
    ['类型不符', [{ key: 'a', label: 'A', kind: 'text', required: true, attribute: 'birthday' }]],
  ])('says %s', (reason, fields) => expect(objectionToFields(fields, ATTRIBUTES)).toContain(reason))
})

describe('keepsAnswersReadable', () => {
  it('lets questions go and options come, but not a kind change', () => {
    expect(keepsAnswersReadable(FIELDS, FIELDS.slice(1))).toBe(true)
    expect(keepsAnswersReadable(FIELDS, [{ key: 'skin', label: '肤质', kind: 'text', required: true }])).toBe(false)
    expect(
      keepsAnswersReadable(FIELDS, [
        {
          key: 'skin',
          label: '肤质',
          kind: 'single',
          required: true,
          options: [
            { value: 'dry', label: '干' },
            { value: 'new', label: '新' },
          ],
        },
      ]),
    ).toBe(false)
  })
})
