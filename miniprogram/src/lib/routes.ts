const PATHS = {
  home: '/pages/home/index',
  coupons: '/pages/coupons/index',
  mine: '/pages/mine/index',
  article: '/packages/content/pages/article/index',
  form: '/packages/service/pages/form/index',
  privacy: '/packages/service/pages/privacy/index',
  product: '/packages/shop/pages/product/index',
  checkout: '/packages/shop/pages/checkout/index',
  order: '/packages/shop/pages/order/index',
  orders: '/packages/shop/pages/orders/index',
} as const

export type RouteName = keyof typeof PATHS

/** The path of a page, with its parameters as query. */
export function route(name: RouteName, params: Record<string, string> = {}): string {
  const query = Object.entries(params).map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
  return query.length > 0 ? `${PATHS[name]}?${query.join('&')}` : PATHS[name]
}
