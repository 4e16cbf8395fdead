import { newestByPurpose, type ConsentPurpose } from './consent.policy'

const act = (
  id: number,
  purpose: ConsentPurpose,
  at: string,
  granted: boolean,
): { id: number; purpose: ConsentPurpose; at: Date; granted: boolean } => ({
  id,
  purpose,
  at: new Date(at),
  granted,
})

describe('newestByPurpose', () => {
  it('lets the latest act count, whatever the order in which acts were written', () => {
    const withdrawal = act(1, 'marketing', '2026-03-02T00:00:00Z', false)
    const earlierGrant = act(2, 'marketing', '2026-03-01T00:00:00Z', true)
    expect(newestByPurpose([withdrawal, earlierGrant]).get('marketing')?.granted).toBe(false)
  })

  it('takes the one written later when two acts share an instant', () => {
    const grant = act(1, 'phone', '2026-03-01T00:00:00Z', true)
    const withdrawal = act(2, 'phone', '2026-03-01T00:00:00Z', false)
    expect(newestByPurpose([withdrawal, grant]).get('phone')?.granted).toBe(false)
  })

  it('keeps purposes apart', () => {
    const newest = newestByPurpose([
      act(1, 'phone', '2026-03-01T00:00:00Z', true),
      act(2, 'marketing', '2026-03-02T00:00:00Z', false),
    ])
    expect(newest.get('phone')?.granted).toBe(true)
    expect(newest.get('marketing')?.granted).toBe(false)
  })
})
