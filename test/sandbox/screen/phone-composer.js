/* global FileReader -- this runs in a browser */
import { act, attempt, post } from './api.js'
import { h, toast } from './dom.js'
import { change } from './state.js'

const LARGEST_PICTURE = 2 * 1024 * 1024
/** Where somebody is who sends their place: the shop of the demo brand. */
const PLACE = { type: 'location', latitude: 30.2489, longitude: 120.1417, label: '杭州市西湖区北山街 · 谷雨集' }

/**
 * The line to write in below a chat. An account's chat takes pictures and places as well; `onMenu` leads back to the
 * menu where there is one.
 */
export function composer({ person, name, send, media, onMenu }) {
  const input = h('input', {
    id: 'chat-input',
    'aria-label': `发消息给${name}`,
    placeholder: '发消息',
    autocomplete: 'off',
  })
  const submit = async (event) => {
    event.preventDefault()
    const text = input.value.trim()
    if (text === '') return
    input.value = ''
    await send({ text })
    change({})
  }
  return h(
    'form',
    { class: 'composer', onsubmit: submit },
    onMenu === undefined
      ? ''
      : h('button', { type: 'button', class: 'swap', 'aria-label': '显示菜单', onclick: onMenu }, '☰'),
    input,
    media ? extras(person, send) : '',
    h('button', { type: 'submit', class: 'primary' }, '发送'),
  )
}

function extras(person, send) {
  const file = h('input', {
    type: 'file',
    id: 'chat-picture',
    accept: 'image/png,image/jpeg',
    hidden: true,
    onchange: () => void attempt(async () => sendPicture(file, send)),
  })
  const place = async () => {
    await send(PLACE)
    change({})
  }
  return h(
    'details',
    { class: 'more' },
    h('summary', { 'aria-label': '更多' }, '＋'),
    h(
      'div',
      { class: 'more-list' },
      h('button', { type: 'button', 'data-send': 'image', onclick: () => file.click() }, '图片'),
      h('button', { type: 'button', 'data-send': 'voice', onclick: () => sendKind(send, 'voice') }, '语音'),
      h('button', { type: 'button', 'data-send': 'location', onclick: place }, '位置'),
      file,
    ),
  )
}

async function sendKind(send, type) {
  await send({ type })
  change({})
}

async function sendPicture(file, send) {
  const [picture] = file.files
  if (picture === undefined) return
  if (picture.size > LARGEST_PICTURE) throw new Error('图片请不要超过 2 MB')
  const content = await new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).split(',')[1])
    reader.onerror = () => reject(new Error('图片读不出来'))
    reader.readAsDataURL(picture)
  })
  await send({ type: 'image', name: picture.name, content })
  change({})
}

/** Writes to an account's chat. */
export const toAccount = (person, appid) => (body) => act(person.id, 'message', { appid, ...body }, '消息已发出')

/** Answers an SMS; 退订 ends them. */
export const toSms = (person) => async (body) => {
  const result = await attempt(() => post(`people/${person.id}/sms-reply`, body))
  if (result !== undefined) toast(result.unsubscribed ? '已退订，不再收到短信' : '回复已发出')
}

/** Writes to a member; WeCom tells nobody what customers write. */
export const toMember = (person, userid) => async (body) => {
  const result = await attempt(() => post(`people/${person.id}/write-member`, { userid, ...body }))
  if (result?.changed === true) toast('消息已发出')
  else if (result !== undefined) toast('你们已不是好友，消息没有发出', true)
}
