import type { Endpoint } from '../../kernel/endpoint'
import type { Kernel } from '../../kernel/kernel'
import { OAuth } from '../open/oauth'
import { AcquisitionLinks } from './acquisition'
import { acquisitionEndpoints } from './acquisition-endpoints'
import { AppMessages, appMessageEndpoints } from './app-messages'
import { contactEndpoints } from './contact-endpoints'
import { ContactWays, contactWayEndpoints } from './contact-ways'
import { Contacts } from './contacts'
import { CorpTags, corpTagEndpoints } from './corp-tags'
import { credentialEndpoints } from './credentials'
import { Directory } from './directory'
import { directoryEndpoints } from './directory-endpoints'
import { WorkEvents } from './events'
import { groupChatEndpoints } from './group-chat-endpoints'
import { GroupChats } from './group-chats'
import { groupSendEndpoints } from './group-send-endpoints'
import { GroupSendReader } from './group-send-order'
import { GroupSends } from './group-sends'
import { groupWelcomeEndpoints, GroupWelcomes } from './group-welcome'
import { idEndpoints } from './id-conversion'
import { JoinWays, joinWayEndpoints } from './join-ways'
import { mediaEndpoints, WorkMedia } from './media'
import { momentEndpoints } from './moment-endpoints'
import { Moments } from './moments'
import { ReceiverCaps } from './receiver-caps'
import { guarded, WorkSettings } from './settings'
import { statisticsEndpoints } from './statistics'
import { transferEndpoints } from './transfer-endpoints'
import { Transfers } from './transfers'
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
  joinWays: JoinWays
  moments: Moments
  transfers: Transfers
  acquisitionLinks: AcquisitionLinks
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
  const joinWays = new JoinWays(kernel, groupChats)
  const moments = new Moments(kernel, contacts)
  const transfers = new Transfers(kernel, contacts)
  const acquisitionLinks = new AcquisitionLinks(kernel, contacts, events, settings)
  const media = new WorkMedia(kernel)
  const appMessages = new AppMessages(kernel, directory, media.use)
  const endpoints = [
    ...credentialEndpoints(kernel, oauth),
    ...directoryEndpoints(kernel, directory),
    ...contactEndpoints(kernel, contacts, corpTags, settings),
    ...corpTagEndpoints(corpTags),
    ...contactWayEndpoints(contactWays, media),
    ...welcomeEndpoints(kernel, contacts, media.use),
    ...groupSendEndpoints(kernel, contacts, groupSends, new GroupSendReader(kernel, contacts, groupChats, media.use)),
    ...groupChatEndpoints(kernel, directory, groupChats, settings),
    ...joinWayEndpoints(joinWays),
    ...groupWelcomeEndpoints(new GroupWelcomes(kernel, media.use)),
    ...momentEndpoints(kernel, contacts, corpTags, moments, media.use),
    ...transferEndpoints(kernel, directory, groupChats, transfers),
    ...acquisitionEndpoints(kernel, contacts, acquisitionLinks, settings),
    ...idEndpoints(kernel, contacts),
    ...mediaEndpoints(media),
    ...statisticsEndpoints(kernel, contacts, groupChats),
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
      joinWays,
      moments,
      transfers,
      acquisitionLinks,
      appMessages,
    },
    endpoints: guarded(kernel, settings, endpoints),
  }
}
