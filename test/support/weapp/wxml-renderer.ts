import { readFileSync } from 'node:fs'
import path from 'node:path'
import { compileFunction } from 'node:vm'
import { isElement, parseWxml } from './wxml-parser'
import type { WxmlElement, WxmlNode } from './wxml-parser'

/** What a WXML page shows for given data. */
export interface ViewElement {
  tag: string
  attributes: Record<string, unknown>
  dataset: Record<string, unknown>
  /** Event type → handler name and whether it stops there (`catch…`). */
  events: Record<string, { handler: string; stops: boolean }>
  children: ViewNode[]
}

export type ViewNode = ViewElement | { text: string }

type Scope = Record<string, unknown>
/** The WXML file of a custom component, or null for a built-in element. */
type ComponentLookup = (tag: string) => string | null

interface WxmlFile {
  name: string
  templates: Map<string, WxmlElement>
  scripts: Scope
  imports: WxmlFile[]
  body: WxmlNode[]
}

/** A value as WXML writes it; nothing for nothing, and for what has no text. */
export const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

const RESERVED = new Set(['true', 'false', 'null', 'undefined', 'typeof', 'in', 'instanceof', 'new', 'void'])
const expressions = new Map<string, (scope: Scope) => unknown>()

/** WXML's expressions are JavaScript's, except that an unknown name is undefined and a property of nothing is nothing. */
function evaluate(expression: string, scope: Scope): unknown {
  let run = expressions.get(expression)
  if (!run) {
    run = compileFunction(`with (scope) { return (${expression}) }`, ['scope']) as (scope: Scope) => unknown
    expressions.set(expression, run)
  }
  const names = new Proxy(scope, {
    has: (_, key) => typeof key === 'string' && !RESERVED.has(key),
    get: (target, key) => (typeof key === 'string' ? target[key] : undefined),
  })
  try {
    return run(names)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function valueOf(source: string | true, scope: Scope): unknown {
  if (source === true) return true
  const whole = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(source)?.[1]
  if (whole !== undefined && !whole.includes('{{')) return evaluate(whole, scope)
  return source.replace(/\{\{([\s\S]*?)\}\}/g, (_, expression: string) => asText(evaluate(expression, scope)))
}

const textValue = (source: string | true | undefined, scope: Scope): string =>
  source === undefined ? '' : asText(valueOf(source, scope))

function runScript(code: string): unknown {
  const module = { exports: {} }
  const run = compileFunction(code, ['module', 'exports']) as (module: object, exports: object) => void
  run(module, module.exports)
  return module.exports
}

/** Draws the WXML of one mini-program package: imports, includes, templates, wxs, `wx:for`, `wx:if`, component files. */
export class WxmlRenderer {
  private readonly files = new Map<string, WxmlFile>()

  constructor(private readonly root: string) {}

  render(name: string, data: Scope, components: ComponentLookup): ViewNode[] {
    const file = this.load(name)
    return this.drawAll(file, file.body, data, components)
  }

  private load(name: string): WxmlFile {
    const known = this.files.get(name)
    if (known) return known
    const file: WxmlFile = { name, templates: new Map(), scripts: {}, imports: [], body: [] }
    this.files.set(name, file)
    for (const node of parseWxml(readFileSync(name, 'utf8'))) {
      if (!isElement(node)) file.body.push(node)
      else if (node.tag === 'import') file.imports.push(this.load(this.locate(name, String(node.attributes.src))))
      else if (node.tag === 'wxs') file.scripts[String(node.attributes.module)] = runScript(this.scriptOf(name, node))
      else if (node.tag === 'template' && typeof node.attributes.name === 'string')
        file.templates.set(node.attributes.name, node)
      else file.body.push(node)
    }
    return file
  }

  private scriptOf(name: string, { attributes, children }: WxmlElement): string {
    if (typeof attributes.src === 'string') return readFileSync(this.locate(name, attributes.src), 'utf8')
    const [code] = children
    return code && 'text' in code ? code.text : ''
  }

  private locate(from: string, source: string): string {
    const found = source.startsWith('/') ? path.join(this.root, source) : path.resolve(path.dirname(from), source)
    return path.extname(found) === '' ? `${found}.wxml` : found
  }

  private drawAll(file: WxmlFile, nodes: WxmlNode[], data: Scope, components: ComponentLookup): ViewNode[] {
    const scope = { ...file.scripts, ...data }
    const drawn: ViewNode[] = []
    let chosen = true // whether an earlier branch of the running wx:if chain was drawn
    for (const node of nodes) {
      if (!isElement(node)) {
        drawn.push({ text: textValue(node.text, scope) })
        continue
      }
      const { attributes } = node
      const loop = attributes['wx:for']
      if (loop !== undefined) {
        drawn.push(...this.drawLoop(file, node, loop, data, scope, components))
        continue
      }
      if ('wx:if' in attributes) chosen = false
      const condition = attributes['wx:if'] ?? attributes['wx:elif']
      if (condition !== undefined || 'wx:else' in attributes) {
        if (chosen) continue
        chosen = condition === undefined || Boolean(valueOf(condition, scope))
        if (!chosen) continue
      }
      drawn.push(...this.draw(file, node, data, scope, components))
    }
    return drawn
  }

  private drawLoop(
    file: WxmlFile,
    node: WxmlElement,
    loop: string | true,
    data: Scope,
    scope: Scope,
    components: ComponentLookup,
  ): ViewNode[] {
    const items = valueOf(loop, scope)
    if (!Array.isArray(items)) return []
    const itemName = String(node.attributes['wx:for-item'] ?? 'item')
    const indexName = String(node.attributes['wx:for-index'] ?? 'index')
    const { 'wx:for': _loop, ...attributes } = node.attributes
    return items.flatMap((item: unknown, index) =>
      this.drawAll(file, [{ ...node, attributes }], { ...data, [itemName]: item, [indexName]: index }, components),
    )
  }

  private draw(file: WxmlFile, node: WxmlElement, data: Scope, scope: Scope, components: ComponentLookup): ViewNode[] {
    const { tag, attributes, children } = node
    if (tag === 'block') return this.drawAll(file, children, data, components)
    if (tag === 'include') {
      const included = this.load(this.locate(file.name, String(attributes.src)))
      return this.drawAll(included, included.body, data, components)
    }
    if (tag === 'template') return this.drawTemplate(file, attributes, scope, components)
    const component = components(tag)
    if (component !== null) {
      const own = this.load(component)
      const properties = Object.fromEntries(
        Object.entries(attributes).map(([key, source]) => [key, valueOf(source, scope)]),
      )
      return this.drawAll(own, own.body, properties, components)
    }
    return [this.drawElement(file, node, data, scope, components)]
  }

  private drawTemplate(
    file: WxmlFile,
    attributes: WxmlElement['attributes'],
    scope: Scope,
    components: ComponentLookup,
  ): ViewNode[] {
    const name = textValue(attributes.is, scope)
    const home = [file, ...file.imports].find((candidate) => candidate.templates.has(name))
    const template = home?.templates.get(name)
    if (!home || !template)
      throw new Error(`wxml: there is no template «${name}» in ${path.relative(this.root, file.name)}`)
    const given = String(attributes.data ?? '')
      .trim()
      .replace(/^\{\{|\}\}$/g, '')
    const data = given === '' ? {} : (evaluate(`{${given}}`, scope) as Scope)
    return this.drawAll(home, template.children, data, components)
  }

  private drawElement(
    file: WxmlFile,
    { tag, attributes, children }: WxmlElement,
    data: Scope,
    scope: Scope,
    components: ComponentLookup,
  ): ViewElement {
    const element: ViewElement = { tag, attributes: {}, dataset: {}, events: {}, children: [] }
    for (const [key, source] of Object.entries(attributes)) {
      const event = /^(?:capture-)?(bind|catch):?(.+)$/.exec(key)
      if (event) element.events[event[2] ?? ''] = { handler: textValue(source, scope), stops: event[1] === 'catch' }
      else if (key.startsWith('data-'))
        element.dataset[key.slice(5).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())] = valueOf(
          source,
          scope,
        )
      else if (!key.startsWith('wx:')) {
        const value = valueOf(source, scope)
        if (value !== undefined) element.attributes[key] = value
      }
    }
    element.children = this.drawAll(file, children, data, components)
    return element
  }
}
