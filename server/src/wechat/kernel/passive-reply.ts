import { cdata } from './xml'

interface Media {
  mediaId: string
}

/** What can be said in the answer to a callback (protocol §1.5). Official accounts and WeCom share the form. */
export type PassiveReply =
  | { type: 'text'; content: string }
  | ({ type: 'image' | 'voice' } & Media)
  | ({ type: 'video'; title?: string; description?: string } & Media)
  | {
      type: 'music'
      title?: string
      description?: string
      url?: string
      highQualityUrl?: string
      thumbMediaId: string
    }
  | { type: 'news'; articles: { title: string; description?: string; pictureUrl?: string; url: string }[] }
  /** Hands the person over to customer service, to one agent where `account` is given. */
  | { type: 'transfer_customer_service'; account?: string }

const TEXT_BYTES = 2048

/** One for an answer to what a person sent; 8 after some events, by sources that are not sure (unverified). */
const NEWS_AT_MOST = 8

/**
 * Writes a passive reply as XML, to be sent bare in plain mode and through `CallbackReader.sealReply` otherwise.
 * @param from `gh_…` of the official account, or the corpid: the callback's ToUserName
 * @param to the callback's FromUserName
 * @throws RangeError for a text above 2048 bytes or a wrong number of articles
 */
export function writePassiveReply(
  reply: PassiveReply,
  { from, to, at }: { from: string; to: string; at: Date },
): string {
  const head = [
    element('ToUserName', cdata(to)),
    element('FromUserName', cdata(from)),
    element('CreateTime', String(Math.floor(at.getTime() / 1000))),
    element('MsgType', cdata(reply.type)),
  ]
  return element('xml', [...head, ...contentOf(reply)].join(''))
}

function contentOf(reply: PassiveReply): string[] {
  switch (reply.type) {
    case 'text':
      if (Buffer.byteLength(reply.content) > TEXT_BYTES) throw new RangeError(`text above ${TEXT_BYTES} bytes`)
      return [element('Content', cdata(reply.content))]
    case 'image':
      return [element('Image', texts({ MediaId: reply.mediaId }))]
    case 'voice':
      return [element('Voice', texts({ MediaId: reply.mediaId }))]
    case 'video':
      return [element('Video', texts({ MediaId: reply.mediaId, Title: reply.title, Description: reply.description }))]
    case 'music':
      return [
        element(
          'Music',
          texts({
            Title: reply.title,
            Description: reply.description,
            MusicUrl: reply.url,
            HQMusicUrl: reply.highQualityUrl,
            ThumbMediaId: reply.thumbMediaId,
          }),
        ),
      ]
    case 'news':
      return newsOf(reply.articles)
    case 'transfer_customer_service':
      return reply.account === undefined ? [] : [element('TransInfo', texts({ KfAccount: reply.account }))]
  }
}

function newsOf(articles: (PassiveReply & { type: 'news' })['articles']): string[] {
  if (articles.length < 1 || articles.length > NEWS_AT_MOST) throw new RangeError(`1 to ${NEWS_AT_MOST} articles`)
  const items = articles.map(({ title, description, pictureUrl, url }) =>
    element('item', texts({ Title: title, Description: description, PicUrl: pictureUrl, Url: url })),
  )
  return [element('ArticleCount', String(articles.length)), element('Articles', items.join(''))]
}

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`

const texts = (fields: Record<string, string | undefined>): string =>
  Object.entries(fields)
    .map(([name, value]) => (value === undefined ? '' : element(name, cdata(value))))
    .join('')
