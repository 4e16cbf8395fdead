import { useState } from 'react'
import { api } from '@/features/session'
import type { ArticleCard, ContentTag } from '@/lib/contract'
import { useRemote } from '@/lib/use-remote'
import { elements, useBottomReached } from '@/platform'
import { Chip } from '@/ui/chip'
import { Skeleton } from '@/ui/skeleton'
import { StateView } from '@/ui/state-view'
import { ArticleRow } from './article-row'
import './article-feed.scss'

const ALL = ''
const BONES = ['card', 'card', 'card'] as const

/** Articles, all or of one content tag, with more of them when the end is reached. `first` stands before the first call has answered. */
export function ArticleFeed({ first }: { first: ArticleCard[] }) {
  const { Box, RowScroll } = elements
  const [tag, setTag] = useState(ALL)
  const tags = useRemote('content-tags', () => api.get('/api/consumer/content-tags'))
  return (
    <Box>
      {tags.data && tags.data.length > 0 && (
        <RowScroll className="gy-feed__tags">
          <Box className="gy-feed__tags-row" role="tablist">
            {[{ name: '全部', value: ALL }, ...tags.data.map(asChoice)].map((choice) => (
              <Chip
                key={choice.value}
                id={choice.value === ALL ? 'tag-all' : `tag-${choice.value}`}
                text={choice.name}
                on={choice.value === tag}
                onTap={() => setTag(choice.value)}
              />
            ))}
          </Box>
        </RowScroll>
      )}
      <ArticlePages key={tag} tag={tag} first={tag === ALL ? first : null} />
    </Box>
  )
}

const asChoice = (tag: ContentTag) => ({ name: tag.name, value: tag.name })

function ArticlePages({ tag, first }: { tag: string; first: ArticleCard[] | null }) {
  const { Box, Span, TapButton } = elements
  const [more, setMore] = useState<{ items: ArticleCard[]; page: number }>({ items: [], page: 1 })
  const [tail, setTail] = useState<'idle' | 'loading' | 'failed'>('idle')
  const opening = useRemote(`articles/${tag}`, () => api.get('/api/consumer/articles', { query: { tag, page: 1 } }))

  const items = opening.data ? [...opening.data.items, ...more.items] : (first ?? [])
  const total = opening.data?.total ?? items.length

  async function loadMore() {
    if (!opening.data || tail === 'loading' || items.length >= total) return
    setTail('loading')
    try {
      const next = await api.get('/api/consumer/articles', { query: { tag, page: more.page + 1 } })
      setMore((old) => ({ items: [...old.items, ...next.items], page: old.page + 1 }))
      setTail('idle')
    } catch {
      setTail('failed')
    }
  }
  useBottomReached(() => void loadMore())

  if (items.length === 0 && opening.state === 'loading') return <Skeleton bones={BONES} />
  if (items.length === 0 && opening.state === 'failed')
    return (
      <StateView
        icon="cloud"
        title="文章没有加载出来"
        text={opening.failure.message}
        act="重新加载"
        onAct={opening.reload}
      />
    )
  if (items.length === 0)
    return (
      <StateView title="还没有文章" text={tag === ALL ? '新的读本正在路上' : '这个主题的读本正在路上，先看看别的'} />
    )
  return (
    <Box role="list">
      {items.map((article, index) => (
        <ArticleRow key={article.id} article={article} large={index === 0} />
      ))}
      {items.length < total && (
        <Box className="gy-feed__more">
          <TapButton
            id="more-articles"
            className="gy-feed__more-button"
            disabled={tail === 'loading'}
            onTap={() => void loadMore()}
          >
            <Span>{tail === 'loading' ? '正在加载…' : tail === 'failed' ? '没有加载出来，点此重试' : '查看更多'}</Span>
          </TapButton>
        </Box>
      )}
    </Box>
  )
}
