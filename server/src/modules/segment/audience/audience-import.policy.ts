import { StateMachine } from '../../../platform/state-machine'

export const AUDIENCE_IMPORT_STATES = ['checking', 'checked', 'done', 'cancelled', 'failed'] as const
export type AudienceImportState = (typeof AUDIENCE_IMPORT_STATES)[number]
export type AudienceImportAction = 'found' | 'cancel' | 'fail' | 'confirm'

/** The life of an uploaded list: its people are looked for, then somebody keeps them as an audience. */
export const audienceImportLife = new StateMachine<AudienceImportState, AudienceImportAction>('名单导入', {
  initial: 'checking',
  states: AUDIENCE_IMPORT_STATES,
  transitions: [
    { action: 'found', from: ['checking'], to: 'checked' },
    { action: 'cancel', from: ['checking'], to: 'cancelled' },
    { action: 'fail', from: ['checking'], to: 'failed' },
    { action: 'confirm', from: ['checked'], to: 'done' },
  ],
})
