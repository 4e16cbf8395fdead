/** Endpoints of the mini-program (https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/). Requests are in the platform's own words. */
export * from '../../weixin/media'
export * from '../../weixin/messages'
export * from '../../weixin/subscribe-templates'
export { callbackAddresses, clearQuota, quota, stableToken } from '../../weixin/account'
export * from './codes'
export * from './safety'
export * from './templates'
export { checkSession, phoneNumber, resetSession, session } from './users'
