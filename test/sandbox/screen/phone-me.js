import { act, attempt, post } from './api.js'
import { avatar, dateText, empty, h, toast } from './dom.js'
import { drawMoments } from './phone-moments.js'
import { drawPayments } from './phone-pay.js'
import { change, state } from './state.js'

/** Who the person is, whom they follow and know, and the ids that each platform gives them. */
export function drawMe({ person, payOrders, moments }) {
  return h(
    'div',
    { class: 'me' },
    h(
      'div',
      { class: 'me-card' },
      avatar(person.name, 'person'),
      h('div', {}, h('b', { id: 'me-name' }, person.name), h('small', {}, `${person.city} · ${person.phone}`)),
    ),
    drawPayments(person, payOrders),
    ...drawMoments(person, moments),
    officialAccount(person),
    h('h4', {}, '企业微信联系人'),
    person.contacts.length === 0
      ? empty('还没有顾问', '扫一个活码就能添加')
      : h(
          'ul',
          { class: 'rows' },
          person.contacts.map((contact) => contactRow(person, contact)),
        ),
    h('h4', {}, '订阅消息'),
    h(
      'ul',
      { class: 'rows' },
      person.subscriptions.map((item) => subscription(person, item)),
    ),
    h('h4', {}, '平台标识'),
    h(
      'dl',
      { class: 'ids' },
      ids(person).flatMap(([label, value]) => [h('dt', {}, label), h('dd', {}, h('code', {}, value))]),
    ),
  )
}

function ids(person) {
  const { officialAccount: account, miniProgram } = state.accounts
  return [
    ['UnionID', person.unionid],
    ['公众号 OpenID', person.openids[account.appid]],
    ['小程序 OpenID', person.openids[miniProgram.appid]],
    ['企微外部联系人', person.externalUserid],
  ]
}

function officialAccount(person) {
  const { appid, name } = state.accounts.officialAccount
  const [followed] = person.following
  const unfollow = async () => {
    await act(person.id, 'unfollow', { appid }, '已取消关注')
    change({})
  }
  const refuse = async () => {
    const answer = await attempt(() =>
      post(`people/${person.id}/${person.refusesTemplates ? 'unblock' : 'block'}`, { appid }),
    )
    if (answer !== undefined) toast(person.refusesTemplates ? '重新接收服务通知' : '不再接收服务通知')
    change({})
  }
  if (followed === undefined) return h('div', {}, h('h4', {}, '公众号'), empty('没有关注公众号', '扫渠道码或搜索关注'))
  return h(
    'div',
    {},
    h('h4', {}, '公众号'),
    h(
      'ul',
      { class: 'rows' },
      h(
        'li',
        {},
        h(
          'span',
          {},
          h('b', {}, name),
          h('small', {}, `关注于 ${dateText(followed.since)}${followed.scene === '' ? '' : ` · ${followed.scene}`}`),
        ),
        h('button', { type: 'button', id: 'unfollow', class: 'quiet', onclick: unfollow }, '取消关注'),
      ),
      h(
        'li',
        {},
        h(
          'span',
          {},
          h('b', {}, '接收服务通知'),
          h('small', {}, person.refusesTemplates ? '已拒收模板消息' : '正常接收'),
        ),
        h(
          'button',
          { type: 'button', id: 'toggle-templates', class: 'quiet', onclick: refuse },
          person.refusesTemplates ? '恢复' : '拒收',
        ),
      ),
    ),
  )
}

function contactRow(person, contact) {
  const leave = async () => {
    await act(person.id, 'delete-contact', { userid: contact.userid }, '已删除顾问')
    change({})
  }
  const note = `${dateText(contact.since)} 添加${contact.state === '' ? '' : ` · ${contact.state}`}`
  return h(
    'li',
    {},
    h('span', {}, h('b', {}, contact.name), h('small', {}, contact.removedByContact ? '已删除' : note)),
    contact.removedByContact
      ? ''
      : h('button', { type: 'button', class: 'quiet', 'aria-label': `删除 ${contact.name}`, onclick: leave }, '删除'),
  )
}

/** One template that may be subscribed to: each consent allows one message. */
function subscription(person, { appid, templateId, title, account, left }) {
  const answer = (accept) => async () => {
    const result = await attempt(() => post(`people/${person.id}/subscribe`, { appid, templateId, accept }))
    if (result !== undefined) toast(accept ? `已同意，还可收 ${result.left} 条` : '已拒绝')
    change({})
  }
  return h(
    'li',
    {},
    h('span', {}, h('b', {}, title), h('small', {}, `${account} · 还可收 ${left} 条`)),
    h('button', { type: 'button', class: 'quiet', 'aria-label': `拒绝订阅 ${title}`, onclick: answer(false) }, '拒绝'),
    h('button', { type: 'button', class: 'quiet', 'aria-label': `同意订阅 ${title}`, onclick: answer(true) }, '同意'),
  )
}
