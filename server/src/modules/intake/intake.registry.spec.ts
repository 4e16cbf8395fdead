import { INTAKE_KINDS, isKeepOnly, type IntakeKind } from './intake-kinds'
import { IntakeRegistry } from './intake.registry'

const kinds = Object.keys(INTAKE_KINDS) as IntakeKind[]
const nothing = (): Promise<void> => Promise.resolve()

describe('registry of handlers', () => {
  it('refuses a second handler', () => {
    const registry = new IntakeRegistry()
    registry.register('order.row', nothing)
    expect(() => registry.register('order.row', nothing)).toThrow('order.row')
  })

  it('refuses to start while a kind is without one, except those that are only kept', () => {
    const registry = new IntakeRegistry()
    const needed = kinds.filter((kind) => !isKeepOnly(kind))
    for (const kind of needed.slice(1)) registry.register(kind, nothing)
    expect(() => registry.onApplicationBootstrap()).toThrow(needed[0])
    registry.register(needed[0] as IntakeKind, nothing)
    expect(() => registry.onApplicationBootstrap()).not.toThrow()
    expect(registry.handledKinds()).toEqual(kinds)
  })
})
