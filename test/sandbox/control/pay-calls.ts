import type { ControlCalls } from './control-call'

const SHEET = { prepayId: 'wx…' }

/** The part of the document that tells of payers and of how WeChat Pay behaves. */
export const PAY_CALLS: ControlCalls = {
  'GET /people/:id/pay-orders': { about: '用户的微信支付账单，新的在前' },
  'POST /people/:id/pay-sheet': {
    about: '拉起支付：校验商户对 wx.requestPayment 参数的签名，返回支付面板的内容',
    body: {
      appId: 'APPID',
      timeStamp: '1760000000',
      nonceStr: 'N',
      package: 'prepay_id=wx…',
      signType: 'RSA',
      paySign: 'S',
    },
  },
  'POST /people/:id/pay-begin': { about: '正在输入密码：订单变为 USERPAYING', body: SHEET },
  'POST /people/:id/pay': {
    about: '支付成功；notified 表示服务器接受了第一次通知；at 为过去的支付时间',
    body: SHEET,
  },
  'POST /people/:id/pay-cancel': { about: '放弃支付，订单回到 NOTPAY', body: SHEET },
  'POST /people/:id/pay-fail': { about: '银行卡被拒，订单变为 PAYERROR', body: SHEET },
  'GET /pay/notifications': { about: '支付与退款通知：发了几次、下次何时、是否被接受' },
  'POST /pay/notifications/spoil': {
    about:
      '让接下来的通知出错：probe 验签探测、body 改正文、ciphertext 改密文、serial 未知序列号、stale 过期、amount 改金额',
    body: { how: 'ciphertext', times: 1 },
  },
  'POST /pay/keys': {
    about: '平台用什么签名：both（应答跟随请求，通知轮流）、public-key、certificate；certificate 为第几张证书',
    body: { mode: 'both', certificate: 0 },
  },
  'POST /pay/refund-outcome': {
    about: '银行如何处理之后的退款：SUCCESS、ABNORMAL、CLOSED，或 wait 等人处理',
    body: { outcome: 'SUCCESS' },
  },
  'POST /pay/orders/:no/refund': {
    about: '在商户平台上退款：不经过商户的程序，也不通知它；at 为过去的退款时间',
    body: { refundFen: 100, reason: '商户平台退款' },
  },
  'POST /pay/refunds/:no/end': { about: '结束一笔处理中的退款', body: { outcome: 'SUCCESS' } },
}
