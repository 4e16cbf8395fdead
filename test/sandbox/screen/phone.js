/* global document, requestAnimationFrame -- this runs in a browser */
import { attempt, get } from './api.js'
import { empty, h, keepShown, timeText } from './dom.js'
import { drawChat, drawChats } from './phone-chats.js'
import { drawMe } from './phone-me.js'
import { drawScan } from './phone-scan.js'
import { change, onChange, state } from './state.js'

const TABS = [
  ['chats', '微信', 'M4 6h16v10H10l-4 3v-3H4z'],
  ['scan', '扫一扫', 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16'],
  ['program', '小程序', 'M15 8a3 3 0 1 1 3 3h-1M9 16a3 3 0 1 1-3-3h1M12 8v8'],
  ['me', '我', 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-5 8-5s7 1 8 5'],
]

function icon(path) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('d', path)
  svg.append(line)
  return svg
}

/** The phone of the chosen person. */
export function showPhone(holder) {
  const clock = h('span', { id: 'phone-time' })
  const screen = h('div', { class: 'phone-screen', id: 'phone-screen' })
  const tabs = h('nav', { class: 'phone-tabs', 'aria-label': '手机底部导航' })
  const owner = h('div', { class: 'phone-owner', id: 'phone-owner' })
  holder.append(
    owner,
    h(
      'div',
      { class: 'phone' },
      h('div', { class: 'phone-status' }, clock, h('span', { class: 'island' }), h('span', {}, '5G ▮▮▮')),
      screen,
      tabs,
    ),
  )

  const drawTabs = keepShown(tabs, ({ tab }) =>
    TABS.map(([key, label, path]) =>
      h(
        'button',
        {
          type: 'button',
          id: `tab-${key}`,
          class: key === tab ? 'chosen' : '',
          'aria-current': key === tab ? 'page' : undefined,
          onclick: () => change({ tab: key, chatId: undefined }),
        },
        icon(path),
        label,
      ),
    ),
  )
  const drawOwner = keepShown(owner, ({ person }) =>
    person === undefined ? [] : [h('b', {}, person.name), h('span', {}, ` 的手机`)],
  )
  const draw = keepShown(screen, (data) => {
    const nodes = view(data)
    requestAnimationFrame(() => screen.querySelector('.chat-scroll')?.scrollTo(0, 1e6))
    return nodes
  })

  let asked = 0
  const refresh = async () => {
    const round = ++asked
    const { personId, tab, chatId } = state
    const data = { tab, chatId, links: state.links }
    if (personId !== undefined) {
      const [person, inbox] = await Promise.all([get(`people/${personId}`), get(`people/${personId}/inbox`)])
      Object.assign(data, { person, inbox })
      if (tab === 'chats' && chatId === state.accounts.officialAccount.appid)
        Object.assign(data, { menu: await get(`people/${personId}/menu`), keyboard: state.keyboard })
      if (tab === 'me') {
        const [payOrders, moments] = await Promise.all([
          get(`people/${personId}/pay-orders`),
          get(`people/${personId}/moments`),
        ])
        Object.assign(data, { payOrders, moments })
      }
      if (tab === 'scan') {
        const [codes, ways, links] = await Promise.all([get('qrcodes'), get('contact-ways'), get('acquisition-links')])
        Object.assign(data, { codes, ways, links })
      }
    }
    if (round !== asked) return
    clock.textContent = timeText(state.now)
    drawTabs({ tab })
    drawOwner({ person: data.person })
    draw(data)
  }
  onChange(() => void attempt(refresh))
  return refresh
}

function view(data) {
  if (data.person === undefined) return [title('微信'), empty('先选一位用户', '在左侧选择或创建，再用 TA 的手机')]
  if (data.tab === 'scan') return [title('扫一扫'), drawScan(data)]
  if (data.tab === 'me') return [title('我'), drawMe(data)]
  if (data.tab === 'program') return drawProgram(data)
  return data.chatId === undefined ? [title('微信'), drawChats(data)] : drawChat(data)
}

function title(text) {
  return h('div', { class: 'phone-title' }, h('h3', {}, text))
}

/** The product's own mini-program (its H5 build), framed when its headers allow that. */
function drawProgram({ person, links }) {
  const url = `${links?.miniProgram ?? '/m/'}?person=${encodeURIComponent(person.id)}`
  const { name } = state.accounts.miniProgram
  const bar = h(
    'div',
    { class: 'phone-title program-title' },
    h('h3', {}, name),
    h('a', { id: 'open-mini-program', href: url, target: '_blank', rel: 'noopener' }, '新窗口打开 ↗'),
  )
  if (links?.reachable !== true) return [bar, empty('小程序还没有启动', '归一服务器没有应答，启动后会自动出现')]
  if (!links.frameable) {
    return [
      bar,
      h(
        'div',
        { class: 'program-card' },
        h('b', {}, name),
        h('p', {}, '该页面不允许嵌入，点击下面按钮在新窗口中使用。'),
        h('a', { class: 'primary button', href: url, target: '_blank', rel: 'noopener' }, '打开小程序'),
      ),
    ]
  }
  return [bar, h('iframe', { class: 'program', title: name, src: url })]
}
