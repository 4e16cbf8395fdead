import { attempt, get, post, remove } from './api.js'
import { dateText, h, keepShown, secondText, toast } from './dom.js'
import { settingsButton } from './settings.js'
import { state } from './state.js'

const STEPS = [
  [20, '+20 秒'],
  [300, '+5 分'],
  [3600, '+1 小时'],
  [86_400, '+1 天'],
]

const FAULTS = [
  ['slow', '接口变慢 3 秒', { effect: 'delay', milliseconds: 3000 }],
  ['busy', '接口返回 −1', { effect: 'errcode', errcode: -1 }],
  ['quota', '接口返回 45009', { effect: 'errcode', errcode: 45009 }],
  ['token', '接口返回 40001', { effect: 'errcode', errcode: 40001, times: 1 }],
  ['429', '接口返回 HTTP 429', { effect: 'status', status: 429 }],
  ['drop', '断开连接（未生效）', { effect: 'drop' }],
  ['drop-after', '断开连接（已生效）', { effect: 'drop-after' }],
  ['twice', '回调重复', { effect: 'duplicate' }],
  ['order', '回调乱序', { effect: 'reorder' }],
  ['late', '回调迟到 3 秒', { effect: 'callback-delay', milliseconds: 3000 }],
  ['lost', '回调丢失', { effect: 'callback-drop' }],
  ['some', '两成接口返回 −1', { effect: 'errcode', errcode: -1, probability: 0.2 }],
]

const ROUNDS_PER_KNOCK = 5

const NAMES = {
  delay: '变慢',
  errcode: '错误码',
  status: 'HTTP',
  drop: '断开',
  'drop-after': '生效后断开',
  duplicate: '重复',
  reorder: '乱序',
  'callback-delay': '迟到',
  'callback-drop': '丢失',
}

/** Clock, faults and the state of the server behind the callbacks. */
export function showStrip(strip) {
  const clock = h('time', { id: 'sandbox-clock' })
  const offset = h('small', { id: 'clock-offset' })
  const server = h('span', { class: 'server', id: 'server-state' })
  const active = h('div', { class: 'faults-active', id: 'active-faults' })
  const move = (body) => async () => {
    await attempt(() => post('clock', body))
    await refresh()
  }
  const choose = h(
    'select',
    { id: 'fault-choice', 'aria-label': '打开一个故障' },
    h('option', { value: '' }, '制造故障…'),
    ...FAULTS.map(([key, label]) => h('option', { value: key }, label)),
  )
  choose.addEventListener('change', async () => {
    const fault = FAULTS.find(([key]) => key === choose.value)
    choose.value = ''
    if (fault === undefined) return
    await attempt(() => post('faults', fault[2]))
    toast(`故障已打开：${fault[1]}`)
    await refresh()
  })
  strip.append(
    h(
      'div',
      { class: 'brand' },
      h('span', { class: 'logo', 'aria-hidden': 'true' }),
      h('div', {}, h('h1', {}, '微信沙箱'), h('small', {}, '扮演腾讯的那一端')),
    ),
    h(
      'div',
      { class: 'clock' },
      h('div', {}, clock, offset),
      ...STEPS.map(([seconds, label]) =>
        h(
          'button',
          { type: 'button', class: 'quiet', 'data-advance': seconds, onclick: move({ advanceSeconds: seconds }) },
          label,
        ),
      ),
      h('button', { type: 'button', class: 'quiet', id: 'clock-reset', onclick: move({ offsetSeconds: 0 }) }, '现在'),
    ),
    h('div', { class: 'faults' }, choose, active),
    settingsButton(),
    h('a', { class: 'docs-link', href: 'api-docs.html', target: '_blank', rel: 'noopener' }, '接口文档'),
    server,
  )

  const drawFaults = keepShown(active, (faults) => faults.map((fault) => faultPill(fault, refresh)))
  let rounds = 0
  async function refresh() {
    const [{ now, offsetSeconds }, faults] = await Promise.all([get('clock'), get('faults')])
    // Asking for the links knocks at the server, so it is done more rarely than looking at the clock.
    if (rounds % ROUNDS_PER_KNOCK === 0) state.links = await get('links')
    rounds += 1
    const { links } = state
    state.now = now
    clock.textContent = `${dateText(now)} ${secondText(now)}`
    offset.textContent = offsetSeconds === 0 ? '与真实时间一致' : `比真实时间快 ${describe(offsetSeconds)}`
    drawFaults(faults)
    server.textContent = links.reachable ? '归一已连接' : '归一未应答'
    server.className = links.reachable ? 'server up' : 'server down'
  }
  return refresh
}

function describe(seconds) {
  const units = [
    [86_400, '天'],
    [3600, '小时'],
    [60, '分'],
    [1, '秒'],
  ]
  const parts = []
  let left = Math.abs(seconds)
  for (const [size, name] of units) {
    if (left >= size) parts.push(`${Math.floor(left / size)} ${name}`)
    left %= size
  }
  return `${seconds < 0 ? '-' : ''}${parts.slice(0, 2).join(' ')}`
}

function faultPill(fault, refresh) {
  const value = { errcode: fault.errcode, status: fault.status }[fault.effect]
  const chance = fault.probability < 1 ? `${Math.round(fault.probability * 100)}%` : ''
  const label = [NAMES[fault.effect], value, chance, fault.path]
    .filter((part) => part !== undefined && part !== '')
    .join(' ')
  const stop = async () => {
    await attempt(() => remove(`faults/${fault.id}`))
    await refresh()
  }
  return h('button', { type: 'button', class: 'pill', 'aria-label': `关闭故障 ${label}`, onclick: stop }, `${label} ✕`)
}
