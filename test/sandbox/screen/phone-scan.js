import { act } from './api.js'
import { avatar, empty, h } from './dom.js'
import { change, state } from './state.js'

/** The codes lying around in the world: parametric codes of the official account and live codes of the sales. */
export function drawScan({ person, codes, ways, links }) {
  const alive = codes.filter(({ expired }) => !expired)
  return h(
    'div',
    { class: 'scan' },
    h(
      'button',
      {
        type: 'button',
        class: 'scan-search',
        id: 'follow-by-search',
        disabled: person.following.length > 0,
        onclick: () => follow(person),
      },
      person.following.length > 0 ? '已关注公众号' : '搜索并关注公众号',
    ),
    h('h4', {}, '公众号渠道码'),
    alive.length === 0
      ? empty('还没有渠道码', '在归一控制台创建公众号渠道码后，会出现在这里')
      : h(
          'ul',
          { class: 'codes' },
          alive.map((code) => officialCode(person, code)),
        ),
    h('h4', {}, '企业微信活码'),
    ways.length === 0
      ? empty('还没有活码', '在归一控制台创建渠道活码后，会出现在这里')
      : h(
          'ul',
          { class: 'codes' },
          ways.map((way) => liveCode(person, way)),
        ),
    ...(links.length === 0
      ? []
      : [
          h('h4', {}, '获客链接'),
          h(
            'ul',
            { class: 'codes' },
            links.map((link) => acquisitionLink(person, link)),
          ),
        ]),
  )
}

async function follow(person) {
  const { appid } = state.accounts.officialAccount
  await act(person.id, 'follow', { appid }, '已关注公众号')
  change({ tab: 'chats', chatId: appid })
}

function officialCode(person, code) {
  const scan = async () => {
    await act(person.id, 'scan', { ticket: code.ticket }, person.following.length > 0 ? '已扫码' : '已扫码关注')
    change({ tab: 'chats', chatId: code.appid })
  }
  return entry(
    code.imageUrl,
    code.name,
    `场景 ${code.scene}${code.permanent ? '' : ' · 临时'}`,
    `scan-${code.scene}`,
    '扫码',
    scan,
  )
}

function liveCode(person, way) {
  const add = async () => {
    const result = await act(person.id, 'add-contact', { configId: way.configId }, '已添加顾问')
    if (result !== undefined) change({ tab: 'chats', chatId: result.userid })
  }
  return entry(way.qrCode, way.remark || way.state, `接待 ${way.names.join('、')}`, `add-${way.state}`, '添加', add)
}

function acquisitionLink(person, { linkId, name, clicks, customers }) {
  const open = async () => {
    const result = await act(person.id, 'open-link', { linkId, channel: 'sandbox' }, '已通过获客链接添加')
    if (result !== undefined) change({ tab: 'chats', chatId: result.userid })
  }
  return h(
    'li',
    {},
    avatar(name, 'group'),
    h('span', { class: 'code-text' }, h('b', {}, name), h('small', {}, `点击 ${clicks} 次 · 添加 ${customers} 人`)),
    h('button', { type: 'button', class: 'primary', 'aria-label': `打开 ${name}`, onclick: open }, '打开'),
  )
}

function entry(image, name, note, id, label, onclick) {
  return h(
    'li',
    {},
    h('img', { src: image, alt: `${name}的二维码`, width: '52', height: '52', loading: 'lazy' }),
    h('span', { class: 'code-text' }, h('b', {}, name), h('small', {}, note)),
    h('button', { type: 'button', id, class: 'primary', 'aria-label': `${label} ${name}`, onclick }, label),
  )
}
