import { get } from './api.js'
import { empty, h, keepShown, secondText } from './dom.js'

const SHOWN = 80
/** Token calls and the like are many and dull; they show only on demand. */
let kind = ''

/** Every call of the server and every callback to it, newest first, each opening to its bodies. */
export function showJournal(panel) {
  const filter = h(
    'select',
    { id: 'journal-kind', 'aria-label': '筛选日志' },
    h('option', { value: '' }, '全部'),
    h('option', { value: 'callback' }, '回调'),
    h('option', { value: 'call' }, '接口调用'),
  )
  const list = h('ol', { class: 'entries', id: 'journal-entries', 'aria-label': '接口日志' })
  panel.append(h('div', { class: 'panel-head' }, h('h2', {}, '接口日志'), filter), list)
  const open = new Set()
  const draw = keepShown(list, (entries) =>
    entries.length === 0
      ? [h('li', {}, empty('还没有往来', '做一个动作，回调和接口调用会实时出现'))]
      : entries.map((entry) => row(entry, open)),
  )
  const refresh = async () => draw(await get(`journal?limit=${SHOWN}&kind=${kind}`.replace(/&kind=$/, '')))
  filter.addEventListener('change', () => {
    kind = filter.value
    void refresh()
  })
  return refresh
}

function row(entry, open) {
  const bad = (entry.status !== 200 && entry.status !== 204) || (entry.errcode ?? 0) !== 0
  const [path] = entry.path.split('?')
  const outcome =
    entry.errcode === undefined || entry.errcode === 0 ? String(entry.status || '无应答') : String(entry.errcode)
  const toggle = (event) => (event.target.open ? open.add(entry.seq) : open.delete(entry.seq))
  return h(
    'li',
    {},
    h(
      'details',
      { open: open.has(entry.seq), ontoggle: toggle },
      h(
        'summary',
        {},
        h('time', {}, secondText(entry.at)),
        h('span', { class: `direction ${entry.kind}` }, entry.kind === 'callback' ? '沙箱 → 归一' : '归一 → 沙箱'),
        h(
          'code',
          { title: entry.path },
          path.replace(/^\/(api\.weixin|qyapi\.weixin|open\.weixin|mp\.weixin)\.qq\.com/, ''),
        ),
        h('span', { class: bad ? 'outcome bad' : 'outcome' }, outcome),
        h('small', {}, `${entry.milliseconds} ms`),
      ),
      h(
        'pre',
        {},
        `${entry.method} ${entry.path}\n\n${entry.request || '（无请求体）'}\n\n↓\n\n${entry.response || '（空）'}`,
      ),
    ),
  )
}
