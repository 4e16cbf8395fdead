/* global document, URLSearchParams -- this runs in a browser */
import { attempt, post } from './api.js'
import { avatar, empty, h, shortDate, timeText, toast } from './dom.js'
import { change } from './state.js'

const TRANSFER = { done: '已交接', waiting: '等待生效', refused: '客户拒绝', full: '接手方客户已满' }

/** The member's customers, newest first; of a very long list only the newest are here. */
export function customerList({ contacts, chosen, links, total }) {
  if (contacts.length === 0) return empty('还没有客户', '让一位用户扫这位成员的活码')
  return h(
    'div',
    {},
    h(
      'ul',
      { class: 'rows customers' },
      contacts.map((contact) => customerRow(contact, chosen, links)),
    ),
    total > contacts.length
      ? h('small', { class: 'rest' }, `共 ${total.toLocaleString('zh-CN')} 位，这里是最近 ${contacts.length} 位`)
      : '',
  )
}

function customerRow(contact, userid, links) {
  const query = new URLSearchParams({ sandbox_member: userid, external_userid: contact.externalUserid })
  const url = `${links?.sidebar ?? '/sidebar/'}?${query}`
  const open = (event) => {
    if (links?.frameable !== true) return
    event.preventDefault()
    openPage(url, `${contact.name} · 客户画像`)
  }
  const confirm = async () => {
    await attempt(() => post(`work/members/${userid}/customers/${contact.personId}/confirm`))
    change({ member: userid })
  }
  const added = contact.unconfirmed ? '等待通过' : `${shortDate(contact.since)} 添加`
  const note = [contact.removedByContact ? '已被客户删除' : added, contact.state].filter(Boolean).join(' · ')
  return h(
    'li',
    { 'data-customer': contact.personId },
    avatar(contact.name, 'person'),
    h('span', {}, h('b', {}, contact.remark || contact.name), h('small', { title: note }, note)),
    contact.unconfirmed
      ? h('button', { type: 'button', class: 'quiet', 'data-action': 'confirm-contact', onclick: confirm }, '通过')
      : '',
    h(
      'button',
      {
        type: 'button',
        class: 'quiet',
        onclick: () => change({ personId: contact.personId, tab: 'chats', chatId: userid }),
      },
      '看手机',
    ),
    h(
      'a',
      {
        class: 'quiet button',
        href: url,
        target: '_blank',
        rel: 'noopener',
        'data-action': 'open-sidebar',
        onclick: open,
      },
      '侧边栏',
    ),
  )
}

/** Groups that the member owns, with the chosen person brought in or put out. */
export function groupList({ groups, chosen, personId }) {
  const create = async () => {
    const people = personId === undefined ? [] : [personId]
    const name = `客户群 ${groups.length + 1}`
    const done = await attempt(() => post('work/groups', { owner: chosen, name, people }))
    if (done !== undefined) toast(`已建群「${done.name}」`)
    change({ member: chosen })
  }
  return [
    h(
      'h4',
      { class: 'with-action' },
      '客户群',
      h('button', { type: 'button', class: 'quiet', 'data-action': 'create-group', onclick: create }, '建群'),
    ),
    groups.length === 0
      ? h('small', { class: 'rest' }, '还没有客户群')
      : h(
          'ul',
          { class: 'rows', 'aria-label': '客户群' },
          groups.map((group) => groupRow(group, chosen, personId)),
        ),
  ]
}

function groupRow(group, userid, personId) {
  const inside = group.members.some(({ id }) => id === personId)
  const move = async () => {
    const body = inside ? { personId, removed: true } : { personId, invitedBy: userid }
    await attempt(() => post(`work/groups/${group.chatId}/${inside ? 'leave' : 'join'}`, body))
    change({ member: userid })
  }
  const names = group.members.filter(({ staff }) => !staff).map(({ name }) => name)
  return h(
    'li',
    { 'data-group': group.chatId },
    avatar(group.name, 'group'),
    h('span', {}, h('b', {}, group.name), h('small', {}, `${group.total} 人 · ${names.slice(0, 4).join('、')}`)),
    personId === undefined
      ? ''
      : h('button', { type: 'button', class: 'quiet', onclick: move }, inside ? '移出当前用户' : '拉当前用户进群'),
  )
}

/** Customers who are changing hands; nothing at all when nobody is. */
export function transferList({ transfers, chosen }) {
  if (transfers.length === 0) return []
  return [
    h('h4', {}, '客户交接'),
    h(
      'ul',
      { class: 'rows', 'aria-label': '客户交接' },
      transfers.map((transfer) => transferRow(transfer, chosen)),
    ),
  ]
}

function transferRow({ personId, name, from, to, status, takesEffectAt }, userid) {
  const refuse = async () => {
    await attempt(() => post(`people/${personId}/refuse-transfer`))
    change({ member: userid })
  }
  const when = `${shortDate(takesEffectAt)} ${timeText(takesEffectAt)}`
  return h(
    'li',
    { class: 'transfer' },
    avatar(name, 'person'),
    h(
      'span',
      {},
      h('b', {}, name),
      h('small', {}, `${from.name} → ${to.name} · ${status === 'waiting' ? `${when} 生效` : TRANSFER[status]}`),
    ),
    status === 'waiting' ? h('button', { type: 'button', class: 'quiet', onclick: refuse }, '客户拒绝') : '',
  )
}

/** Shows a page of the product at the width of a WeCom sidebar. */
function openPage(url, title) {
  const dialog = document.querySelector('#page-dialog')
  const close = () => {
    dialog.close()
    dialog.replaceChildren()
  }
  dialog.replaceChildren(
    h(
      'header',
      {},
      h('b', {}, title),
      h('a', { href: url, target: '_blank', rel: 'noopener' }, '新窗口打开 ↗'),
      h('button', { type: 'button', class: 'quiet', 'aria-label': '关闭', onclick: close }, '✕'),
    ),
    h('iframe', { src: url, title }),
  )
  dialog.showModal()
}
