import type { Endpoint } from '../kernel/endpoint'
import type { Kernel } from '../kernel/kernel'
import { MiniProgramCodes, miniProgramCodeEndpoints } from './mini-program/codes'
import { MiniProgram, miniProgramEndpoints } from './mini-program/mini-program'
import { SubscribeMessages, subscribeEndpoints } from './mini-program/subscribe-messages'
import { Followers } from './official-account/followers'
import { QrCodes, qrcodeEndpoints } from './official-account/qrcodes'
import { TemplateMessages, templateEndpoints } from './official-account/template-messages'
import { userEndpoints } from './official-account/users'
import { OAuth, oauthEndpoints } from './open/oauth'
import { Pay } from './pay/pay'
import { weixinBaseEndpoints } from './weixin-base'
import { AppMessages, appMessageEndpoints } from './work/app-messages'
import { contactEndpoints } from './work/contact-endpoints'
import { ContactWays, contactWayEndpoints } from './work/contact-ways'
import { Contacts } from './work/contacts'
import { CorpTags } from './work/corp-tags'
import { groupSendEndpoints } from './work/group-send-endpoints'
import { GroupSends } from './work/group-sends'
import { memberEndpoints } from './work/members'
import { welcomeEndpoints } from './work/welcome'

/** Every platform the sandbox plays: its state for the control API, its calls for the front. */
export interface Platforms {
  followers: Followers
  qrcodes: QrCodes
  miniProgram: MiniProgram
  subscribeMessages: SubscribeMessages
  miniProgramCodes: MiniProgramCodes
  oauth: OAuth
  contacts: Contacts
  contactWays: ContactWays
  groupSends: GroupSends
  appMessages: AppMessages
  pay: Pay
  endpoints: Endpoint[]
}

export function buildPlatforms(kernel: Kernel): Platforms {
  const followers = new Followers(kernel, kernel.accounts.officialAccount)
  const qrcodes = new QrCodes(kernel)
  const templates = new TemplateMessages(kernel, followers)
  const miniProgram = new MiniProgram(kernel, kernel.accounts.miniProgram)
  const subscribeMessages = new SubscribeMessages(kernel, miniProgram)
  const miniProgramCodes = new MiniProgramCodes(kernel)
  const appMessages = new AppMessages(kernel)
  const oauth = new OAuth(kernel)
  const contacts = new Contacts(kernel)
  const contactWays = new ContactWays(kernel)
  const groupSends = new GroupSends(kernel, contacts)
  return {
    followers,
    qrcodes,
    miniProgram,
    subscribeMessages,
    miniProgramCodes,
    oauth,
    contacts,
    contactWays,
    groupSends,
    appMessages,
    pay: new Pay(kernel),
    endpoints: [
      ...weixinBaseEndpoints(kernel),
      ...userEndpoints(kernel, followers),
      ...qrcodeEndpoints(qrcodes),
      ...templateEndpoints(templates),
      ...miniProgramEndpoints(kernel, miniProgram),
      ...subscribeEndpoints(subscribeMessages),
      ...miniProgramCodeEndpoints(miniProgramCodes),
      ...appMessageEndpoints(appMessages),
      ...oauthEndpoints(kernel, oauth),
      ...memberEndpoints(kernel, oauth),
      ...contactEndpoints(kernel, contacts, new CorpTags(kernel)),
      ...contactWayEndpoints(contactWays),
      ...welcomeEndpoints(kernel, contacts),
      ...groupSendEndpoints(groupSends),
    ],
  }
}
