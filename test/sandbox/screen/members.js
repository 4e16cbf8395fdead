import { attempt, get } from './api.js'
import { avatar, h, keepShown } from './dom.js'
import { customerList, groupList, transferList } from './member-customers.js'
import { appMessages, momentList, taskList } from './member-tasks.js'
import { change, onChange, state } from './state.js'

const SHOWN_MESSAGES = 5
const SHOWN_CONTACTS = 40
const compact = new Intl.NumberFormat('zh-CN', { notation: 'compact' })

/** The WeCom client of one member: what to confirm and publish, customers, groups, the sidebar. */
export function showMembers(panel) {
  const tabs = h('div', { class: 'member-tabs', role: 'tablist', 'aria-label': '企业成员' })
  const body = h('div', { class: 'member-body', id: 'member-body' })
  panel.append(
    h('div', { class: 'panel-head' }, h('h2', {}, '企业微信'), h('span', { class: 'count', id: 'corp-name' })),
    tabs,
    body,
  )
  const drawTabs = keepShown(tabs, ({ members, chosen }) =>
    members.map((member) => tab(member, member.userid === chosen)),
  )
  const draw = keepShown(body, (data) => [
    h('div', {}, h('h4', {}, '群发任务'), taskList(data), ...momentList(data), ...appMessages(data)),
    h('div', {}, h('h4', {}, '我的客户'), customerList(data), ...groupList(data), ...transferList(data)),
  ])

  const refresh = async () => {
    const members = await get('work/members')
    const chosen = members.find(({ userid }) => userid === state.member)?.userid ?? members[0].userid
    const of = (what) => get(`work/members/${chosen}/${what}`)
    const [tasks, contacts, messages, moments, groups, transfers] = await Promise.all([
      of('tasks'),
      of(`contacts?limit=${SHOWN_CONTACTS}`),
      of('messages'),
      of('moments'),
      of('groups'),
      of('transfers'),
    ])
    panel.querySelector('#corp-name').textContent = `${state.accounts.work.name} · ${members.length} 位成员`
    drawTabs({ members, chosen })
    draw({
      tasks,
      contacts: contacts.reverse(),
      total: members.find(({ userid }) => userid === chosen)?.contacts ?? 0,
      messages: messages.slice(0, SHOWN_MESSAGES),
      moments,
      groups,
      transfers,
      chosen,
      personId: state.personId,
      links: state.links,
    })
  }
  onChange((part) => {
    if ('member' in part || 'links' in part || 'personId' in part) void attempt(refresh)
  })
  return refresh
}

function tab(member, chosen) {
  return h(
    'button',
    {
      type: 'button',
      role: 'tab',
      id: `member-${member.userid}`,
      'aria-selected': chosen ? 'true' : 'false',
      onclick: () => change({ member: member.userid }),
    },
    avatar(member.name, 'person'),
    h(
      'span',
      {},
      h('b', {}, member.name),
      h('small', {}, `${member.title} · ${compact.format(member.contacts)} 位客户`),
    ),
    member.pendingTasks > 0
      ? h('em', { class: 'badge', 'aria-label': `${member.pendingTasks} 个待发送任务` }, String(member.pendingTasks))
      : '',
  )
}
