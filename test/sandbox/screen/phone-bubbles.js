import { act } from './api.js'
import { avatar, h } from './dom.js'
import { change } from './state.js'

/** One message as the phone shows it. */
export function bubble(message, name, person) {
  if (message.kind === 'template' || message.kind === 'subscribe') return card(message)
  if (message.kind === 'notice') return h('p', { class: 'system-note' }, message.text)
  const mine = message.kind === 'sent_by_person'
  const articles = (message.attachments ?? []).filter(({ kind }) => kind === 'link')
  if (message.kind === 'mass' && articles.length > 0) return news(articles)
  const parts = [
    message.text === undefined || message.text === '' ? '' : h('div', { class: 'bubble' }, message.text),
    ...(message.attachments ?? []).map(attachment),
    message.choices === undefined ? '' : choices(message, person),
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
  const name = { image: '图片', video: '视频', voice: '语音', file: '文件' }[item.kind]
  if (name !== undefined) return h('div', { class: 'attachment plain' }, file(item, name))
  const content = [
    item.kind === 'miniprogram' && item.imageUrl !== undefined ? h('img', { src: item.imageUrl, alt: '' }) : '',
    h('b', {}, item.title),
    item.description === undefined ? '' : h('small', {}, item.description),
    h('footer', {}, item.kind === 'miniprogram' ? '小程序' : '网页'),
  ]
  return item.url === undefined
    ? h('div', { class: 'attachment' }, content)
    : h('a', { class: 'attachment', href: item.url, target: '_blank', rel: 'noopener' }, content)
}

/** A file as it is; its name where the phone has only heard of it. */
function file({ kind, imageUrl, url, title }, name) {
  if (imageUrl !== undefined) return h('img', { src: imageUrl, alt: name })
  if (url === undefined) return `[${name}]${title === undefined ? '' : ` ${title}`}`
  if (kind === 'video') return h('video', { src: url, controls: true, preload: 'metadata', 'aria-label': name })
  if (kind === 'voice') return h('audio', { src: url, controls: true, preload: 'none', 'aria-label': name })
  return h('a', { href: url, target: '_blank', rel: 'noopener' }, `打开${name}`)
}

/** Articles sent to everybody: the first with its picture, the others below it. */
function news([first, ...others]) {
  const link = (item, children) =>
    item.url === undefined
      ? h('div', { class: 'news-item' }, children)
      : h('a', { class: 'news-item', href: item.url, target: '_blank', rel: 'noopener' }, children)
  return h(
    'article',
    { class: 'news', 'data-kind': 'mass' },
    h(
      'div',
      { class: 'news-first' },
      first.imageUrl === undefined ? '' : h('img', { src: first.imageUrl, alt: '' }),
      link(first, [h('b', {}, first.title), first.description ? h('small', {}, first.description) : '']),
    ),
    others.map((item) =>
      link(item, [
        h('span', {}, item.title),
        item.imageUrl === undefined ? '' : h('img', { src: item.imageUrl, alt: '' }),
      ]),
    ),
  )
}

/** The answers of a menu message; a tap writes the answer back. */
function choices(message, person) {
  const choose = (choice) => async () => {
    const body = { appid: message.from.id, text: choice.text, menuId: choice.id }
    await act(person.id, 'message', body, '已选择')
    change({})
  }
  return h(
    'div',
    { class: 'choices' },
    message.choices.map((choice) => h('button', { type: 'button', onclick: choose(choice) }, choice.text)),
  )
}
