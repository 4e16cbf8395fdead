export default definePageConfig({ navigationBarTitleText: '谷雨读本', enableShareAppMessage: true })
