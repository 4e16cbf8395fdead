import { OfferTicket } from '@/features/coupon/offer-ticket'
import { useClaim } from '@/features/coupon/use-claim'
import { RichText } from '@/features/content/rich-text'
import { useReadingTime } from '@/features/content/use-reading-time'
import { ProductShelf } from '@/features/product/product-tile'
import { api, assetUrl } from '@/features/session'
import { FailureView } from '@/features/session/failure-view'
import type { Article } from '@/lib/contract'
import { shanghaiDay } from '@/lib/format'
import { route } from '@/lib/routes'
import { useRemote } from '@/lib/use-remote'
import { elements, usePageParam, useShareCard } from '@/platform'
import { buttonClass } from '@/ui/button'
import { TagMark } from '@/ui/chip'
import { Cover } from '@/ui/cover'
import { Icon } from '@/ui/icon'
import { Page } from '@/ui/page'
import { Section } from '@/ui/section'
import { Skeleton } from '@/ui/skeleton'
import './index.scss'

const BONES = ['picture', 'title', 'short', 'line', 'line', 'line', 'line', 'short'] as const

export default function ArticlePage() {
  const id = usePageParam('id')
  const article = useRemote(`article/${id}`, () => api.get('/api/consumer/articles/{id}', { path: { id: Number(id) } }))
  useReadingTime(article.data?.id ?? null)
  useShareCard(() => ({
    title: article.data?.title ?? '谷雨读本',
    path: route('article', { id, channel: 'share' }),
    ...(article.data?.coverUrl ? { imageUrl: assetUrl(article.data.coverUrl) } : {}),
  }))
  return (
    <Page title="谷雨读本">
      {article.state === 'loading' && <Skeleton bones={BONES} />}
      {article.state === 'failed' && <FailureView failure={article.failure} onRetry={article.reload} />}
      {article.state === 'ready' && <ArticleView article={article.data} onChanged={() => void article.refresh()} />}
    </Page>
  )
}

function ArticleView({ article, onChanged }: { article: Article; onChanged: () => void }) {
  const { Box, Span, ShareButton } = elements
  const { claim, busyId, sheets } = useClaim(onChanged)
  return (
    <Box className="article">
      <Cover src={assetUrl(article.coverUrl)} name={article.title} shape="wide" />
      <Box className="article__title" id="article-title">
        <Span>{article.title}</Span>
      </Box>
      <Box className="article__meta">
        <Span>{article.author}</Span>
        <Span>{shanghaiDay(article.publishedAt)}</Span>
        <Span className="article__minutes">
          <Icon name="clock" size={14} />
          {` 约 ${article.readMinutes} 分钟`}
        </Span>
      </Box>
      <RichText html={article.html} />
      <Box className="article__tags">
        {article.tags.map((tag) => (
          <TagMark key={tag} text={tag} />
        ))}
      </Box>
      {article.offer && (
        <Box className="article__offer" id="article-offer">
          <Span className="article__offer-title">读到这里，送您一份心意</Span>
          <OfferTicket offer={article.offer} busy={busyId === article.offer.id} onClaim={claim} />
        </Box>
      )}
      {article.products.length > 0 && (
        <Box className="article__products">
          <Section title="文中提到">
            <ProductShelf products={article.products} />
          </Section>
        </Box>
      )}
      <Box className="article__share">
        <ShareButton
          id="share-article"
          className={buttonClass({ kind: 'outline' })}
          title={article.title}
          path={route('article', { id: article.id })}
        >
          <Icon name="share" size={18} />
          分享给朋友
        </ShareButton>
      </Box>
      {sheets}
    </Box>
  )
}
