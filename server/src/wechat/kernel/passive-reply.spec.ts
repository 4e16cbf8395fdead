import { writePassiveReply } from './passive-reply'
import { parseXml } from './xml'

const way = { from: 'gh_0123456789ab', to: 'oTEST', at: new Date('2026-03-01T00:00:00.900Z') }

describe('passive replies', () => {
  it('answers with a text, whatever stands in it', () => {
    const content = '谷雨😀 <a href="https://example.com">看看</a> ]]> & 0<1'
    const xml = writePassiveReply({ type: 'text', content }, way)
    expect(parseXml(xml)).toEqual({
      ToUserName: 'oTEST',
      FromUserName: 'gh_0123456789ab',
      CreateTime: '1772323200',
      MsgType: 'text',
      Content: content,
    })
  })

  it.each([
    [{ type: 'image', mediaId: 'm1' } as const, { Image: { MediaId: 'm1' } }],
    [{ type: 'voice', mediaId: 'm1' } as const, { Voice: { MediaId: 'm1' } }],
    [{ type: 'video', mediaId: 'm1', title: '片' } as const, { Video: { MediaId: 'm1', Title: '片' } }],
    [
      { type: 'music', thumbMediaId: 't', url: 'https://example.com/a.mp3' } as const,
      { Music: { MusicUrl: 'https://example.com/a.mp3', ThumbMediaId: 't' } },
    ],
    [
      {
        type: 'news',
        articles: [{ title: '一', url: 'https://example.com/1', pictureUrl: 'https://example.com/1.png' }],
      } as const,
      {
        ArticleCount: '1',
        Articles: { item: { Title: '一', PicUrl: 'https://example.com/1.png', Url: 'https://example.com/1' } },
      },
    ],
    [{ type: 'transfer_customer_service', account: 'a@b' } as const, { TransInfo: { KfAccount: 'a@b' } }],
    [{ type: 'transfer_customer_service' } as const, {}],
  ])('writes %j', (reply, content) => {
    const xml = writePassiveReply(reply.type === 'news' ? { ...reply, articles: [...reply.articles] } : reply, way)
    expect(parseXml(xml)).toEqual({
      ToUserName: 'oTEST',
      FromUserName: 'gh_0123456789ab',
      CreateTime: '1772323200',
      MsgType: reply.type,
      ...content,
    })
  })

  it('counts bytes of a text and articles of a list', () => {
    expect(() => writePassiveReply({ type: 'text', content: '谷'.repeat(682) }, way)).not.toThrow()
    expect(() => writePassiveReply({ type: 'text', content: '谷'.repeat(683) }, way)).toThrow(RangeError)
    const article = { title: 'a', url: 'https://example.com' }
    expect(() => writePassiveReply({ type: 'news', articles: [] }, way)).toThrow(RangeError)
    expect(() => writePassiveReply({ type: 'news', articles: Array.from({ length: 9 }, () => article) }, way)).toThrow(
      RangeError,
    )
  })
})
