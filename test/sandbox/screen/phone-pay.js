/* global document -- this runs in a browser */
import { attempt, post } from './api.js'
import { dateText, h, timeText, toast } from './dom.js'
import { change } from './state.js'

const STATES = {
  NOTPAY: '待支付',
  USERPAYING: '支付中',
  SUCCESS: '已支付',
  REFUND: '有退款',
  CLOSED: '已关闭',
  PAYERROR: '支付失败',
}
const REFUNDS = { PROCESSING: '退款中', SUCCESS: '已退款', ABNORMAL: '退款异常', CLOSED: '退款关闭' }
const PAYABLE = ['NOTPAY', 'USERPAYING', 'PAYERROR']

const yuan = (fen) => `¥${(fen / 100).toFixed(2)}`

/** The payer's bill: what was ordered, paid and given back. An unpaid order opens WeChat Pay's sheet. */
export function drawPayments(person, orders) {
  if (orders.length === 0) return ''
  return h(
    'div',
    {},
    h('h4', {}, '微信支付账单'),
    h(
      'ul',
      { class: 'rows' },
      orders.map((order) => row(person, order)),
    ),
  )
}

function row(person, order) {
  const refunds = order.refunds.map(({ refundFen, state }) => `${REFUNDS[state]} ${yuan(refundFen)}`)
  const notes = [STATES[order.state], ...refunds, `${dateText(order.createdAt)} ${timeText(order.createdAt)}`]
  return h(
    'li',
    { 'data-order': order.outTradeNo },
    h('span', {}, h('b', {}, order.description), h('small', {}, notes.join(' · '))),
    PAYABLE.includes(order.state)
      ? h(
          'button',
          { type: 'button', class: 'quiet', onclick: () => openSheet(person, order) },
          `支付 ${yuan(order.totalFen)}`,
        )
      : h('b', { class: 'pay-amount' }, yuan(order.totalFen)),
  )
}

function openSheet(person, order) {
  const leave = async (name, done) => {
    sheet.close()
    const result = await attempt(() => post(`people/${person.id}/${name}`, { prepayId: order.prepayId }))
    if (result !== undefined) {
      if (result.notified === false) toast(`${done}；服务器没有接受通知，将按微信的时间表重发`, true)
      else toast(done)
    }
    change({})
  }
  const sheet = h(
    'dialog',
    { class: 'pay-sheet', 'aria-label': '微信支付' },
    h('p', {}, order.merchant),
    h('strong', {}, yuan(order.totalFen)),
    h(
      'dl',
      {},
      h('dt', {}, '商品'),
      h('dd', {}, order.description),
      h('dt', {}, '商户单号'),
      h('dd', {}, order.outTradeNo),
      h('dt', {}, '付款方式'),
      h('dd', {}, '零钱'),
    ),
    h(
      'button',
      { type: 'button', id: 'pay-confirm', class: 'primary', onclick: () => leave('pay', '支付成功，通知已送达') },
      '确认支付',
    ),
    h(
      'div',
      { class: 'pay-others' },
      h('button', { type: 'button', class: 'quiet', onclick: () => leave('pay-cancel', '已放弃支付') }, '放弃支付'),
      h('button', { type: 'button', class: 'quiet', onclick: () => leave('pay-fail', '银行卡支付失败') }, '银行卡被拒'),
    ),
  )
  sheet.addEventListener('close', () => sheet.remove())
  sheet.addEventListener('cancel', () => void leave('pay-cancel', '已放弃支付'))
  document.body.append(sheet)
  sheet.showModal()
  void attempt(() => post(`people/${person.id}/pay-begin`, { prepayId: order.prepayId }))
}
