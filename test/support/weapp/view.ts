import { asText } from './wxml-renderer'
import type { ViewElement, ViewNode } from './wxml-renderer'

export interface Found {
  element: ViewElement
  /** Nearest first. */
  ancestors: ViewElement[]
}

export const textOf = (node: ViewNode): string => ('text' in node ? node.text : node.children.map(textOf).join(''))

/** Every element, parents before children. */
function* walk(nodes: ViewNode[], ancestors: ViewElement[]): Generator<Found> {
  for (const node of nodes) {
    if ('text' in node) continue
    yield { element: node, ancestors }
    yield* walk(node.children, [node, ...ancestors])
  }
}

function matches(element: ViewElement, selector: string): boolean {
  if (selector.startsWith('#')) return element.attributes.id === selector.slice(1)
  if (selector.startsWith('.')) return asText(element.attributes.class).split(/\s+/).includes(selector.slice(1))
  return (
    textOf(element).includes(selector) &&
    !element.children.some((child) => 'tag' in child && textOf(child).includes(selector))
  )
}

/** The first element for `#id`, `.class`, or the deepest one holding a text. */
export function findIn(nodes: ViewNode[], selector: string): Found | null {
  for (const found of walk(nodes, [])) if (matches(found.element, selector)) return found
  return null
}
