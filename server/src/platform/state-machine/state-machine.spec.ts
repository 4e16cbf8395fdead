import { StateMachine } from './index'

const lamp = (transitions: { action: string; from: string[]; to: string }[], states = ['off', 'on']) =>
  new StateMachine<string, string>('lamp', { initial: 'off', states, transitions })

describe('StateMachine', () => {
  it('tells where an action leads and where it is allowed', () => {
    const machine = lamp([
      { action: 'press', from: ['off'], to: 'on' },
      { action: 'release', from: ['on'], to: 'off' },
    ])
    expect(machine.next('off', 'press')).toBe('on')
    expect(machine.next('on', 'press')).toBeUndefined()
    expect(machine.sources('release')).toEqual(['on'])
    expect(machine.actions('off')).toEqual(['press'])
  })

  it.each([
    ['an unknown state', [{ action: 'press', from: ['off'], to: 'broken' }], '未声明的状态 broken'],
    [
      'an action that leads to two states',
      [
        { action: 'press', from: ['off'], to: 'on' },
        { action: 'press', from: ['off'], to: 'off' },
      ],
      '重复的转移 off/press',
    ],
    ['a state that nothing leads to', [{ action: 'press', from: ['on'], to: 'off' }], '到达不了的状态 on'],
  ])('refuses %s', (_, transitions, problem) => {
    expect(() => lamp(transitions)).toThrow(problem)
  })
})
