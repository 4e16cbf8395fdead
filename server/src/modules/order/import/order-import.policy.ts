import { StateMachine } from '../../../platform/state-machine'

export type ImportState = 'checked' | 'running' | 'done' | 'cancelled' | 'failed'
export type ImportAction = 'start' | 'finish' | 'cancel' | 'fail'

/** The life of an import. One that was stopped can be taken up again: what was imported is not imported twice. */
export const importLife = new StateMachine<ImportState, ImportAction>('订单导入', {
  initial: 'checked',
  states: ['checked', 'running', 'done', 'cancelled', 'failed'],
  transitions: [
    { action: 'start', from: ['checked', 'cancelled', 'failed'], to: 'running' },
    { action: 'finish', from: ['running'], to: 'done' },
    { action: 'cancel', from: ['running'], to: 'cancelled' },
    { action: 'fail', from: ['running'], to: 'failed' },
  ],
})
