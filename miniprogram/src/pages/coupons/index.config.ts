export default definePageConfig({
  navigationBarTitleText: '优惠券',
  enablePullDownRefresh: process.env.TARO_ENV === 'weapp',
})
