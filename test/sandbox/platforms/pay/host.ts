export const PAY_HOST = 'api.mch.weixin.qq.com'
