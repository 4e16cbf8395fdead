type Handler = (argument?: unknown) => unknown

/** What a script gave to `App()` or `Page()`. */
export type Definition = Record<string, unknown>

export interface PageInstance extends Record<string, unknown> {
  route: string
  options: Record<string, string>
  data: Record<string, unknown>
}

export interface AppJson {
  pages: string[]
  subPackages?: { root: string; pages: string[] }[]
  tabBar?: { list: { pagePath: string }[] }
  usingComponents?: Record<string, string>
}

interface PageStackParts {
  app: AppJson
  /** Runs a page's script if need be and gives what it handed to `Page()`. */
  definition(route: string): Definition
  later(act: () => void): void
}

/** WeChat's limit on open pages. */
const MOST_PAGES = 10

const copy = <T>(value: T): T => (value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T))

/** Calls a life-cycle or event method when there is one. */
export function callMethod(target: Definition, name: string, argument?: unknown): void {
  const handler = target[name]
  if (typeof handler === 'function') (handler as Handler).call(target, argument)
}

/** `setData` keys are paths like `root.cn.[0].v`. */
function setAt(target: Record<string, unknown>, key: string, value: unknown): void {
  const keys = key
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean)
  const last = keys.pop()
  if (last === undefined) return
  let at = target
  keys.forEach((name, index) => {
    at[name] ??= /^\d+$/.test(keys[index + 1] ?? last) ? [] : {}
    at = at[name] as Record<string, unknown>
  })
  at[last] = value
}

/** The open pages and the moves between them, refused where WeChat refuses them. */
export class PageStack {
  private readonly routes: string[]
  private readonly tabs: string[]
  private readonly tabPages = new Map<string, PageInstance>()
  private open: PageInstance[] = []

  constructor(private readonly parts: PageStackParts) {
    const { pages, subPackages = [], tabBar } = parts.app
    const inSubPackages = subPackages.flatMap((pack) =>
      pack.pages.map((page) => `${pack.root.replace(/\/$/, '')}/${page}`),
    )
    this.routes = [...pages, ...inSubPackages]
    this.tabs = (tabBar?.list ?? []).map((tab) => tab.pagePath)
  }

  get all(): PageInstance[] {
    return [...this.open]
  }

  get current(): PageInstance {
    const page = this.open[this.open.length - 1]
    if (!page) throw new Error('no page is open')
    return page
  }

  split(url: string): { route: string; query: Record<string, string> } {
    const parsed = new URL(url, `mp://app/${this.open.length > 0 ? this.current.route : ''}`)
    return { route: parsed.pathname.slice(1), query: Object.fromEntries(parsed.searchParams) }
  }

  navigateTo(url: string): void {
    if (this.isTab(url)) throw new Error('can not navigateTo a tabbar page')
    if (this.open.length >= MOST_PAGES) throw new Error('webview count limit exceed')
    callMethod(this.current, 'onHide')
    this.push(url)
  }

  redirectTo(url: string): void {
    this.close()
    this.push(url)
  }

  navigateBack(delta: number): void {
    for (let left = delta; left > 0 && this.open.length > 1; left--) this.close()
    callMethod(this.current, 'onShow')
  }

  switchTab(url: string): void {
    const { route } = this.split(url)
    if (!this.tabs.includes(route)) throw new Error('can not switch to no-tabBar page')
    while (this.open.length > 1) this.close()
    const left = this.open.pop()
    if (left) callMethod(left, 'onHide')
    const known = this.tabPages.get(route)
    if (!known) return void this.tabPages.set(route, this.push(url))
    this.open = [known]
    callMethod(known, 'onShow')
  }

  reLaunch(url: string): void {
    while (this.open.length > 0) this.close()
    this.tabPages.clear()
    if (this.isTab(url)) this.switchTab(url)
    else this.push(url)
  }

  private isTab(url: string): boolean {
    return this.tabs.includes(this.split(url).route)
  }

  private push(url: string): PageInstance {
    const { route, query } = this.split(url)
    if (!this.routes.includes(route)) throw new Error(`page «${route}» is not found`)
    const { data, ...methods } = this.parts.definition(route)
    const page: PageInstance = {
      ...methods,
      route,
      __route__: route,
      options: query,
      data: (copy(data) as Record<string, unknown> | undefined) ?? {},
    }
    page.setData = (change: Record<string, unknown>, done?: () => void) => {
      for (const [key, value] of Object.entries(copy(change))) setAt(page.data, key, value)
      if (done) this.parts.later(done)
    }
    this.open.push(page)
    callMethod(page, 'onLoad', query)
    callMethod(page, 'onShow')
    this.parts.later(() => callMethod(page, 'onReady'))
    return page
  }

  private close(): void {
    const page = this.open.pop()
    if (page) callMethod(page, 'onUnload')
  }
}
