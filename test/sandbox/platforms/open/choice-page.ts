import { PlainAnswer } from '../../kernel/endpoint'
import type { Kernel } from '../../kernel/kernel'
import type { Directory } from '../work/directory'

const SHOWN = 50

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

interface Choice {
  key: 'sandbox_member' | 'sandbox_person'
  value: string
  name: string
  note: string
}

function membersNamed(directory: Directory, search: string): Choice[] {
  return directory
    .all()
    .filter(({ userid, name, title }) => [userid, name, title].some((text) => text.includes(search)))
    .slice(0, SHOWN)
    .map(({ userid, name, title }) => ({ key: 'sandbox_member', value: userid, name, note: title }))
}

function peopleNamed(kernel: Kernel, search: string): Choice[] {
  return kernel.people
    .search(search, SHOWN)
    .items.map(({ id, name, city }) => ({ key: 'sandbox_person', value: id, name, note: city }))
}

/** Asks who is holding the phone, because a sandbox has no logged-in WeChat to take it from. */
export function choicePage(
  kernel: Kernel,
  directory: Directory,
  query: Record<string, string | undefined>,
  forMember: boolean,
): PlainAnswer {
  const { sandbox_search: search = '', ...rest } = query
  const choices = forMember ? membersNamed(directory, search.trim()) : peopleNamed(kernel, search)
  const kept = Object.entries(rest).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const hidden = kept.map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  )
  const hint = forMember ? '搜索姓名、职务或账号' : '搜索姓名、城市、手机尾号或编号'
  const rows = choices.map(({ key, value, name, note }) => {
    const link = `?${new URLSearchParams([...kept, [key, value]]).toString()}`
    return `<a href="${escapeHtml(link)}"><b>${escapeHtml(name)}</b><span>${escapeHtml(note)}</span></a>`
  })
  const title = forMember ? '以哪位企业微信成员的身份登录？' : '以哪位微信用户的身份授权？'
  const empty = search === '' ? '<p>还没有人。请先在沙箱首页创建一位用户。</p>' : '<p>没有找到，换个词试试。</p>'
  return new PlainAnswer(
    200,
    'text/html; charset=utf-8',
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>微信授权</title>
<style>body{font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif;background:#ededed;margin:0;padding:32px 16px}main{max-width:420px;margin:auto;background:#fff;border-radius:12px;overflow:hidden}
h1{font-size:18px;margin:0;padding:20px 20px 12px}form{padding:0 20px 16px}input[type=search]{width:100%;box-sizing:border-box;font:inherit;padding:8px 12px;border:1px solid #ddd;border-radius:8px}a{display:flex;justify-content:space-between;padding:14px 20px;border-top:1px solid #eee;color:#191919;text-decoration:none}a:hover{background:#f7f7f7}span,p{color:#888}p{padding:0 20px 20px}</style>
<main><h1>${title}</h1><form>${hidden.join('')}<input type="search" name="sandbox_search" value="${escapeHtml(search)}" placeholder="${hint}" aria-label="${hint}"></form>${rows.join('') || empty}</main></html>`,
  )
}
