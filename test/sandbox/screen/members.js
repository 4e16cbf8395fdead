/* global document, URLSearchParams -- this runs in a browser */
import { attempt, get, post } from './api.js'
import { avatar, dateText, empty, h, keepShown, shortDate, toast } from './dom.js'
import { change, onChange, state } from './state.js'

const RESULTS = { 0: '待发送', 1: '已送达', 2: '不是好友', 3: '已达上限' }
const SHOWN_RECEIVERS = 6
const SHOWN_MESSAGES = 5

/** The WeCom client of one member: group sends to confirm, customers, the sidebar. */
export function showMembers(panel) {
  const tabs = h('div', { class: 'member-tabs', role: 'tablist', 'aria-label': '企业成员' })
  const body = h('div', { class: 'member-body', id: 'member-body' })
  panel.append(
    h('div', { class: 'panel-head' }, h('h2', {}, '企业微信'), h('span', { class: 'count', id: 'corp-name' })),
    tabs,
    body,
  )
  const drawTabs = keepShown(tabs, ({ members, chosen }) =>
    members.map((member) => tab(member, member.userid === chosen)),
  )
  const draw = keepShown(body, (data) => [
    h('div', {}, h('h4', {}, '群发任务'), taskList(data), ...appMessages(data)),
    h('div', {}, h('h4', {}, '我的客户'), customerList(data)),
  ])

  const refresh = async () => {
    const members = await get('work/members')
    const chosen = state.member ?? members[0].userid
    const [tasks, contacts, messages] = await Promise.all([
      get(`work/members/${chosen}/tasks`),
      get(`work/members/${chosen}/contacts`),
      get(`work/members/${chosen}/messages`),
    ])
    panel.querySelector('#corp-name').textContent = state.accounts.work.name
    drawTabs({ members, chosen })
    draw({
      tasks,
      contacts: contacts.reverse(),
      messages: messages.slice(0, SHOWN_MESSAGES),
      chosen,
      links: state.links,
    })
  }
  onChange((part) => {
    if ('member' in part || 'links' in part) void attempt(refresh)
  })
  return refresh
}

function tab(member, chosen) {
  return h(
    'button',
    {
      type: 'button',
      role: 'tab',
      id: `member-${member.userid}`,
      'aria-selected': chosen ? 'true' : 'false',
      onclick: () => change({ member: member.userid }),
    },
    avatar(member.name, 'person'),
    h('span', {}, h('b', {}, member.name), h('small', {}, `${member.title} · ${member.contacts} 位客户`)),
    member.pendingTasks > 0
      ? h('em', { class: 'badge', 'aria-label': `${member.pendingTasks} 个待发送任务` }, String(member.pendingTasks))
      : '',
  )
}

function taskList({ tasks, chosen }) {
  if (tasks.length === 0) return empty('没有群发任务', '在归一控制台发起企微群发后，任务会出现在这里等待确认')
  return h(
    'ul',
    { class: 'tasks' },
    tasks.map((task) => taskCard(task, chosen)),
  )
}

function taskCard(task, userid) {
  const confirm = async () => {
    const done = await attempt(() => post(`work/tasks/${task.msgid}/confirm`, { userid }))
    if (done === undefined) return
    toast(`已发送给 ${done.sent} 位客户`)
    change({ member: userid })
  }
  const names = task.receivers
    .slice(0, SHOWN_RECEIVERS)
    .map(({ name, status }) => h('span', { class: `receiver s${status}`, title: RESULTS[status] }, name))
  const more = task.total - names.length
  return h(
    'li',
    { class: `task ${task.status}`, 'data-msgid': task.msgid },
    h('p', {}, task.text === '' ? `[${task.attachments.length} 个附件]` : task.text),
    ...task.attachments.map(({ title, kind }) => h('small', { class: 'task-attachment' }, `📎 ${title ?? kind}`)),
    h('div', { class: 'receivers' }, names, more > 0 ? h('span', { class: 'receiver' }, `等 ${task.total} 人`) : ''),
    h(
      'footer',
      {},
      h('small', {}, `${dateText(task.createdAt)} · ${task.total} 位客户`),
      task.status === 'pending'
        ? h(
            'button',
            { type: 'button', class: 'primary work', 'data-action': 'confirm-send', onclick: confirm },
            '确认发送',
          )
        : h('em', {}, task.status === 'sent' ? '已发送' : '已取消'),
    ),
  )
}

/** What the product's app told this member; nothing at all when it said nothing. */
function appMessages({ messages }) {
  if (messages.length === 0) return []
  const item = ({ title, text, url, at }) =>
    h(
      'li',
      { class: 'task' },
      title === undefined ? '' : h('b', {}, title),
      h('p', {}, text),
      h(
        'footer',
        {},
        h('small', {}, dateText(at)),
        url === undefined ? '' : h('a', { href: url, target: '_blank', rel: 'noopener' }, '查看'),
      ),
    )
  return [h('h4', {}, '应用消息'), h('ul', { class: 'tasks', 'aria-label': '应用消息' }, messages.map(item))]
}

function customerList({ contacts, chosen, links }) {
  if (contacts.length === 0) return empty('还没有客户', '让一位用户扫这位成员的活码')
  return h(
    'ul',
    { class: 'rows customers' },
    contacts.map((contact) => customerRow(contact, chosen, links)),
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
  const note = [contact.removedByContact ? '已被客户删除' : `${shortDate(contact.since)} 添加`, contact.state]
    .filter(Boolean)
    .join(' · ')
  return h(
    'li',
    { 'data-customer': contact.personId },
    avatar(contact.name, 'person'),
    h('span', {}, h('b', {}, contact.remark || contact.name), h('small', {}, note)),
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
