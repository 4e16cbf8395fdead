export default definePageConfig({
  navigationBarTitleText: '谷雨集',
  navigationStyle: 'custom',
  enablePullDownRefresh: process.env.TARO_ENV === 'weapp',
  enableShareAppMessage: true,
})
