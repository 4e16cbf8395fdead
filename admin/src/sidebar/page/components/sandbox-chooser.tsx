import { useQuery } from '@tanstack/react-query'
import { Input, Segmented } from 'antd'
import { useState } from 'react'
import { formatDate } from '../../../lib/format'
import { PersonAvatar } from '../../../ui/person-avatar'
import { EmptyState, QueryView } from '../../../ui/states'
import { sandboxContacts, sandboxMembers, type SandboxMember } from '../host/sandbox'
import css from './sandbox-chooser.module.css'

/** Stands in for WeCom's list of chats, so that the sidebar can be tried without WeCom. Only with the sandbox. */
export function SandboxChooser({ url }: { url: string }) {
  const members = useQuery({ queryKey: ['sandbox', 'members'], queryFn: () => sandboxMembers(url) })
  return (
    <div className={css.page}>
      <h1 className={css.title}>选择一段客户聊天</h1>
      <p className={css.hint}>现在连接的是沙箱。在真实的企业微信里，侧边栏直接跟随当前聊天。</p>
      <QueryView query={members}>{(list) => <Chats url={url} members={list} />}</QueryView>
    </div>
  )
}

function Chats({ url, members }: { url: string; members: SandboxMember[] }) {
  const [chosen, setChosen] = useState<string>()
  const [search, setSearch] = useState('')
  const busiest = members.reduce<SandboxMember | undefined>(
    (most, member) => (most && most.contacts >= member.contacts ? most : member),
    undefined,
  )
  const userid = chosen ?? busiest?.userid ?? ''
  const contacts = useQuery({
    queryKey: ['sandbox', 'contacts', userid],
    queryFn: () => sandboxContacts(url, userid),
    enabled: userid !== '',
  })
  return (
    <>
      <Segmented
        block
        value={userid}
        onChange={setChosen}
        options={members.map(({ userid: value, name, contacts: count }) => ({ value, label: `${name} ${count}` }))}
      />
      <Input
        allowClear
        aria-label="搜索联系人"
        placeholder="搜索联系人"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        style={{ margin: '12px 0' }}
      />
      <QueryView query={contacts}>
        {(list) => {
          const found = list.filter(({ name, remark }) => `${name}${remark}`.includes(search.trim()))
          if (found.length === 0) return <EmptyState compact title={search ? '没有找到联系人' : '还没有客户好友'} />
          return (
            <ul className={css.list} aria-label="客户聊天">
              {found.map(({ externalUserid, name, since }) => (
                <li key={externalUserid}>
                  <a
                    className={css.chat}
                    href={`?${new URLSearchParams({ sandbox_member: userid, external_userid: externalUserid }).toString()}`}
                  >
                    <PersonAvatar name={name} seed={externalUserid} size={38} />
                    <span className={css.name}>{name}</span>
                    <span className={css.since}>{formatDate(since)} 添加</span>
                  </a>
                </li>
              ))}
            </ul>
          )
        }}
      </QueryView>
    </>
  )
}
