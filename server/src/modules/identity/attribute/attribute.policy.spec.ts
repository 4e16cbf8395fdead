import { AppError } from '../../../platform/errors'
import {
  displayAttribute,
  effectiveOf,
  readAttributeValue,
  type AttributeShape,
  type AttributeSource,
  type AttributeType,
} from './attribute.policy'

const shape = (type: AttributeType, change: Partial<AttributeShape> = {}): AttributeShape => ({
  key: 'thing',
  label: '某属性',
  type,
  options: null,
  sourcePriority: null,
  ...change,
})

const SKIN = [
  { value: 'dry', label: '干性' },
  { value: 'sensitive', label: '敏感肌' },
]

const codeOf = (read: () => unknown): string => {
  try {
    read()
    return ''
  } catch (error) {
    return error instanceof AppError ? `${error.code} ${error.field}` : String(error)
  }
}

describe('readAttributeValue', () => {
  it.each<[AttributeType, unknown, unknown]>([
    ['text', ' 杭州 ', '杭州'],
    ['number', 3.5, 3.5],
    ['money', 1000, 1000],
    ['boolean', false, false],
    ['date', '2024-02-29', '2024-02-29'],
    ['list', ['茶', '茶', '香'], ['茶', '香']],
  ])('reads a %s', (type, raw, value) => {
    expect(readAttributeValue(shape(type), raw)).toEqual(value)
  })

  it('takes an option by its value or by its label', () => {
    expect(readAttributeValue(shape('enum', { options: SKIN }), '敏感肌')).toBe('sensitive')
    expect(readAttributeValue(shape('list', { options: SKIN }), ['dry', '敏感肌'])).toEqual(['dry', 'sensitive'])
  })

  it.each<[AttributeType, unknown]>([
    ['text', '  '],
    ['text', 'x'.repeat(501)],
    ['number', '3'],
    ['number', Number.NaN],
    ['money', 10.5],
    ['boolean', 'true'],
    ['date', '2025-02-29'],
    ['date', '2025/01/01'],
    ['enum', 'oily'],
    ['list', ['dry', 'unknown']],
    ['list', 'dry'],
  ])('refuses %s %p and names the attribute', (type, raw) => {
    const read = (): unknown =>
      readAttributeValue(shape(type, { options: type === 'enum' || type === 'list' ? SKIN : null }), raw)
    expect(codeOf(read)).toBe('ATTRIBUTE_VALUE_INVALID thing')
  })
})

describe('effectiveOf', () => {
  const said = (
    id: number,
    source: AttributeSource,
    at: string,
  ): { id: number; source: AttributeSource; at: Date } => ({ id, source, at: new Date(at) })

  it('believes the person more than staff, and staff more than an import, however new that is', () => {
    const values = [said(1, 'import', '2026-03-01'), said(2, 'consumer', '2026-01-01'), said(3, 'staff', '2026-02-01')]
    expect(effectiveOf(values, null)?.id).toBe(2)
  })

  it('takes the newest of one source, and of one instant the one written later', () => {
    expect(effectiveOf([said(1, 'staff', '2026-02-01'), said(2, 'staff', '2026-01-01')], null)?.id).toBe(1)
    expect(effectiveOf([said(1, 'staff', '2026-02-01'), said(2, 'staff', '2026-02-01')], null)?.id).toBe(2)
  })

  it('follows the order that a definition declares, unnamed sources last', () => {
    const values = [said(1, 'consumer', '2026-03-01'), said(2, 'import', '2026-01-01')]
    expect(effectiveOf(values, ['import'])?.id).toBe(2)
    expect(effectiveOf([], null)).toBeUndefined()
  })
})

describe('displayAttribute', () => {
  it.each<[AttributeShape, string | number | boolean | string[], string]>([
    [shape('enum', { options: SKIN }), 'sensitive', '敏感肌'],
    [shape('list', { options: SKIN }), ['dry', 'sensitive'], '干性、敏感肌'],
    [shape('money'), 12_345, '¥123.45'],
    [shape('boolean'), true, '是'],
    [shape('number'), 7, '7'],
    [shape('date'), '2026-01-01', '2026-01-01'],
  ])('shows %j %p as %s', (definition, value, text) => {
    expect(displayAttribute(definition, value)).toBe(text)
  })
})
