import { useQuery } from '@tanstack/react-query'
import { formatFen } from '../../../lib/format'
import { TagPill } from '../../../ui'
import { contentTagsQuery } from '../api/content-tags'
import { offerableCouponsQuery, showableProductsQuery } from '../api/linked-things'
import body from './article-body.module.css'
import css from './phone-preview.module.css'

export interface Previewed {
  title?: string
  summary?: string
  author?: string
  coverUrl?: string
  body?: string
  tagIds?: number[]
  couponId?: number | null
  productIds?: number[]
}

/** The article as the mini-program will show it, at a phone's width. */
export function PhonePreview({ article }: { article: Previewed }) {
  const { data: tags = [] } = useQuery(contentTagsQuery)
  const { data: coupons } = useQuery(offerableCouponsQuery)
  const { data: products } = useQuery(showableProductsQuery)
  const coupon = coupons?.items.find(({ id }) => id === article.couponId)
  const shown = (article.productIds ?? []).flatMap((id) => products?.items.find((product) => product.id === id) ?? [])
  return (
    <div className={css.phone} aria-label="手机预览">
      <div className={css.screen}>
        {article.coverUrl && <img className={css.cover} src={article.coverUrl} alt="" />}
        <div className={css.content}>
          <h1 className={css.title}>{article.title || '还没有标题'}</h1>
          <div className={css.meta}>{article.author || '作者'}</div>
          <div className={css.tags}>
            {tags
              .filter(({ id }) => article.tagIds?.includes(id))
              .map(({ id, name }) => (
                <TagPill key={id} name={name} kind="content" />
              ))}
          </div>
          {article.summary && <div className={css.summary}>{article.summary}</div>}
          {/* Only the editor's own text; what is stored has passed the server's allow-list. */}
          <div className={body.body} dangerouslySetInnerHTML={{ __html: article.body ?? '' }} />
          {coupon && (
            <div className={css.offer}>
              <span className={css.amount}>{formatFen(coupon.amountFen).replace('.00', '')}</span>
              <span>
                {coupon.name}
                <div className="small faint">
                  {coupon.thresholdFen > 0 ? `满 ${coupon.thresholdFen / 100} 元可用` : '无门槛'}
                </div>
              </span>
            </div>
          )}
          {shown.length > 0 && (
            <div className={css.products}>
              {shown.map((product) => (
                <div key={product.id} className={css.product}>
                  <img src={product.imageUrl} alt="" />
                  <div className="clip">{product.name}</div>
                  <b>{formatFen(product.priceFen)}</b>
                </div>
              ))}
            </div>
          )}
        </div>
      </div>
    </div>
  )
}
