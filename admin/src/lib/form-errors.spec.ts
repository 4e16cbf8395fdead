import { namePath } from './form-errors'

describe('namePath', () => {
  it('reads dots and brackets the way antd names nested fields', () => {
    expect(namePath('tiers[0].minimum')).toEqual(['tiers', 0, 'minimum'])
    expect(namePath('tiers.0.minimum')).toEqual(['tiers', 0, 'minimum'])
    expect(namePath('name')).toEqual(['name'])
  })
})
