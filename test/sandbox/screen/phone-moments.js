import { attempt, post } from './api.js'
import { avatar, dateText, h, toast } from './dom.js'
import { change } from './state.js'

const KINDS = { image: '图片', video: '视频', link: '链接' }

/** What the person's advisors published to their moments, to like or to answer; nothing at all when there is none. */
export function drawMoments(person, moments) {
  if (moments.length === 0) return []
  return [
    h('h4', {}, '朋友圈'),
    h(
      'ul',
      { class: 'moments', 'aria-label': '朋友圈' },
      moments.map((moment) => row(person, moment)),
    ),
  ]
}

function row(person, { momentId, userid, name, text, attachments, at }) {
  const react = (words) => async () => {
    const result = await attempt(() => post(`people/${person.id}/react`, { momentId, userid, ...words }))
    if (result !== undefined) toast(words.text === undefined ? '已点赞' : '评论已发出')
    change({})
  }
  const input = h('input', { 'aria-label': `评论${name}的朋友圈`, placeholder: '评论', autocomplete: 'off' })
  const comment = async (event) => {
    event.preventDefault()
    const words = input.value.trim()
    if (words === '') return
    input.value = ''
    await react({ text: words })()
  }
  return h(
    'li',
    { 'data-moment': momentId },
    avatar(name, 'work'),
    h(
      'div',
      {},
      h('b', {}, name),
      text === '' ? '' : h('p', {}, text),
      h('div', { class: 'moment-files' }, attachments.map(file)),
      h('small', {}, dateText(at)),
      h(
        'form',
        { onsubmit: comment },
        h('button', { type: 'button', class: 'quiet', 'aria-label': `赞${name}的朋友圈`, onclick: react({}) }, '♥ 赞'),
        input,
      ),
    ),
  )
}

function file({ kind, url }) {
  if (kind === 'image') return h('img', { src: url, alt: KINDS[kind] })
  return h('a', { href: url, target: '_blank', rel: 'noopener' }, `打开${KINDS[kind]}`)
}
