import type { Endpoint } from '../../kernel/endpoint'
import type { Kernel } from '../../kernel/kernel'
import { OAuth } from '../open/oauth'
import { AppMessages, appMessageEndpoints } from './app-messages'
import { contactEndpoints } from './contact-endpoints'
import { ContactWays, contactWayEndpoints } from './contact-ways'
import { Contacts } from './contacts'
import { CorpTags, corpTagEndpoints } from './corp-tags'
import { credentialEndpoints } from './credentials'
import { Directory } from './directory'
import { directoryEndpoints } from './directory-endpoints'
import { WorkEvents } from './events'
import { GroupChats } from './group-chats'
import { groupSendEndpoints } from './group-send-endpoints'
import { GroupSendReader } from './group-send-order'
import { GroupSends } from './group-sends'
import { ReceiverCaps } from './receiver-caps'
import { guarded, WorkSettings } from './settings'
import { welcomeEndpoints } from './welcome'

/** WeCom: its state for the control API, its calls for the front. */
export interface Work {
  oauth: OAuth
  directory: Directory
  workEvents: WorkEvents
  workSettings: WorkSettings
  contacts: Contacts
  contactWays: ContactWays
  corpTags: CorpTags
  groupChats: GroupChats
  groupSends: GroupSends
  appMessages: AppMessages
}

export function buildWork(kernel: Kernel): { work: Work; endpoints: Endpoint[] } {
  const events = new WorkEvents(kernel)
  const settings = new WorkSettings(kernel)
  const directory = new Directory(kernel, events)
  const oauth = new OAuth(kernel, directory)
  const contacts = new Contacts(kernel, events, directory)
  const contactWays = new ContactWays(kernel, directory)
  const corpTags = new CorpTags(kernel, events)
  const groupChats = new GroupChats(kernel, contacts, events)
  const groupSends = new GroupSends(kernel, contacts, groupChats, new ReceiverCaps(kernel, settings))
  const appMessages = new AppMessages(kernel, directory)
  const endpoints = [
    ...credentialEndpoints(kernel, oauth),
    ...directoryEndpoints(kernel, directory),
    ...contactEndpoints(kernel, contacts, corpTags, settings),
    ...corpTagEndpoints(corpTags),
    ...contactWayEndpoints(contactWays),
    ...welcomeEndpoints(kernel, contacts),
    ...groupSendEndpoints(kernel, contacts, groupSends, new GroupSendReader(kernel, contacts, groupChats)),
    ...appMessageEndpoints(appMessages),
  ]
  return {
    work: {
      oauth,
      directory,
      workEvents: events,
      workSettings: settings,
      contacts,
      contactWays,
      corpTags,
      groupChats,
      groupSends,
      appMessages,
    },
    endpoints: guarded(kernel, settings, endpoints),
  }
}
