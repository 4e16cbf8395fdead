import { StateMachine } from '../state-machine'

export type ExportState = 'running' | 'ready' | 'failed' | 'cancelled' | 'expired'
type ExportAction = 'finish' | 'fail' | 'cancel' | 'expire'

/** The life of a file: made by a job, kept for a while, thrown away. */
export const exportLife = new StateMachine<ExportState, ExportAction>('export', {
  initial: 'running',
  states: ['running', 'ready', 'failed', 'cancelled', 'expired'],
  transitions: [
    { action: 'finish', from: ['running'], to: 'ready' },
    { action: 'fail', from: ['running'], to: 'failed' },
    { action: 'cancel', from: ['running'], to: 'cancelled' },
    { action: 'expire', from: ['ready', 'failed', 'cancelled'], to: 'expired' },
  ],
})
