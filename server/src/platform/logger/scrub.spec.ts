import { scrub } from '.'

describe('what a log may show', () => {
  const [head, middle, tail] = ['170', '0000', '0001']

  it.each([
    ['bare', '', ''],
    ['with the country before it', '+86', ''],
    ['with the country and no sign', '86', ''],
    ['as dialled from abroad', '0086', ''],
    ['in groups', '', ' '],
    ['in groups behind the country', '+86 ', ' '],
    ['with dashes', '+86-', '-'],
    ['in an address', '%2B86', ''],
    ['in groups in an address', '%2B86+', '+'],
    ['with encoded spaces', '', '%20'],
  ])('masks a mobile number %s', (_name, country, gap) => {
    const number = `${country}${head}${gap}${middle}${gap}${tail}`
    expect(scrub(`电话：${number}，谢谢`)).toBe(`电话：${country}${head}****${tail}，谢谢`)
    expect(scrub(JSON.stringify({ phone: number }))).toBe(`{"phone":"${country}${head}****${tail}"}`)
  })

  it('leaves other numbers alone', () => {
    const text = `订单 202611220001 于 1790000000 下单，流水 4200001${head}${middle}${tail}，尾号 ${tail}`
    expect(scrub(text)).toBe(text)
  })

  it.each([
    'access_token',
    'corpsecret',
    'js_code',
    'code',
    'ticket',
    'signature',
    'msg_signature',
    'nonce',
    'echostr',
    'openid',
    'external_userid',
  ])('hides %s in an address', (name) => {
    expect(scrub(`/callbacks/work/ww1?timestamp=1790000000&${name}=oSecret-1%3D%3D&page=2`)).toBe(
      `/callbacks/work/ww1?timestamp=1790000000&${name}=[已隐藏]&page=2`,
    )
  })
})
