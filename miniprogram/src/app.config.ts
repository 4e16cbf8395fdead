const tabs = [
  { pagePath: 'pages/home/index', text: '首页', icon: 'home' },
  { pagePath: 'pages/coupons/index', text: '优惠券', icon: 'coupon' },
  { pagePath: 'pages/mine/index', text: '我的', icon: 'mine' },
]

export default defineAppConfig({
  pages: tabs.map((tab) => tab.pagePath),
  subPackages: [
    { root: 'packages/content', pages: ['pages/article/index'] },
    { root: 'packages/service', pages: ['pages/form/index', 'pages/privacy/index'] },
    {
      root: 'packages/shop',
      pages: ['pages/product/index', 'pages/checkout/index', 'pages/order/index', 'pages/orders/index'],
    },
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/content', 'packages/service'] },
  },
  // H5 only: the router's slide keeps two pages in sight for a moment; a page fades in by itself instead (elements.h5.scss).
  animation: false,
  lazyCodeLoading: 'requiredComponents',
  window: {
    navigationBarTitleText: '谷雨集',
    navigationBarBackgroundColor: '#f6f3ea',
    navigationBarTextStyle: 'black',
    backgroundColor: '#f6f3ea',
    backgroundTextStyle: 'dark',
  },
  tabBar: {
    // H5 draws its own bar (src/platform); WeChat draws this one.
    custom: process.env.TARO_ENV === 'h5',
    color: '#6f766f',
    selectedColor: '#2f4a3c',
    backgroundColor: '#fdfcf8',
    borderStyle: 'white',
    list: tabs.map((tab) => ({
      pagePath: tab.pagePath,
      text: tab.text,
      iconPath: `assets/tab-${tab.icon}.png`,
      selectedIconPath: `assets/tab-${tab.icon}-active.png`,
    })),
  },
})
