import type { ControlCalls } from './control-call'
import { PAY_CALLS } from './pay-calls'
import { WORK_CALLS } from './work-calls'

/** What a control call does and a body it takes, for the document at /sandbox/openapi.json. The key is method and path. */
export const CONTROL_CALLS: ControlCalls = {
  ...PAY_CALLS,
  ...WORK_CALLS,
  'POST /people': {
    about:
      '创建一位用户；给定 id 时，每次得到的人、OpenID 和 UnionID 都相同；给定 company 时是另一家企业微信的人（wo… 客户）',
    body: { id: 'p-1', name: '顾清禾', phone: '17000000001', gender: 'female', city: '杭州' },
  },
  'GET /people': { about: '查找用户', query: { search: '', limit: '50' } },
  'GET /people/:id': { about: '用户的标识、关注与企业微信联系人' },
  'GET /people/:id/inbox': { about: '用户手机收到的消息，按时间先后' },
  'POST /people/:id/follow': {
    about: '关注公众号；scene 表示通过哪个带参数二维码',
    body: { appid: 'APPID', scene: 'store-12', at: '2026-01-02T03:04:05Z' },
  },
  'POST /people/:id/unfollow': { about: '取消关注', body: { appid: 'APPID' } },
  'POST /people/:id/scan': { about: '扫带参数二维码：未关注则关注，已关注则 SCAN', body: { ticket: 'TICKET' } },
  'POST /people/:id/message': {
    about:
      '给公众号或小程序客服发消息；type 为 text（可带 menuId，表示点了菜单消息）、image、voice、video、location、link',
    body: { appid: 'APPID', type: 'text', text: '在吗' },
  },
  'POST /people/:id/location': {
    about: '上报地理位置（LOCATION 事件）',
    body: { appid: 'APPID', latitude: 30.24, longitude: 120.15 },
  },
  'GET /people/:id/menu': { about: '用户看到的公众号菜单' },
  'POST /people/:id/menu-tap': {
    about: '点菜单：button 是一级按钮的序号，sub 是二级按钮的序号，都从 0 数',
    body: { appid: 'APPID', button: 0, sub: 1 },
  },
  'POST /people/:id/block': { about: '拒收模板消息', body: { appid: 'APPID' } },
  'POST /people/:id/unblock': { about: '恢复接收模板消息', body: { appid: 'APPID' } },
  'POST /people/:id/oauth-code': {
    about: '网页授权的 code；snapshot 表示快照页模式，得到的是虚拟身份',
    body: { appid: 'APPID', scope: 'snsapi_base', snapshot: false },
  },
  'POST /people/:id/authorization': {
    about: '修改资料、撤回或注销授权：user_info_modified、user_authorization_revoke、user_authorization_cancellation',
    body: { appid: 'APPID', event: 'user_authorization_revoke', revokeInfo: '301' },
  },
  'POST /people/:id/login-code': { about: 'wx.login 的 code', body: { appid: 'APPID' } },
  'POST /people/:id/phone-code': { about: '手机号按钮的 code', body: { appid: 'APPID' } },
  'POST /people/:id/open-data': {
    about: '旧方式的开放数据：encryptedData、iv、rawData、signature；previousKey 用上一次登录的密钥加密',
    body: { appid: 'APPID', what: 'phone', previousKey: false },
  },
  'POST /people/:id/enter-service': { about: '进入小程序客服会话', body: { appid: 'APPID', from: 'button' } },
  'POST /people/:id/subscribe': {
    about: '回答订阅弹窗（小程序订阅消息或服务号订阅通知）；switchOff 表示在设置里关掉',
    body: { appid: 'APPID', templateId: 'TEMPLATE_ID', accept: true },
  },
  'POST /people/:id/add-contact': {
    about: '添加企业微信成员：扫活码用 configId，直接添加用 userid',
    body: { configId: 'CONFIG_ID' },
  },
  'POST /people/:id/delete-contact': {
    about: '用户（或成员，by 为 member）解除联系',
    body: { userid: 'linxiaoyu', by: 'member' },
  },
  'GET /contact-ways': { about: '渠道活码' },
  'GET /qrcodes': { about: '公众号带参数二维码' },
  'GET /mini-program-codes': { about: '小程序码' },
  'GET /mini-program-links': { about: '还有效的 URL Link、URL Scheme 和短链' },
  'GET /crowd': { about: '由种子推算出来的大量用户' },
  'POST /crowd': { about: '设定大量用户的人数', body: { followers: 1_000_000, contacts: 500_000, seed: 7 } },
  'GET /clock': { about: '沙箱时间' },
  'POST /clock': {
    about: '移动沙箱时间，到期的凭据、窗口随之失效，到点的事情依次发生；也可给 offsetSeconds',
    body: { advanceSeconds: 3600 },
  },
  'GET /faults': { about: '打开的故障' },
  'POST /faults': {
    about:
      '打开故障：delay、errcode、status、drop（生效前断开）、drop-after（生效后断开），回调用 duplicate、reorder、callback-delay、callback-drop；path 可含 *',
    body: { effect: 'errcode', errcode: 45009, path: '/cgi-bin/user/*', times: 3, probability: 0.5 },
  },
  'DELETE /faults': { about: '关闭全部故障' },
  'DELETE /faults/:id': { about: '关闭一个故障' },
  'GET /journal': {
    about: '接口与回调的日志，新的在前，不含密钥',
    query: { kind: 'callback', path: '/cgi-bin/', after: '0', limit: '100' },
  },
  'POST /tokens/expire': { about: '让一个账号的全部 access_token 立即失效', body: { account: 'APPID' } },
  'GET /accounts': { about: '沙箱里的账号与其设置' },
  'PUT /accounts/:appid/settings': {
    about:
      '公众号或小程序的设置：回调加密方式（plain、compatible、safe）与格式（xml、json）、IP 白名单、开放平台绑定、是否拒绝 \\uXXXX（40033）、小程序已发布的页面',
    body: { callbackMode: 'safe', callbackFormat: 'xml', allowedIps: [], boundToOpenPlatform: true, releasedPages: [] },
  },
  'GET /sms/callbacks': { about: '短信的送达报告与回复发往何处；没有地址时等待拉取' },
  'PUT /sms/callbacks': {
    about: '设定短信的送达报告（report）与回复（reply）发往何处；不给的一项改为等待拉取',
    body: { report: 'http://127.0.0.1:4000/sms/report', reply: 'http://127.0.0.1:4000/sms/reply' },
  },
  'POST /people/:id/sms-reply': { about: '用户回复短信；回复 R、T、TD、退订 后不再收到', body: { text: '退订' } },
  'GET /outcomes': { about: '之后的任务将怎样失败' },
  'POST /outcomes': {
    about:
      '让之后的任务失败：job 为 mass（send fail、err(20001) 等）、template（failed: system failed）或 publish（2 到 4）',
    body: { job: 'mass', outcome: 'err(20001)', times: 1 },
  },
  'PUT /accounts/:account/callback-url': {
    about: '给一个账号单独的回调地址；像平台后台那样先验证 echostr，通过才保存',
    body: { url: 'http://127.0.0.1:4000/wechat/callback' },
  },
  'DELETE /accounts/:account/callback-url': { about: '取消单独的回调地址' },
  'POST /callbacks': {
    about: '以一个账号的名义发送任意事件，字段原样写入并加密签名；openid 表示由哪位用户引起',
    body: { account: 'APPID', openid: 'OPENID', fields: { Event: 'qualification_verify_success', ExpiredTime: 1 } },
  },
  'PUT /callback-base': { about: '回调发往何处', body: { url: 'http://127.0.0.1:3000' } },
  'POST /callbacks/verify': { about: '像平台后台那样验证回调地址', body: { account: 'APPID' } },
  'GET /links': { about: '产品页面的地址' },
  'GET /health': { about: '状态与还没有结束的回调数' },
  'POST /reset': { about: '忘掉一切；clock 为 keep 时保留沙箱时间', body: { clock: 'keep' } },
}
