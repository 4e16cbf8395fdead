import { draw, drawnCover, drawnProduct } from './drawn-image'

const fileOf = (address: string): string => address.replace('/assets/drawn/', '')

describe('drawn pictures', () => {
  it('fit their words and stay the same', () => {
    expect(drawnCover('明前龙井怎么泡')).toMatch(/cover-tea-/)
    expect(drawnCover('敏感肌的换季清单')).toMatch(/cover-water-/)
    expect(drawnProduct('四季茶礼盒', '')).toMatch(/product-tea-/)
    expect(drawnProduct('修护面霜 50g', '护肤')).toMatch(/product-jar-/)
    expect(drawnCover('明前龙井怎么泡')).toBe(drawnCover('明前龙井怎么泡'))
  })

  it.each([
    drawnCover('一个没有线索的题目'),
    drawnCover('夜里'),
    drawnProduct('某物', '某类'),
    drawnProduct('礼盒', ''),
  ])('are whole at %s', (address) => {
    const picture = draw(fileOf(address))
    expect(picture).toMatch(/^<svg xmlns=.*<\/svg>$/s)
    expect(picture).not.toMatch(/NaN|undefined/)
  })

  it.each(['cover-nothing-1.svg', 'product-tea-1.png', 'cover-tea-<script>.svg', 'cover-constructor-1.svg', ''])(
    'are not drawn for %p',
    (file) => expect(draw(file)).toBeNull(),
  )
})
