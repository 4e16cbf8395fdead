import { attempt, post } from './api.js'
import { dateText, empty, h, toast } from './dom.js'
import { change } from './state.js'

const RESULTS = { 0: '待发送', 1: '已送达', 2: '不是好友', 3: '已达上限' }
const KINDS = { image: '图片', video: '视频', link: '链接', miniprogram: '小程序', file: '文件' }
const SHOWN_RECEIVERS = 6

/** Group sends that the member has been given: those to confirm, then the others, newest first. */
export function taskList({ tasks, chosen }) {
  if (tasks.length === 0) return empty('没有群发任务', '在归一控制台发起企微群发后，任务会出现在这里等待确认')
  return h(
    'ul',
    { class: 'tasks' },
    // What waits for the member stands first.
    tasks
      .toSorted((a, b) => Number(b.status === 'pending') - Number(a.status === 'pending'))
      .map((task) => taskCard(task, chosen)),
  )
}

function taskCard(task, userid) {
  const unit = task.chatType === 'group' ? '个群' : '位客户'
  const pending = task.status === 'pending'
  const boxes = pending && task.allowSelect ? task.receivers.map(checkbox) : []
  const confirm = async () => {
    const chosen = boxes.filter(({ input }) => input.checked).map(({ input }) => input.value)
    const body = boxes.length === 0 || chosen.length === boxes.length ? { userid } : { userid, receivers: chosen }
    const done = await attempt(() => post(`work/tasks/${task.msgid}/confirm`, body))
    if (done === undefined) return
    toast(`已发送给 ${done.sent} ${unit}`)
    change({ member: userid })
  }
  const state = { pending: '', sent: `已发送 ${task.sent} / ${task.total}`, cancelled: '已停止' }[task.status]
  return h(
    'li',
    { class: `task ${task.status}`, 'data-msgid': task.msgid },
    h(
      'div',
      { class: 'task-marks' },
      h('span', { class: 'mark' }, task.chatType === 'group' ? '客户群' : '客户'),
      task.reminders > 0 && pending ? h('span', { class: 'mark urgent' }, `管理员提醒了 ${task.reminders} 次`) : '',
      task.allowSelect && pending ? h('span', { class: 'mark' }, '可以挑选客户') : '',
    ),
    h('p', {}, task.text === '' ? `[${task.attachments.length} 个附件]` : task.text),
    ...task.attachments
      .filter(({ imageUrl, kind }) => kind === 'image' && imageUrl !== undefined)
      .map(({ imageUrl }) => h('img', { class: 'task-picture', src: imageUrl, alt: '图片' })),
    ...task.attachments.map(({ title, kind }) =>
      h('small', { class: 'task-attachment' }, `附${KINDS[kind]}${title === undefined ? '' : `「${title}」`}`),
    ),
    boxes.length > 0
      ? h(
          'div',
          { class: 'choices' },
          boxes.map(({ label }) => label),
        )
      : receivers(task, unit),
    h(
      'footer',
      {},
      h('small', {}, `${dateText(task.createdAt)} · ${task.total} ${unit}`),
      pending
        ? h(
            'button',
            { type: 'button', class: 'primary work', 'data-action': 'confirm-send', onclick: confirm },
            boxes.length > 0 ? '发送给所选' : '确认发送',
          )
        : h('em', {}, state),
    ),
  )
}

function receivers(task, unit) {
  const names = task.receivers
    .slice(0, SHOWN_RECEIVERS)
    .map(({ name, status }) => h('span', { class: `receiver s${status}`, title: RESULTS[status] }, name))
  const more = task.total > names.length ? h('span', { class: 'receiver' }, `等 ${task.total} ${unit}`) : ''
  return h('div', { class: 'receivers' }, names, more)
}

function checkbox({ id, name }) {
  const input = h('input', { type: 'checkbox', value: id, checked: true })
  return { input, label: h('label', { class: 'choice' }, input, name) }
}

/** The company's moments for the member to publish; nothing at all when there are none. */
export function momentList({ moments, chosen }) {
  if (moments.length === 0) return []
  return [
    h('h4', {}, '朋友圈任务'),
    h(
      'ul',
      { class: 'tasks', 'aria-label': '朋友圈任务' },
      moments.map((moment) => momentCard(moment, chosen)),
    ),
  ]
}

function momentCard(moment, userid) {
  const publish = async () => {
    const done = await attempt(() => post(`work/moments/${moment.momentId}/publish`, { userid }))
    if (done === undefined) return
    toast(`已发表，${done.audience} 位客户可见`)
    change({ member: userid })
  }
  const attached = moment.attachments.map((kind) => KINDS[kind]).join('、')
  return h(
    'li',
    { class: `task ${moment.status === 'published' ? 'sent' : moment.status}`, 'data-moment': moment.momentId },
    h('p', {}, moment.text === '' ? `[${attached}]` : moment.text),
    moment.text !== '' && attached !== '' ? h('small', { class: 'task-attachment' }, `附${attached}`) : '',
    h(
      'div',
      { class: 'receivers' },
      moment.reactions.map(({ kind, name, text }) =>
        h('span', { class: 'receiver s1' }, kind === 'like' ? `♥ ${name}` : `${name}：${text}`),
      ),
    ),
    h(
      'footer',
      {},
      h('small', {}, dateText(moment.createdAt)),
      moment.status === 'pending'
        ? h('button', { type: 'button', class: 'primary work', 'data-action': 'publish', onclick: publish }, '发表')
        : h('em', {}, moment.status === 'published' ? '已发表' : '已停止'),
    ),
  )
}

/** What the product's app told this member; nothing at all when it said nothing. */
export function appMessages({ messages, chosen }) {
  if (messages.length === 0) return []
  return [
    h('h4', {}, '应用消息'),
    h(
      'ul',
      { class: 'tasks', 'aria-label': '应用消息' },
      messages.map((message) => messageCard(message, chosen)),
    ),
  ]
}

function messageCard({ msgid, title, text, url, imageUrl, at, buttons = [] }, userid) {
  const tap = (key) => async () => {
    const done = await attempt(() => post(`work/members/${userid}/messages/${msgid}/tap`, { key }))
    if (done !== undefined) toast(done.delivered ? '已点击，回调已送达' : '已点击；服务器没有接受回调', !done.delivered)
  }
  return h(
    'li',
    { class: 'task' },
    title === undefined ? '' : h('b', {}, title),
    imageUrl === undefined ? '' : h('img', { class: 'task-picture', src: imageUrl, alt: '图片' }),
    title === text || imageUrl !== undefined ? '' : h('p', {}, text),
    h(
      'footer',
      {},
      h('small', {}, dateText(at)),
      h(
        'span',
        { class: 'card-buttons' },
        buttons.map(({ text: label, key }) =>
          h('button', { type: 'button', class: 'quiet', disabled: key === '', onclick: tap(key) }, label),
        ),
        url === undefined ? '' : h('a', { href: url, target: '_blank', rel: 'noopener' }, '查看'),
      ),
    ),
  )
}
