/* global window -- this runs in a browser */
import { act } from './api.js'
import { h, toast } from './dom.js'
import { change, state } from './state.js'

/** The official account's menu below the chat; buttons with others below them open upwards. */
export function menuBar(person, menu, openKeyboard) {
  const tap = (button, sub) => async () => {
    const { appid } = state.accounts.officialAccount
    const item = sub === undefined ? menu.buttons[button] : menu.buttons[button].sub_button[sub]
    const result = await act(person.id, 'menu-tap', { appid, button, sub }, `已点「${item.name}」`)
    if (result?.url && item.type === 'view') window.open(result.url, '_blank', 'noopener')
    if (result?.page) {
      toast(`打开小程序页面 ${result.page}`)
      change({ tab: 'program' })
    } else change({})
  }
  return h(
    'div',
    { class: 'menu-bar', role: 'toolbar', 'aria-label': '公众号菜单' },
    h('button', { type: 'button', class: 'swap', 'aria-label': '打开键盘', onclick: openKeyboard }, '⌨'),
    menu.buttons.map((button, place) => entry(button, place, tap)),
  )
}

function entry(button, place, tap) {
  if (button.sub_button.length === 0)
    return h('button', { type: 'button', class: 'menu-button', onclick: tap(place) }, button.name)
  return h(
    'details',
    { class: 'menu-button', name: 'account-menu' },
    h('summary', {}, h('span', { 'aria-hidden': 'true' }, '≡ '), button.name),
    h(
      'div',
      { class: 'menu-below' },
      button.sub_button.map((item, sub) => h('button', { type: 'button', onclick: tap(place, sub) }, item.name)),
    ),
  )
}
