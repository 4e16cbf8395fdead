/* global URLSearchParams -- this runs in a browser */
import { attempt, get, post } from './api.js'
import { avatar, empty, h, keepShown, toast } from './dom.js'
import { change, onChange, state } from './state.js'

const compact = new Intl.NumberFormat('zh-CN', { notation: 'compact' })
const GENDERS = { female: '女', male: '男', unknown: '' }

/** The list of people on the left: search, create, choose. */
export function showPeople(panel) {
  const search = h('input', {
    id: 'person-search',
    type: 'search',
    placeholder: '搜索姓名、城市或手机尾号',
    'aria-label': '搜索人物',
    autocomplete: 'off',
  })
  const count = h('span', { class: 'count', id: 'people-count' })
  const list = h('ul', { id: 'people-list', class: 'people-list', 'aria-label': '人物列表' })
  const draw = keepShown(list, ({ items, personId, asked }) =>
    items.length === 0 ? [h('li', {}, emptyList(asked))] : items.map((person) => row(person, person.id === personId)),
  )

  const refresh = async () => {
    const query = new URLSearchParams({ search: search.value, limit: '60' })
    const [{ total, items }, crowd] = await Promise.all([get(`people?${query}`), get('crowd')])
    count.textContent = crowd.people === 0 ? `${total} 人` : `${total} 人 · 另有人群 ${compact.format(crowd.people)}`
    draw({ items, personId: state.personId, asked: search.value })
    if (state.personId === undefined && items.length > 0) change({ personId: items[0].id, chatId: undefined })
  }
  search.addEventListener('input', () => void attempt(refresh))
  onChange((part) => {
    if ('personId' in part) void attempt(refresh)
  })

  panel.append(
    h('div', { class: 'panel-head' }, h('h2', {}, '人物'), count),
    createForm(refresh),
    h('div', { class: 'search' }, search),
    list,
  )
  return refresh
}

function emptyList(asked) {
  return asked === ''
    ? empty('还没有人', '在上面填个名字，创建第一位用户')
    : empty('没有找到', '换个姓名、城市或手机尾号试试')
}

function row(person, chosen) {
  const choose = () => change({ personId: person.id, chatId: undefined, tab: 'chats' })
  const note = [GENDERS[person.gender], person.city, `尾号 ${person.phone.slice(-4)}`].filter(Boolean).join(' · ')
  return h(
    'li',
    {},
    h(
      'button',
      {
        type: 'button',
        class: chosen ? 'person chosen' : 'person',
        'data-person': person.id,
        'aria-pressed': chosen ? 'true' : 'false',
        onclick: choose,
      },
      avatar(person.name, 'person'),
      h('span', { class: 'person-text' }, h('b', {}, person.name), h('small', {}, note)),
    ),
  )
}

function createForm(refresh) {
  const name = h('input', {
    id: 'new-person-name',
    placeholder: '新用户的姓名（可不填）',
    'aria-label': '新用户的姓名',
    maxlength: '12',
    autocomplete: 'off',
  })
  const submit = async (event) => {
    event.preventDefault()
    const fields = name.value.trim() === '' ? {} : { name: name.value.trim() }
    const person = await attempt(() => post('people', fields))
    if (person === undefined) return
    name.value = ''
    toast(`已创建 ${person.name}`)
    change({ personId: person.id, chatId: undefined, tab: 'scan' })
    await refresh()
  }
  return h(
    'form',
    { class: 'create', onsubmit: submit },
    name,
    h('button', { id: 'create-person', class: 'primary', type: 'submit' }, '创建'),
  )
}
