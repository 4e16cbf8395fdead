import { avatar, chatTime, empty, h, timeText } from './dom.js'
import { bubble } from './phone-bubbles.js'
import { composer, toAccount, toMember, toSms } from './phone-composer.js'
import { menuBar } from './phone-menu.js'
import { change, state } from './state.js'

const ATTACHMENT_NAMES = { image: '图片', voice: '语音', video: '视频', file: '文件' }
const KIND_NAMES = { template: '服务通知', subscribe: '订阅消息' }

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
  const kind = KIND_NAMES[message.kind]
  if (kind !== undefined) return `[${kind}] ${message.title}`
  const [first] = message.attachments ?? []
  if (message.text) return message.text
  if (first === undefined) return '[消息]'
  return first.title === undefined ? `[${ATTACHMENT_NAMES[first.kind] ?? '消息'}]` : `[链接] ${first.title}`
}

/** One chat. Accounts that are followed, the mini-program and members who are friends can be written to. */
export function drawChat({ person, inbox, chatId, menu }) {
  const messages = inbox.filter(({ from }) => from.id === chatId)
  const { officialAccount, miniProgram } = state.accounts
  const contact = person.contacts.find(({ userid }) => userid === chatId)
  const isOfficial = chatId === officialAccount.appid
  const isMember = contact !== undefined && !contact.removedByContact
  const canWrite = chatId === miniProgram.appid || (isOfficial && person.following.length > 0)
  const name = isOfficial ? officialAccount.name : (contact?.name ?? messages[0]?.from.name ?? '')
  const typing = person.typing?.includes(chatId) ? '对方正在输入…' : undefined
  const detail = typing ?? messages.find(({ from }) => from.detail !== undefined)?.from.detail
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
      : messages.flatMap((message, index) => [timeMark(message, messages[index - 1]), bubble(message, name, person)]),
  )
  if (isMember) return [head, body, composer({ person, name, send: toMember(person, chatId), media: false })]
  if (messages[0]?.from.kind === 'sms')
    return [head, body, composer({ person, name, send: toSms(person), media: false })]
  if (!canWrite) return [head, body]
  const hasMenu = isOfficial && menu?.buttons.length > 0
  if (hasMenu && !keyboard) return [head, body, menuBar(person, menu, openKeyboard)]
  const onMenu = hasMenu ? closeKeyboard : undefined
  return [head, body, composer({ person, name, send: toAccount(person, chatId), media: true, onMenu })]
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

/** Where there is a menu it stands in the place of the keyboard until the person asks for that. */
let keyboard = false

function openKeyboard() {
  keyboard = true
  change({ keyboard: true })
}

function closeKeyboard() {
  keyboard = false
  change({ keyboard: false })
}
