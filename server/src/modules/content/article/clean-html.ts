/** Which tags survive, with the attributes that each may keep. */
const ALLOWED: Record<string, readonly string[]> = {
  p: [],
  h2: [],
  h3: [],
  strong: [],
  em: [],
  u: [],
  s: [],
  ul: [],
  ol: [],
  li: [],
  blockquote: [],
  figure: [],
  figcaption: [],
  br: [],
  hr: [],
  a: ['href'],
  img: ['src', 'alt'],
}
const RENAMED: Record<string, string> = {
  b: 'strong',
  i: 'em',
  strike: 's',
  del: 's',
  h1: 'h2',
  h4: 'h3',
  h5: 'h3',
  h6: 'h3',
  div: 'p',
}
const VOID = new Set(['br', 'hr', 'img'])
/** Elements whose content is not text for a reader. */
const DROPPED_WITH_CONTENT =
  /<(script|style|iframe|object|embed|template|noscript|svg|math|textarea|select|title|head)\b[^]*?(?:<\/\1\s*>|$)/gi

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  colon: ':',
  tab: '\t',
  newline: '\n',
  sol: '/',
}

/** Browsers decode entities before they look at an address; so does this. */
function decode(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|[a-z]+);?/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code = name[1]?.toLowerCase() === 'x' ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

const escapeText = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const escapeAttribute = (text: string): string => escapeText(text).replace(/"/g, '&quot;')

/** Absolute web addresses and our own files; control characters, which browsers ignore inside `javascript:`, are refused. */
function isSafeAddress(address: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  if (/[\u0000-\u0020\u007f]/.test(address)) return false
  return /^https?:\/\/[^/]/i.test(address) || /^\/assets\/[\w./-]+$/.test(address)
}

function attributesOf(source: string, allowed: readonly string[]): string | null {
  const found = new Map<string, string>()
  for (const match of source.matchAll(/([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g)) {
    const name = match[1]?.toLowerCase() ?? ''
    if (allowed.includes(name) && !found.has(name)) found.set(name, decode(match[2] ?? match[3] ?? match[4] ?? ''))
  }
  for (const name of ['href', 'src']) {
    if (allowed.includes(name) && !isSafeAddress(found.get(name) ?? '')) return null
  }
  return [...found].map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`).join('')
}

/**
 * Rebuilds HTML from an allow-list: whatever is not listed is left out, its text kept; scripts, styles and frames go with their
 * content. The result is written anew from parsed pieces, never copied, so nothing unread can pass.
 * @param html anything a person pasted
 * @returns well-nested HTML
 */
export function cleanHtml(html: string): string {
  const source = html.replace(/<!--[^]*?(?:-->|$)/g, '').replace(DROPPED_WITH_CONTENT, '')
  const output: string[] = []
  const open: string[] = []
  const close = (tag: string): void => {
    if (!open.includes(tag)) return
    for (let last = open.pop(); last !== undefined; last = open.pop()) {
      output.push(`</${last}>`)
      if (last === tag) return
    }
  }
  for (const [piece, closing, name, attributes] of source.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^"'<>])*)>|[^<]+|</gi,
  )) {
    if (name === undefined) {
      output.push(escapeText(decode(piece)))
      continue
    }
    const tag = RENAMED[name.toLowerCase()] ?? name.toLowerCase()
    const allowed = Object.hasOwn(ALLOWED, tag) ? ALLOWED[tag] : undefined
    if (!allowed) continue
    if (closing) {
      close(tag)
      continue
    }
    if (tag === 'p' || tag === 'li') close(tag)
    const kept = attributesOf(attributes ?? '', allowed)
    if (kept === null) continue
    output.push(tag === 'a' ? `<a${kept} rel="noopener noreferrer">` : `<${tag}${kept}>`)
    if (!VOID.has(tag)) open.push(tag)
  }
  while (open.length > 0) output.push(`</${open.pop() ?? ''}>`)
  return output
    .join('')
    .replace(/<p>\s*<\/p>/g, '')
    .trim()
}
