import { applyMapping, convert } from './mapping.policy'

describe('convert', () => {
  it.each<[unknown, Parameters<typeof convert>[1], unknown]>([
    ['2026-11-01 08:00', 'date', '2026-11-01T00:00:00.000Z'],
    ['2026年11月1日', 'date', '2026-10-31T16:00:00.000Z'],
    ['2026-11-01T08:00:00Z', 'date', '2026-11-01T08:00:00.000Z'],
    [1_793_491_200, 'date', '2026-11-01T00:00:00.000Z'],
    ['1793491200000', 'date', '2026-11-01T00:00:00.000Z'],
    ['昨天', 'date', '昨天'],
    ['2026-02-30', 'date', '2026-02-30'],
    ['¥1,299.00', 'yuan', 129_900],
    ['0.29', 'yuan', 29],
    ['是', 'boolean', true],
    ['棉，麻', 'list', ['棉', '麻']],
  ])('reads %p as %s', (value, to, read) => expect(convert(value, to)).toEqual(read))
})

describe('applyMapping', () => {
  it('touches only what was sent', () => {
    const event = { event: 'a', time: '2026-11-01T00:00:00.000Z', properties: { x: 1 } }
    const steps = [
      { do: 'convert', property: 'constructor', to: 'text' },
      { do: 'rename', property: 'toString', to: 'y' },
    ] as const
    expect(applyMapping(steps, event, new Date())).toEqual(event)
  })
})
