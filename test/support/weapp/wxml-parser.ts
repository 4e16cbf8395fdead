/** A WXML element; attributes keep their source text, `true` when they have none. */
export interface WxmlElement {
  tag: string
  attributes: Record<string, string | true>
  children: WxmlNode[]
}

export type WxmlNode = WxmlElement | { text: string }

export const isElement = (node: WxmlNode): node is WxmlElement => 'tag' in node

/** Reads WXML as mini-program builds write it. Throws on a tag that is not closed or closed out of order. */
export function parseWxml(source: string): WxmlNode[] {
  const root: WxmlElement = { tag: '#root', attributes: {}, children: [] }
  const open: WxmlElement[] = [root]
  let at = 0

  const top = () => open[open.length - 1] ?? root

  function readAttributes(): { attributes: WxmlElement['attributes']; selfClosed: boolean } {
    const attributes: WxmlElement['attributes'] = {}
    for (;;) {
      while (/\s/.test(source[at] ?? '')) at++
      if (source[at] === '>') return { attributes, selfClosed: (at++, false) }
      if (source.startsWith('/>', at)) return { attributes, selfClosed: ((at += 2), true) }
      if (at >= source.length) throw new Error('wxml: the file ends inside a tag')
      const name = /[^\s=/>]+/y
      name.lastIndex = at
      const key = name.exec(source)?.[0]
      if (!key) throw new Error(`wxml: cannot read «${source.slice(at, at + 20)}»`)
      at += key.length
      if (source[at] !== '=') {
        attributes[key] = true
        continue
      }
      const quote = source[at + 1] ?? '"'
      const end = source.indexOf(quote, at + 2)
      attributes[key] = source.slice(at + 2, end)
      at = end + 1
    }
  }

  while (at < source.length) {
    if (source.startsWith('<!--', at)) {
      at = source.indexOf('-->', at) + 3
    } else if (source.startsWith('</', at)) {
      const end = source.indexOf('>', at)
      const tag = source.slice(at + 2, end).trim()
      const closed = open.pop()
      if (closed?.tag !== tag) throw new Error(`wxml: </${tag}> closes <${closed?.tag ?? ''}>`)
      at = end + 1
    } else if (source[at] === '<') {
      const tag = /^[^\s/>]+/.exec(source.slice(at + 1))?.[0] ?? ''
      at += 1 + tag.length
      const { attributes, selfClosed } = readAttributes()
      const element: WxmlElement = { tag, attributes, children: [] }
      top().children.push(element)
      if (selfClosed) continue
      if (tag === 'wxs') {
        const end = source.indexOf('</wxs>', at)
        element.children.push({ text: source.slice(at, end) })
        at = end + '</wxs>'.length
      } else open.push(element)
    } else {
      const end = source.indexOf('<', at)
      const text = source.slice(at, end < 0 ? source.length : end)
      if (text.trim() !== '') top().children.push({ text })
      at += text.length
    }
  }
  if (open.length > 1) throw new Error(`wxml: <${top().tag}> is not closed`)
  return root.children
}
