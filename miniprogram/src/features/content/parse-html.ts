/** A piece of an article: text, or an element that the reader knows how to draw. */
export type RichNode = { text: string } | { tag: RichTag; children: RichNode[]; src?: string; alt?: string }

const BLOCKS = ['p', 'h2', 'h3', 'ul', 'ol', 'li', 'blockquote', 'figure', 'figcaption', 'hr', 'img'] as const
const INLINES = ['strong', 'em', 'br'] as const
export type RichTag = (typeof BLOCKS)[number] | (typeof INLINES)[number]

const KNOWN = new Set<string>([...BLOCKS, ...INLINES])
const SAME: Record<string, RichTag> = { b: 'strong', i: 'em', h1: 'h2', h4: 'h3', h5: 'h3', h6: 'h3' }
/** Unknown boxes are read as paragraphs when they hold text of their own; other unknown elements are looked through. */
const BOXES = new Set(['div', 'section', 'article'])
const VOID = new Set(['img', 'br', 'hr', 'input', 'meta', 'link', 'source', 'wbr'])
const MUTE = new Set(['script', 'style', 'iframe', 'object', 'svg', 'template', 'noscript'])
const BLOCK_TAGS = new Set<string>(BLOCKS)

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  hellip: '…',
  mdash: '—',
  ldquo: '“',
  rdquo: '”',
  middot: '·',
}

function decode(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (name[0] !== '#') return ENTITIES[name.toLowerCase()] ?? whole
    const code = name[1] === 'x' || name[1] === 'X' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

function attributes(source: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const match of source.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g)) {
    found[(match[1] ?? '').toLowerCase()] = decode(match[2] ?? match[3] ?? match[4] ?? '')
  }
  return found
}

interface Open {
  name: string
  children: RichNode[]
}

const isBlock = (node: RichNode) => 'tag' in node && BLOCK_TAGS.has(node.tag)
const isBlank = (node: RichNode) => 'text' in node && node.text.trim() === ''

/** What a closed element leaves behind in its parent. */
function close({ name, children }: Open): RichNode[] {
  const tag = SAME[name] ?? name
  if (KNOWN.has(tag)) return [{ tag: tag as RichTag, children }]
  const holdsText = BOXES.has(name) && !children.some(isBlock) && !children.every(isBlank)
  return holdsText ? [{ tag: 'p', children }] : children
}

/**
 * Reads an article's HTML into the few elements that an article is made of. Anything else is looked through, scripts and styles are
 * dropped with what they hold, and only http(s) and server-relative pictures pass. Never throws: what is not closed closes at the end.
 */
export function parseHtml(html: string): RichNode[] {
  const root: Open = { name: '', children: [] }
  const stack: Open[] = [root]
  const top = () => stack[stack.length - 1] ?? root
  let muted: string | null = null

  const closeTop = () => {
    const done = stack.pop()
    if (done) top().children.push(...close(done))
  }

  for (const match of html.matchAll(/<!--[\s\S]*?-->|<(\/?)([a-z][\w-]*)([^>]*?)\/?>|([^<]+|<)/gi)) {
    const [, slash, rawName, rawAttributes = '', text] = match
    if (text !== undefined) {
      if (!muted) top().children.push({ text: decode(text.replace(/\s+/g, ' ')) })
      continue
    }
    const name = rawName?.toLowerCase()
    if (name === undefined) continue
    if (muted) {
      if (slash && name === muted) muted = null
      continue
    }
    if (slash) {
      if (stack.some((open, depth) => depth > 0 && open.name === name)) {
        while (stack.length > 1 && top().name !== name) closeTop()
        closeTop()
      }
    } else if (MUTE.has(name)) muted = name
    else if (name === 'img') {
      const { src = '', 'data-src': lazy = '', alt = '' } = attributes(rawAttributes)
      const address = src || lazy
      if (/^(https?:\/\/|\/(?!\/))/.test(address)) top().children.push({ tag: 'img', children: [], src: address, alt })
    } else if (VOID.has(name)) {
      if (name === 'br' || name === 'hr') top().children.push({ tag: name, children: [] })
    } else stack.push({ name, children: [] })
  }
  while (stack.length > 1) closeTop()
  return root.children.filter((node) => !isBlank(node))
}
