import { assetUrl } from '@/features/session'
import type { ArticleCard } from '@/lib/contract'
import { route } from '@/lib/routes'
import { elements, platform } from '@/platform'
import { TagMark } from '@/ui/chip'
import { Cover } from '@/ui/cover'
import './article-row.scss'

const SHOWN_TAGS = 2

/** One article in a list; the first of a list may stand large. */
export function ArticleRow({ article, large = false }: { article: ArticleCard; large?: boolean }) {
  const { Box, Span } = elements
  return (
    <Box
      id={`article-${article.id}`}
      className={large ? 'gy-article gy-article--large' : 'gy-article'}
      role="button"
      label={`阅读：${article.title}`}
      onTap={() => platform.open(route('article', { id: article.id }))}
    >
      <Box className="gy-article__cover">
        <Cover src={assetUrl(article.coverUrl)} name={article.title} shape={large ? 'wide' : 'fill'} />
      </Box>
      <Box className="gy-article__words">
        <Span className="gy-article__title">{article.title}</Span>
        {large && <Span className="gy-article__summary">{article.summary}</Span>}
        <Box className="gy-article__foot">
          {article.tags.slice(0, SHOWN_TAGS).map((tag) => (
            <TagMark key={tag} text={tag} />
          ))}
          <Span className="gy-article__minutes">{`${article.readMinutes} 分钟`}</Span>
        </Box>
      </Box>
    </Box>
  )
}
