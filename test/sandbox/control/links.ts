const PROBE_TIMEOUT_MS = 2000

export interface Links {
  miniProgram: string
  sidebar: string
  console: string
  /** Whether the server's pages may be shown inside the sandbox's phone frame; otherwise they open in their own window. */
  frameable: boolean
  reachable: boolean
}

/** Where the product's own pages are, and whether its security headers let another page frame them. */
export async function readLinks(base: string): Promise<Links> {
  const links = { miniProgram: `${base}/m/`, sidebar: `${base}/sidebar/`, console: `${base}/` }
  try {
    const response = await fetch(links.miniProgram, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) })
    const policy = response.headers.get('content-security-policy') ?? ''
    const ancestors = /frame-ancestors ([^;]*)/.exec(policy)?.[1]
    const refused = response.headers.has('x-frame-options') || (ancestors !== undefined && !/\*|http/.test(ancestors))
    return { ...links, frameable: response.ok && !refused, reachable: true }
  } catch {
    return { ...links, frameable: false, reachable: false }
  }
}
