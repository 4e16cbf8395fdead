import { displayPhone, maskPhone, normalizePhone } from './phone.policy'

const number = (tail: number): string => `1990000${String(tail).padStart(4, '0')}`

describe('normalizePhone', () => {
  const phone = number(1)
  it.each([
    phone,
    `+86${phone}`,
    `0086${phone}`,
    `86${phone}`,
    `+86 ${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`,
    `${phone.slice(0, 3)}-${phone.slice(3, 7)}-${phone.slice(7)}`,
    phone.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
    ` ${phone}\t`,
  ])('reads %s as the same number', (raw) => {
    expect(normalizePhone(raw)).toBe(`+86${phone}`)
  })

  it('takes the country from beside the number', () => {
    expect(normalizePhone('60000001', '852')).toBe('+85260000001')
    expect(normalizePhone(phone, '86')).toBe(`+86${phone}`)
  })

  it.each(['', 'abc', '12345', '010-66666666', `${phone}1`, '+86 12345', '19900000', `+86${phone.slice(1)}`])(
    'refuses %p',
    (raw) => {
      expect(normalizePhone(raw)).toBeNull()
    },
  )
})

describe('what is shown of a number', () => {
  it('hides the middle and keeps the ends', () => {
    expect(maskPhone(`+86${number(1234)}`)).toBe('199****1234')
    expect(maskPhone('+85260000001')).toBe('+852****0001')
  })

  it('spells mainland numbers without their country code', () => {
    expect(displayPhone(`+86${number(1)}`)).toBe(number(1))
    expect(displayPhone('+85260000001')).toBe('+85260000001')
  })
})
