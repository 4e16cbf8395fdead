import type { CATALOGUE } from '../market'
import type { CatalogueForm } from '../market'
import type { JsonClient } from './clients'
import { inParallel } from './in-parallel'

type Catalogue = typeof CATALOGUE
interface Named {
  id: number
  name: string
}
interface Page<T> {
  items: T[]
}

/** What the brand's things are called inside the product: the catalogue's keys against the server's ids. */
export interface BrandIds {
  /** Id of the article as the consumer API names it. */
  articles: Map<string, string>
  products: Map<string, number>
  /** Public id of the coupon offered to consumers. */
  couponNames: Map<string, string>
  forms: Map<string, string>
}

const WIDTH = 4
const DAY_MS = 86_400_000
/** Each article carries what fits it best: the coupon of its subject. */
const COUPON_OF_TAG: Record<string, string> = { 敏感肌: 'sensitive-50', 茶饮: 'tea-20' }
const PRODUCTS_PER_ARTICLE = 3

/** Writes the brand through the console: tags, products, coupons, forms, articles, channel codes. What is there stays. */
export async function setUpBrand(
  editor: JsonClient,
  operator: JsonClient,
  catalogue: Catalogue,
  now: Date,
): Promise<BrandIds> {
  const tags = await setUpTags(editor, catalogue)
  const products = await setUpProducts(editor, catalogue)
  const coupons = await setUpCoupons(operator, catalogue, now)
  const forms = await setUpForms(operator, catalogue, coupons)
  const articles = await setUpArticles(editor, catalogue, { tags, products, coupons }, now)
  await setUpChannelCodes(operator, catalogue)
  return { articles, products, forms, couponNames: new Map(catalogue.coupons.map(({ key, name }) => [key, name])) }
}

async function setUpTags(editor: JsonClient, catalogue: Catalogue): Promise<Map<string, number>> {
  const known = new Map((await editor.get<Named[]>('/api/content-tags')).map(({ id, name }) => [name, id]))
  for (const { group, names } of catalogue.contentTags) {
    for (const name of names) {
      if (!known.has(name))
        known.set(name, (await editor.post<Named>('/api/content-tags', { groupName: group, name })).id)
    }
  }
  return known
}

/** Products come by file, as an editor would bring them; what the file cannot say is added one by one. */
async function setUpProducts(editor: JsonClient, catalogue: Catalogue): Promise<Map<string, number>> {
  const known = await productIds(editor)
  if ([...catalogue.products, TRIAL].every(({ sku }) => known.has(sku))) return known
  const lines = [...catalogue.products, TRIAL].map(({ sku, name, category, priceFen }) =>
    [sku, name, category, (priceFen / 100).toFixed(2)].join(','),
  )
  await editor.upload('/api/products/import', '商品.csv', `商品编码,商品名称,品类,价格\n${lines.join('\n')}\n`)
  const ids = await productIds(editor)
  await inParallel(catalogue.products, WIDTH, async ({ sku, summary }) => {
    await editor.patch(`/api/products/${ids.get(sku) ?? 0}`, {
      description: summary,
      parameters: { 产地: '浙江', 保质期: '36 个月' },
    })
  })
  await editor.patch(`/api/products/${ids.get(TRIAL.sku) ?? 0}`, {
    description: TRIAL.summary,
    parameters: { 时长: '45 分钟', 适用: '敏感肌、换季泛红', 地点: '全国 12 家谷雨集门店' },
  })
  return ids
}

/** What the mini-program sells first: cheap, and an occasion to meet. The market's people know nothing of it. */
const TRIAL = {
  sku: 'GYJ-TY-01',
  name: '敏感肌护理体验课 45 分钟',
  category: '体验课',
  priceFen: 1990,
  summary: '一对一肤质检测与舒缓护理，含三日修护体验装。',
}

async function productIds(editor: JsonClient): Promise<Map<string, number>> {
  const { items } = await editor.get<Page<{ id: number; sku: string }>>('/api/products?pageSize=200')
  return new Map(items.map(({ id, sku }) => [sku, id]))
}

async function setUpCoupons(operator: JsonClient, catalogue: Catalogue, now: Date): Promise<Map<string, number>> {
  const { items } = await operator.get<Page<Named>>('/api/coupons?pageSize=200')
  const known = new Map(items.map(({ id, name }) => [name, id]))
  const ids = new Map<string, number>()
  for (const { key, name, amountFen, thresholdFen, total, perPerson, requiresPhone, validDays } of catalogue.coupons) {
    const id = known.get(name)
    if (id !== undefined) {
      ids.set(key, id)
      continue
    }
    const openAt = new Date(now.getTime() - 365 * DAY_MS).toISOString()
    const coupon = await operator.post<Named>('/api/coupons', {
      name,
      amountFen,
      thresholdFen,
      stock: total,
      perPersonLimit: perPerson,
      requiresPhone,
      openAt,
      validDays,
    })
    await operator.post(`/api/coupons/${coupon.id}/state`, { action: 'open' })
    ids.set(key, coupon.id)
  }
  return ids
}

async function setUpForms(
  operator: JsonClient,
  catalogue: Catalogue,
  coupons: Map<string, number>,
): Promise<Map<string, string>> {
  const { items } = await operator.get<Page<{ id: number; title: string }>>('/api/forms?pageSize=200')
  const known = new Map(items.map(({ id, title }) => [title, id]))
  const ids = new Map<string, string>()
  // The last one made is the one that the home page offers first.
  for (const form of [...catalogue.forms].reverse())
    ids.set(form.key, String(known.get(form.title) ?? (await createForm(operator, form, coupons))))
  return ids
}

async function createForm(operator: JsonClient, form: CatalogueForm, coupons: Map<string, number>): Promise<number> {
  const { title, description, reward, rewardCoupon, fields } = form
  const { id } = await operator.post<{ id: number }>('/api/forms', {
    title,
    description,
    fields,
    rewardCouponId: rewardCoupon === null ? null : (coupons.get(rewardCoupon) ?? null),
    thanks: rewardCoupon === null ? reward : '谢谢你的填写，奖励券已放进「我的券」',
  })
  await operator.post(`/api/forms/${id}/state`, { action: 'open' })
  return id
}

interface Linked {
  tags: Map<string, number>
  products: Map<string, number>
  coupons: Map<string, number>
}

async function setUpArticles(
  editor: JsonClient,
  catalogue: Catalogue,
  linked: Linked,
  now: Date,
): Promise<Map<string, string>> {
  const { items } = await editor.get<Page<{ id: number; title: string; state: string }>>('/api/contents?pageSize=200')
  const known = new Map(items.map((item) => [item.title, item]))
  const ids = new Map<string, string>()
  await inParallel(catalogue.articles, WIDTH, async (article) => {
    const found = known.get(article.title)
    const id = found?.id ?? (await createArticle(editor, article, catalogue, linked))
    if (found?.state !== 'published') {
      const publishedAt = new Date(now.getTime() - article.publishedDaysAgo * DAY_MS).toISOString()
      await editor.post(`/api/contents/${id}/state`, { action: 'publish', publishedAt })
    }
    ids.set(article.key, String(id))
  })
  return ids
}

async function createArticle(
  editor: JsonClient,
  article: Catalogue['articles'][number],
  catalogue: Catalogue,
  { tags, products, coupons }: Linked,
): Promise<number> {
  const couponKey = article.tags.map((tag) => COUPON_OF_TAG[tag]).find((key) => key !== undefined) ?? 'welcome-30'
  const fitting = catalogue.products
    .map((product) => ({ product, shared: product.tags.filter((tag) => article.tags.includes(tag)).length }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, PRODUCTS_PER_ARTICLE)
  const { id } = await editor.post<{ id: number }>('/api/contents', {
    title: article.title,
    summary: article.summary,
    author: article.author,
    body: article.html,
    tagIds: article.tags.flatMap((tag) => tags.get(tag) ?? []),
    couponId: coupons.get(couponKey) ?? null,
    productIds: fitting.flatMap(({ product }) => products.get(product.sku) ?? []),
  })
  return id
}

async function setUpChannelCodes(operator: JsonClient, catalogue: Catalogue): Promise<void> {
  const accounts = await operator.get<{ id: number; kind: string }[]>('/api/accounts')
  const idOf = (kind: string): number => accounts.find((account) => account.kind === kind)?.id ?? 0
  const { items } = await operator.get<Page<{ scene: string }>>('/api/channel-codes?pageSize=200')
  const known = new Set(items.map(({ scene }) => scene))
  const codes = [
    ...catalogue.officialAccountChannels.map(({ scene, name }) => ({
      kind: 'oa_qr',
      accountId: idOf('official_account'),
      scene,
      name,
      channel: name,
    })),
    ...[...catalogue.workChannels].reverse().map(({ state, name, users, welcome }) => ({
      kind: 'work_contact_way',
      accountId: idOf('work'),
      scene: state,
      name,
      channel: name,
      owners: users,
      welcomeText: welcome,
    })),
  ]
  for (const code of codes) if (!known.has(code.scene)) await operator.post('/api/channel-codes', code)
}
