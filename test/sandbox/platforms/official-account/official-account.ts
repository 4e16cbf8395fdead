import type { Endpoint } from '../../kernel/endpoint'
import type { Kernel } from '../../kernel/kernel'
import type { MediaLook } from '../../people/shown-message'
import type { ServiceAccount } from '../weixin/customer-messages'
import { mediaEndpoints, type MediaFiles } from '../weixin/media'
import { SubscribeMessages } from '../weixin/subscribe-messages'
import { SubscribeTemplates } from '../weixin/subscribe-templates'
import { articleEndpoints } from './article-endpoints'
import { Articles } from './articles'
import { Followers } from './followers'
import { massEndpoints } from './mass-endpoints'
import { MassMessages } from './mass-messages'
import { menuEndpoints } from './menu-endpoints'
import { Menus } from './menus'
import { QrCodes, qrcodeEndpoints } from './qrcodes'
import { tagEndpoints, Tags } from './tags'
import { templateEndpoints, TemplateMessages } from './template-messages'
import { userStatisticsEndpoints } from './user-statistics'
import { userEndpoints, Users } from './users'

/** What the control API and the other platforms need of the official account. */
export interface OfficialAccount {
  followers: Followers
  qrcodes: QrCodes
  menus: Menus
  notices: SubscribeMessages
  noticeTemplates: SubscribeTemplates
  service: ServiceAccount
}

/** The official account with all its calls (protocol reference §1). */
export function buildOfficialAccount(
  kernel: Kernel,
  media: MediaFiles,
): { officialAccount: OfficialAccount; endpoints: Endpoint[] } {
  const account = kernel.accounts.officialAccount
  const { appid } = account
  const look: MediaLook = (id) => {
    const file = media.find(appid, id)
    if (file !== undefined) return { url: media.url(file) }
    const cards = articles.look(id)
    return cards === undefined ? undefined : { articles: cards }
  }
  const followers = new Followers(kernel, account, look)
  const articles = new Articles(kernel, account, media, followers)
  const qrcodes = new QrCodes(kernel)
  const tags = new Tags(kernel, followers)
  const users = new Users(kernel, followers, tags)
  const menus = new Menus(kernel, followers, tags)
  const noticeTemplates = new SubscribeTemplates(kernel, appid, kernel.accounts.templates)
  const service: ServiceAccount = {
    kind: 'official_account',
    appid,
    windows: followers.windows,
    sender: () => followers.sender(),
    look,
    byOpenid: (openid) => followers.byOpenid(openid),
  }
  const notices = new SubscribeMessages(
    kernel,
    {
      appid,
      templates: noticeTemplates,
      sender: () => followers.sender(),
      byOpenid: (openid) => followers.byOpenid(openid),
      push: (person, at, fields) => followers.push(person, at, fields),
    },
    kernel.accounts.miniProgram.appid,
  )
  return {
    officialAccount: { followers, qrcodes, menus, notices, noticeTemplates, service },
    endpoints: [
      ...userEndpoints(users),
      ...tagEndpoints(tags),
      ...qrcodeEndpoints(qrcodes),
      ...menuEndpoints(menus),
      ...templateEndpoints(new TemplateMessages(kernel, followers)),
      ...massEndpoints(new MassMessages(kernel, followers, tags, users, look)),
      ...mediaEndpoints(media),
      ...userStatisticsEndpoints(kernel, followers),
      ...articleEndpoints(articles, media, menus),
    ],
  }
}
