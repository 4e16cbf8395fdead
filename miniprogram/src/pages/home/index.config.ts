export default definePageConfig({ navigationBarTitleText: '谷雨集', navigationStyle: 'custom', enablePullDownRefresh: true, enableShareAppMessage: true })
