import type { DemoAccounts } from '../accounts'
import type { CallbackSender } from '../callbacks/callback-sender'
import type { Crowd } from '../crowd/crowd'
import type { Inbox } from '../people/inbox'
import type { People } from '../people/people'
import type { Clock } from './clock'
import type { Faults } from './faults'
import type { Files } from './files'
import type { Housekeeping } from './housekeeping'
import type { Journal } from './journal'
import type { Outcomes } from './outcomes'
import type { Quota } from './quota'
import type { Settings } from './settings'
import type { Store } from './store'
import type { Timers } from './timers'
import type { Tokens } from './tokens'

/** What every platform stands on. */
export interface Kernel {
  accounts: DemoAccounts
  store: Store
  clock: Clock
  files: Files
  timers: Timers
  housekeeping: Housekeeping
  outcomes: Outcomes
  settings: Settings
  quota: Quota
  tokens: Tokens
  faults: Faults
  journal: Journal
  people: People
  crowd: Crowd
  inbox: Inbox
  callbacks: CallbackSender
  /** Where this sandbox can be reached, for links to images and pages it serves itself. */
  publicUrl(): string
}
