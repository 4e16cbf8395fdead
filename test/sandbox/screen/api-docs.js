/* global document -- this runs in a browser */
import { empty, h } from './dom.js'

const response = await fetch('/sandbox/openapi.json')
const { paths } = await response.json()

const calls = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation, group: operation.tags[0] })),
)
const groups = [...new Set(calls.map(({ group }) => group))]
const search = document.querySelector('#docs-search')
const list = document.querySelector('#docs-calls')
let group

function matches({ path, operation }, words) {
  const text = `${path} ${operation.summary} ${operation.description ?? ''}`.toLowerCase()
  return words.every((word) => text.includes(word))
}

function draw() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
  const found = calls.filter((call) => (group === undefined || call.group === group) && matches(call, words))
  const sections = groups
    .map((name) => [name, found.filter((call) => call.group === name)])
    .filter(([, items]) => items.length > 0)
  list.replaceChildren(
    ...(sections.length === 0 ? [empty('没有这样的接口', '换一个词试试')] : []),
    ...sections.map(([name, items]) =>
      h('section', {}, h('h2', {}, name, h('small', {}, `${items.length} 个`)), items.map(row)),
    ),
  )
  drawGroups()
}

function drawGroups() {
  const button = (name, label, count) =>
    h(
      'button',
      {
        type: 'button',
        class: name === group ? 'chosen' : '',
        'aria-current': name === group ? 'true' : undefined,
        onclick: () => {
          group = name
          draw()
        },
      },
      h('span', {}, label),
      h('small', {}, String(count)),
    )
  document
    .querySelector('#docs-groups')
    .replaceChildren(
      button(undefined, '全部', calls.length),
      ...groups.map((name) => button(name, name, calls.filter((call) => call.group === name).length)),
    )
}

function row({ path, method, operation }) {
  const query = (operation.parameters ?? []).filter((item) => item.in === 'query')
  const body = operation.requestBody?.content
  const example = body?.['application/json']?.example
  const errcodes = operation['x-errcodes'] ?? []
  return h(
    'details',
    { class: 'call' },
    h(
      'summary',
      {},
      h('b', { class: `verb ${method}` }, method.toUpperCase()),
      h('code', {}, path),
      h('span', {}, operation.summary),
    ),
    h(
      'div',
      { class: 'call-body' },
      query.length === 0
        ? ''
        : h(
            'div',
            {},
            h('h3', {}, '查询参数'),
            h(
              'p',
              {},
              query.map(({ name }) => h('code', {}, name)),
            ),
          ),
      example === undefined
        ? ''
        : h('div', {}, h('h3', {}, '请求示例'), h('pre', {}, JSON.stringify(example, null, 2))),
      body?.['multipart/form-data'] === undefined
        ? ''
        : h('div', {}, h('h3', {}, '请求'), h('p', {}, 'multipart/form-data，文件字段 media')),
      query.length === 0 && body === undefined ? h('p', {}, h('small', {}, '没有参数')) : '',
      errcodes.length === 0 ? '' : h('div', {}, h('h3', {}, '限额与错误码'), codes(operation.description)),
    ),
  )
}

function codes(description) {
  return h(
    'ul',
    { class: 'codes-list' },
    description.split('；').map((item) => {
      const [code, ...text] = item.split(' ')
      return /^-?\d+$/.test(code) ? h('li', {}, h('code', {}, code), text.join(' ')) : h('li', { class: 'limit' }, item)
    }),
  )
}

search.addEventListener('input', draw)
draw()
search.focus()
