/** One member of the sandbox's WeCom. */
export interface SandboxMember {
  userid: string
  name: string
  title?: string
  contacts: number
}

/** One customer whom a member has as a contact. */
export interface SandboxContact {
  externalUserid: string
  name: string
  remark: string
  since: string
  removedByContact: boolean
}

async function ask<T>(url: string, path: string, method: 'GET' | 'POST' = 'GET'): Promise<T> {
  const reply = await fetch(`${url}/sandbox/api/${path}`, { method })
  if (!reply.ok) throw new Error(`The sandbox answered ${reply.status} to ${path}`)
  return (await reply.json()) as T
}

/** A fresh OAuth code for a member, as WeCom's web log-in would give one. */
export const sandboxCode = (url: string, userid: string): Promise<{ code: string }> =>
  ask(url, `work/members/${encodeURIComponent(userid)}/oauth-code`, 'POST')

export const sandboxMembers = (url: string): Promise<SandboxMember[]> => ask(url, 'work/members')

export const sandboxContacts = (url: string, userid: string): Promise<SandboxContact[]> =>
  ask(url, `work/members/${encodeURIComponent(userid)}/contacts`)
