import { AppError } from '../../platform/errors'
import { WechatApiError } from '../../wechat'
import { failureCodeOf, isConflict, isHopeless, pauseAfter, readableBody } from './intake.policy'

describe('what becomes of a failure', () => {
  it('waits longer each time, up to ten minutes, spread by a quarter', () => {
    expect([1, 2, 3, 4].map((attempt) => pauseAfter(attempt, 0.5))).toEqual([1_000, 4_000, 16_000, 64_000])
    expect([pauseAfter(1, 0), pauseAfter(1, 0.999)].map(Math.round)).toEqual([750, 1250])
    expect(pauseAfter(8, 0.5)).toBe(600_000)
  })

  it('gives up at once only when the message itself is at fault', () => {
    expect(isHopeless(new AppError('MESSAGE_BODY_UNREADABLE'))).toBe(true)
    expect(isHopeless(new AppError('CONFLICT'))).toBe(false)
    expect(isHopeless(new Error('away'))).toBe(false)
  })

  it('keeps the number of a platform that refused', () => {
    expect(failureCodeOf(new WechatApiError(40003, 'user/info'))).toBe('PLATFORM_40003')
    expect(failureCodeOf(new AppError('CONFLICT'))).toBe('CONFLICT')
    expect(failureCodeOf(new TypeError('x'))).toBe('TypeError')
  })

  it('knows the conflicts that ask for a new transaction', () => {
    expect([1213, 1205, 1062].map((errno) => isConflict({ errno }))).toEqual([true, true, false])
    expect(isConflict(null)).toBe(false)
  })
})

describe('a body for the eyes of an operator', () => {
  it('masks phone numbers, one-time codes and tokens, and nothing else', () => {
    const phone = ['170', '0000', '1234'].join('')
    const body = JSON.stringify({ code: '0a1b2c', phone, text: '订单 202611220001', session_key: 'abc==' })
    expect(readableBody(body)).toBe(
      '{"code":"[已隐藏]","phone":"170****1234","text":"订单 202611220001","session_key":"[已隐藏]"}',
    )
    expect(readableBody(JSON.stringify({ phone: `+86${phone}` }))).toBe('{"phone":"+86170****1234"}')
  })
})
