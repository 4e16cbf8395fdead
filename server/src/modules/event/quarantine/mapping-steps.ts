import { AppError } from '../../../platform/errors'
import type { MappingStepDto } from './quarantine.dto'
import type { MappingAction } from './mapping.policy'

const EVENT_NAME = /^[a-z][a-z0-9_]{1,63}$/
const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/

/**
 * Reads the steps of a mapping.
 * @throws MAPPING_INVALID naming the step, as `steps.2.property`
 */
export function readSteps(steps: readonly MappingStepDto[]): MappingAction[] {
  return steps.map((step, index) => readStep(step, index))
}

function readStep({ do: kind, property, to, as, value }: MappingStepDto, index: number): MappingAction {
  const refuse = (field: string, reason: string): AppError =>
    new AppError('MAPPING_INVALID', {
      field: `steps.${index}.${field}`,
      params: { reason: `第 ${index + 1} 步${reason}` },
    })
  if (kind === 'received-time') return { do: kind }
  if (kind === 'rename-event') {
    if (to === undefined || !EVENT_NAME.test(to)) throw refuse('to', '没有写明改成哪个事件')
    return { do: kind, to }
  }
  if (property === undefined) throw refuse('property', '没有写明属性')
  if (kind === 'drop') return { do: kind, property }
  if (kind === 'rename') {
    if (to === undefined) throw refuse('to', '没有写明新的属性名')
    return { do: kind, property, to }
  }
  if (kind === 'convert') {
    if (as === undefined) throw refuse('as', '没有写明转换成什么类型')
    return { do: kind, property, to: as }
  }
  if (value === undefined) throw refuse('value', '没有写明固定值')
  return { do: kind, property, value: constantOf(value) }
}

/** What a person typed: a number and 是/否 words mean themselves, everything else is text. */
function constantOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true'
  return NUMBER.test(text) ? Number(text) : text
}

/** The steps as they are shown and edited. */
export function presentSteps(actions: readonly MappingAction[]): MappingStepDto[] {
  return actions.map((action) => {
    if (action.do === 'convert') return { do: action.do, property: action.property, as: action.to }
    if (action.do === 'constant') return { do: action.do, property: action.property, value: String(action.value) }
    return action
  })
}
