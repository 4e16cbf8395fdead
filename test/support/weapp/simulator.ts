import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import vm from 'node:vm'
import { ModuleLoader } from './module-loader'
import { PageStack, callMethod } from './page-stack'
import type { AppJson, Definition } from './page-stack'
import { findIn, textOf } from './view'
import type { Found } from './view'
import { createWx } from './wx-api'
import { WxmlRenderer, asText } from './wxml-renderer'
import type { ViewElement, ViewNode } from './wxml-renderer'

interface SimulatorOptions {
  mapUrl(url: string): string
  appid: string
  /** What the phone panel answers when a button with `open-type="getPhoneNumber"` is tapped. */
  phonePanel: () => { code: string; errMsg: string } | { errMsg: string; errno?: number }
  /** What becomes of the payment sheet: returning is paying, throwing `cancel` is closing it. */
  paymentSheet?: () => void
}

const BUBBLING = new Set(['tap', 'touchstart', 'touchmove', 'touchend', 'longpress'])

/**
 * Runs a built WeChat mini-program (`dist/weapp`) in Node: its scripts in a vm without window or document, its WXML drawn from the data
 * that crossed `setData` as JSON, taps bubbling as WeChat lets them. It proves wiring (tap → request → text); native widgets it has not.
 */
export class WeappSimulator {
  /** Each call of an asynchronous wx API, in order. */
  readonly wxCalls: { name: string; options: Record<string, unknown> }[] = []
  /** What the app's timers threw. */
  readonly errors: unknown[] = []
  private readonly app: AppJson
  private readonly renderer: WxmlRenderer
  private readonly stack: PageStack
  private readonly loader: ModuleLoader
  private readonly definitions = new Map<string, Definition>()
  private readonly appListeners = { show: new Set<() => void>(), hide: new Set<() => void>() }
  private readonly timers = new Set<NodeJS.Timeout>()
  private clockShift = 0
  private loading = ''
  private launch: object = {}
  private appDefinition: Definition = {}

  constructor(
    private readonly root: string,
    private readonly options: SimulatorOptions,
  ) {
    this.app = JSON.parse(readFileSync(path.join(root, 'app.json'), 'utf8')) as AppJson
    this.renderer = new WxmlRenderer(root)
    this.stack = new PageStack({
      app: this.app,
      definition: (route) => this.definitionOf(route),
      later: (act) => void this.timers.add(setTimeout(act, 0)),
    })
    const wx = createWx({
      navigator: this.stack,
      mapUrl: options.mapUrl,
      launchOptions: () => this.launch,
      storage: new Map(),
      appid: options.appid,
      paymentSheet: () => options.paymentSheet?.(),
      calls: this.wxCalls,
      appListeners: this.appListeners,
    })
    const context = vm.createContext(this.globals(wx))
    vm.runInContext('Date.now = clock', context)
    this.loader = new ModuleLoader(root, context)
  }

  /** Opens the app at its first page, as a tap on its icon does. */
  start(): void {
    const first = this.app.pages[0] ?? ''
    this.launch = { path: first, query: {}, scene: 1001, referrerInfo: {} }
    this.loading = 'app'
    this.loader.require(path.join(this.root, 'app.js'))
    callMethod(this.appDefinition, 'onLaunch', this.launch)
    callMethod(this.appDefinition, 'onShow', this.launch)
    this.stack.reLaunch(`/${first}`)
  }

  /** A finger on the native tab bar. */
  openTab(url: string): void {
    this.stack.switchTab(url)
  }

  /** The person leaves to another app. */
  hide(): void {
    callMethod(this.appDefinition, 'onHide')
    this.appListeners.hide.forEach((act) => act())
  }

  /** Moves the app's `Date.now()` on; timers keep their own pace. */
  advance(ms: number): void {
    this.clockShift += ms
  }

  /** Ends every timer of the app. */
  stop(): void {
    this.timers.forEach((timer) => clearTimeout(timer))
    this.timers.clear()
  }

  get route(): string {
    return this.stack.current.route
  }

  /** Everything that the current page shows, as text. */
  text(): string {
    return this.draw().map(textOf).join('')
  }

  /** `#id`, `.class`, or the deepest element holding a text. */
  find(selector: string): Found | null {
    return findIn(this.draw(), selector)
  }

  /** A finger on an element: the tap bubbles, and a phone button opens WeChat's panel. A disabled button does nothing. */
  tap(selector: string): void {
    const { element } = this.need(selector)
    if (element.tag === 'button' && element.attributes.disabled === true) return
    this.fire(selector, 'tap', { x: 0, y: 0 })
    const asks = asText(element.attributes['open-type']).split('|').includes('getPhoneNumber')
    if (element.tag === 'button' && asks) this.fire(selector, 'getphonenumber', this.options.phonePanel())
  }

  /** Types into an input or textarea. */
  input(selector: string, value: string): void {
    this.fire(selector, 'input', { value, cursor: value.length })
  }

  /** Chooses in the picker around (or at) an element. */
  pick(selector: string, value: string): void {
    const { element, ancestors } = this.need(selector)
    const picker = [element, ...ancestors].find((candidate) => candidate.tag === 'picker')
    if (!picker) throw new Error(`${selector} is in no picker`)
    this.dispatch([picker], picker, 'change', { value })
  }

  private fire(selector: string, type: string, detail: object): void {
    const { element, ancestors } = this.need(selector)
    this.dispatch(BUBBLING.has(type) ? [element, ...ancestors] : [element], element, type, detail)
  }

  private need(selector: string): Found {
    const found = this.find(selector)
    if (!found) throw new Error(`nothing is «${selector}» on ${this.route}: ${this.text()}`)
    return found
  }

  private dispatch(way: ViewElement[], target: ViewElement, type: string, detail: object): void {
    const reference = ({ attributes, dataset }: ViewElement) => ({ id: attributes.id ?? '', dataset })
    const bound = way.filter((element) => element.events[type]?.handler)
    if (bound.length === 0) throw new Error(`nothing listens to ${type} on <${target.tag}>`)
    for (const element of bound) {
      callMethod(this.stack.current, element.events[type]?.handler ?? '', {
        type,
        timeStamp: Date.now(),
        target: reference(target),
        currentTarget: reference(element),
        detail: structuredClone(detail),
        mark: {},
        touches: [],
        changedTouches: [],
      })
      if (element.events[type]?.stops) break
    }
  }

  private draw(): ViewNode[] {
    const own = this.readJson(`${this.route}.json`) as { usingComponents?: Record<string, string> }
    const components = { ...this.app.usingComponents, ...own.usingComponents }
    const lookup = (tag: string) => {
      const where = components[tag]
      return where === undefined ? null : `${path.resolve(path.dirname(path.join(this.root, this.route)), where)}.wxml`
    }
    return this.renderer.render(path.join(this.root, `${this.route}.wxml`), this.stack.current.data, lookup)
  }

  private readJson(name: string): object {
    const file = path.join(this.root, name)
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as object) : {}
  }

  private definitionOf(route: string): Definition {
    if (!this.definitions.has(route)) {
      this.loading = route
      this.loader.require(path.join(this.root, `${route}.js`))
    }
    const definition = this.definitions.get(route)
    if (!definition) throw new Error(`${route} did not call Page()`)
    return definition
  }

  private globals(wx: object): Record<string, unknown> {
    const guarded = (act: () => void) => () => {
      try {
        act()
      } catch (error) {
        this.errors.push(error)
      }
    }
    const later = (start: (act: () => void, ms?: number) => NodeJS.Timeout) => (act: () => void, ms?: number) => {
      const timer = start(guarded(act), ms)
      this.timers.add(timer)
      return timer
    }
    const define = (definition: Definition) => void this.definitions.set(this.loading, definition)
    const globals: Record<string, unknown> = {
      console,
      wx,
      clock: () => Date.now() + this.clockShift,
      setTimeout: later(setTimeout),
      setInterval: later(setInterval),
      clearTimeout,
      clearInterval,
      App: (definition: Definition) => (this.appDefinition = definition),
      Page: define,
      Component: define,
      Behavior: (definition: Definition) => definition,
      getApp: () => this.appDefinition,
      getCurrentPages: () => this.stack.all,
    }
    globals.global = globals
    return globals
  }
}
