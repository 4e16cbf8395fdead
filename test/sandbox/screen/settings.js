/* global document, window, location -- this runs in a browser */
import { attempt, get, post, put } from './api.js'
import { h, toast } from './dom.js'

const MODES = [
  ['safe', '安全模式'],
  ['compatible', '兼容模式'],
  ['plain', '明文模式'],
]
const FORMATS = [
  ['xml', 'XML'],
  ['json', 'JSON'],
]

/** The page that the platform's console has for each account: how callbacks are sealed, and what can be broken. */
export function settingsButton() {
  const dialog = h('dialog', { class: 'settings', id: 'settings', 'aria-label': '账号设置' })
  document.body.append(dialog)
  const open = async () => {
    const accounts = await attempt(() => get('accounts'))
    if (accounts === undefined) return
    dialog.replaceChildren(
      h(
        'header',
        {},
        h('h2', {}, '账号设置'),
        h('button', { type: 'button', class: 'quiet', onclick: () => dialog.close() }, '完成'),
      ),
      account('公众号', accounts.officialAccount),
      account('小程序', accounts.miniProgram),
      h(
        'footer',
        {},
        h('span', {}, '回调地址 ', h('code', {}, accounts.callbackBase)),
        h('button', { type: 'button', class: 'danger', onclick: forget }, '清空沙箱'),
      ),
    )
    dialog.showModal()
  }
  const forget = async () => {
    if (!window.confirm('清空沙箱里的全部用户、消息与日志？')) return
    await attempt(() => post('reset'))
    location.reload()
  }
  return h('button', { type: 'button', class: 'quiet', id: 'open-settings', onclick: () => void open() }, '账号设置')
}

function account(label, { appid, name, settings }) {
  const save = (field) => async (event) => {
    const { value } = event.target
    const saved = await attempt(() => put(`accounts/${appid}/settings`, { [field]: value }))
    if (saved !== undefined) toast('已保存，下一条回调起生效')
  }
  const choice = (field, title, options) =>
    h(
      'label',
      {},
      title,
      h(
        'select',
        { 'aria-label': `${label}${title}`, onchange: save(field) },
        options.map(([value, text]) => h('option', { value, selected: settings[field] === value }, text)),
      ),
    )
  const expire = async () => {
    const result = await attempt(() => post('tokens/expire', { account: appid }))
    if (result !== undefined) toast(`已让 ${result.ended} 个凭据失效`)
  }
  return h(
    'section',
    {},
    h('h3', {}, name, h('small', {}, `${label} · ${appid}`)),
    h(
      'div',
      { class: 'settings-row' },
      choice('callbackMode', '消息加解密方式', MODES),
      choice('callbackFormat', '数据格式', FORMATS),
      h('button', { type: 'button', class: 'quiet', onclick: expire }, '让凭据失效'),
    ),
  )
}
