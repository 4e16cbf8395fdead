/* global document -- this runs in a browser */
/** Builds an element: attributes, `on…` listeners, `class`, then children (texts, nodes, nothing). */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false))
  return element
}

/** Shows `draw(data)` in the container, and only when the data differs from what is shown: typing is never disturbed. */
export function keepShown(container, draw) {
  let shown
  return (data) => {
    const next = JSON.stringify(data)
    if (next === shown) return
    shown = next
    container.replaceChildren(...[draw(data)].flat())
  }
}

const time = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})
const second = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
})
const day = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'numeric', day: 'numeric' })
const date = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** Month and day, for narrow places. */
export const shortDate = (iso) => day.format(new Date(iso))
export const timeText = (iso) => time.format(new Date(iso))
export const secondText = (iso) => second.format(new Date(iso))
export const dateText = (iso) => date.format(new Date(iso))

/** Today as a time, other days as a date, as WeChat's chat list does. */
export function chatTime(iso, now) {
  return day.format(new Date(iso)) === day.format(new Date(now)) ? timeText(iso) : day.format(new Date(iso))
}

const TINTS = ['#5b8c6a', '#b8743b', '#56789c', '#8d6a9f', '#a65a5a', '#4f8a8b', '#94803a']

/** A round picture with the first sign of the name. */
export function avatar(name, kind = '') {
  const sum = [...name].reduce((total, sign) => total + sign.codePointAt(0), 0)
  const letters = kind === 'person' ? name.slice(-2) : name.slice(0, 1)
  return h(
    'span',
    {
      class: kind === 'person' ? 'avatar round' : `avatar ${kind}`,
      style: `background:${TINTS[sum % TINTS.length]}`,
      'aria-hidden': 'true',
    },
    letters,
  )
}

export function empty(title, hint) {
  return h(
    'div',
    { class: 'empty' },
    h('div', { class: 'empty-mark', 'aria-hidden': 'true' }),
    h('b', {}, title),
    h('span', {}, hint),
  )
}

export function toast(text, bad = false) {
  const note = h('div', { class: bad ? 'toast bad' : 'toast' }, text)
  document.querySelector('#toasts').append(note)
  setTimeout(() => note.remove(), 3600)
}
