import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { serverSources } from './server-sources'

const LABELS = join(__dirname, '../../admin/src/features/audit/labels.ts')

/** Keys of one table of words in the console. */
function wordsOf(table: 'actions' | 'kinds'): Set<string> {
  const text = readFileSync(LABELS, 'utf8')
  const body = new RegExp(`const ${table}: Record<string, string> = \\{([^]*?)\\n\\}`).exec(text)?.[1] ?? ''
  return new Set([...body.matchAll(/^ {2}'?([\w.-]+)'?: /gm)].map((match) => match[1] ?? ''))
}

describe('audit', () => {
  const text = serverSources()
    .map((file) => file.text)
    .join('\n')
  const written = (pattern: RegExp): string[] => [
    ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
  ]

  it('has a Chinese word for every act that the server writes down', () => {
    const acts = written(/(?:\baction: |\bdescribe\()'([a-z-]+\.[a-z-]+)'/g)
    const known = wordsOf('actions')
    expect(acts.length).toBeGreaterThan(50)
    expect(acts.filter((act) => !known.has(act))).toEqual([])
  })

  it('has one for everything that an act is done to', () => {
    const kinds = written(/target: \{ kind: '([a-z-]+)'/g)
    const known = wordsOf('kinds')
    expect(kinds.length).toBeGreaterThan(15)
    expect(kinds.filter((kind) => !known.has(kind))).toEqual([])
  })
})
