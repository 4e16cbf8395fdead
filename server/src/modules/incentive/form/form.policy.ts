import { StateMachine } from '../../../platform/state-machine'

export type FormState = 'draft' | 'open' | 'closed'
export type FormAction = 'open' | 'close'

/** The life of a form. */
export const formLife = new StateMachine<FormState, FormAction>('表单', {
  initial: 'draft',
  states: ['draft', 'open', 'closed'],
  transitions: [
    { action: 'open', from: ['draft', 'closed'], to: 'open' },
    { action: 'close', from: ['open'], to: 'closed' },
  ],
})
