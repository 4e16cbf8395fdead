import { act } from './api.js'
import { avatar, chatTime, empty, h, timeText } from './dom.js'
import { change, state } from './state.js'

const KIND_NAMES = { template: '服务通知', subscribe: '订阅消息', welcome: '欢迎语', group_send: '群发消息' }

/** All chats of the person, newest first. An account that is followed has a chat even before it says anything. */
export function drawChats({ person, inbox }) {
  const chats = new Map()
  for (const message of inbox) chats.set(message.from.id, { from: message.from, last: message })
  const { officialAccount } = state.accounts
  if (person.following.length > 0 && !chats.has(officialAccount.appid)) {
    chats.set(officialAccount.appid, {
      from: { kind: 'official_account', id: officialAccount.appid, name: officialAccount.name },
    })
  }
  for (const { userid, name, removedByContact } of person.contacts) {
    if (!chats.has(userid) && !removedByContact) chats.set(userid, { from: { kind: 'work', id: userid, name } })
  }
  if (chats.size === 0) return empty('还没有聊天', '去「扫一扫」关注公众号或添加顾问')
  const rows = [...chats.values()].sort((a, b) => (b.last?.at ?? '').localeCompare(a.last?.at ?? ''))
  return h('ul', { class: 'chats', 'aria-label': '聊天列表' }, rows.map(chatRow))
}

function chatRow({ from, last }) {
  return h(
    'li',
    {},
    h(
      'button',
      { type: 'button', class: 'chat-row', 'data-chat': from.id, onclick: () => change({ chatId: from.id }) },
      avatar(from.name, from.kind),
      h(
        'span',
        { class: 'chat-text' },
        h('b', {}, from.name, from.kind === 'work' ? h('em', {}, '@企业微信') : ''),
        h('small', {}, last === undefined ? '还没有消息' : preview(last)),
      ),
      last === undefined ? '' : h('time', {}, chatTime(last.at, state.now)),
    ),
  )
}

function preview(message) {
  if (message.kind === 'template') return `[${KIND_NAMES.template}] ${message.title}`
  return (
    message.text ??
    (message.attachments?.[0]?.title === undefined ? '[消息]' : `[链接] ${message.attachments[0].title}`)
  )
}

/** One chat. The official account's can be written to. */
export function drawChat({ person, inbox, chatId }) {
  const messages = inbox.filter(({ from }) => from.id === chatId)
  const { officialAccount } = state.accounts
  const contact = person.contacts.find(({ userid }) => userid === chatId)
  const isOfficial = chatId === officialAccount.appid
  const name = isOfficial ? officialAccount.name : (contact?.name ?? messages[0]?.from.name ?? '')
  const detail = messages.find(({ from }) => from.detail !== undefined)?.from.detail
  const head = h(
    'div',
    { class: 'phone-title chat-title' },
    h(
      'button',
      {
        type: 'button',
        class: 'back',
        id: 'chat-back',
        'aria-label': '返回聊天列表',
        onclick: () => change({ chatId: undefined }),
      },
      '‹',
    ),
    h('h3', {}, name, detail === undefined ? '' : h('small', {}, detail)),
  )
  const body = h(
    'div',
    { class: 'chat-scroll', id: 'chat-messages', role: 'log', 'aria-label': `与${name}的聊天` },
    messages.length === 0
      ? empty('还没有消息', isOfficial ? '发一句话，或等一条服务通知' : '顾问的欢迎语和群发会出现在这里')
      : messages.flatMap((message, index) => [timeMark(message, messages[index - 1]), bubble(message, name)]),
  )
  return isOfficial && person.following.length > 0 ? [head, body, composer(person)] : [head, body]
}

const GAP_MS = 5 * 60_000

function timeMark(message, before) {
  if (before !== undefined && new Date(message.at) - new Date(before.at) < GAP_MS) return ''
  return h(
    'time',
    { class: 'time-mark' },
    `${chatTime(message.at, state.now)} ${timeText(message.at)}`.replace(/^(\S+) \1$/, '$1'),
  )
}

function bubble(message, name) {
  if (message.kind === 'template' || message.kind === 'subscribe') return card(message)
  const mine = message.kind === 'sent_by_person'
  const parts = [
    message.text === undefined ? '' : h('div', { class: 'bubble' }, message.text),
    ...(message.attachments ?? []).map(attachment),
  ]
  return h(
    'div',
    { class: mine ? 'message mine' : 'message', 'data-kind': message.kind },
    mine ? '' : avatar(name, message.from.kind),
    h('div', { class: 'parts' }, parts),
  )
}

function card(message) {
  const link = message.url ?? message.miniprogram?.page
  return h(
    'article',
    { class: 'notice', 'data-kind': message.kind },
    h('header', {}, message.title),
    h(
      'dl',
      {},
      message.fields.flatMap(({ label, value }) => [h('dt', {}, label), h('dd', {}, value)]),
    ),
    message.url === undefined
      ? link === undefined
        ? ''
        : h('footer', {}, h('span', {}, '进入小程序'), '›')
      : h('footer', {}, h('a', { href: message.url, target: '_blank', rel: 'noopener' }, '查看详情'), '›'),
  )
}

function attachment(item) {
  const name = { image: '图片', video: '视频', file: '文件' }[item.kind]
  if (name !== undefined)
    return h(
      'div',
      { class: 'attachment plain' },
      item.imageUrl === undefined ? `[${name}]` : h('img', { src: item.imageUrl, alt: name }),
    )
  const content = [
    h('b', {}, item.title),
    item.description === undefined ? '' : h('small', {}, item.description),
    h('footer', {}, item.kind === 'miniprogram' ? '小程序' : '网页'),
  ]
  return item.url === undefined
    ? h('div', { class: 'attachment' }, content)
    : h('a', { class: 'attachment', href: item.url, target: '_blank', rel: 'noopener' }, content)
}

function composer(person) {
  const input = h('input', {
    id: 'chat-input',
    'aria-label': '发消息给公众号',
    placeholder: '发消息',
    autocomplete: 'off',
  })
  const submit = async (event) => {
    event.preventDefault()
    const text = input.value.trim()
    if (text === '') return
    input.value = ''
    await act(person.id, 'message', { appid: state.accounts.officialAccount.appid, text }, '消息已发出')
    change({})
  }
  return h(
    'form',
    { class: 'composer', onsubmit: submit },
    input,
    h('button', { type: 'submit', class: 'primary' }, '发送'),
  )
}
