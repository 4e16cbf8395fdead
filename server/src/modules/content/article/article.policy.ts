/** The life of an article: which states may follow which. */
export const ARTICLE_STATES = {
  draft: ['published'],
  published: ['withdrawn'],
  withdrawn: ['published'],
} as const

export type ArticleState = keyof typeof ARTICLE_STATES

export const canBecome = (from: ArticleState, to: ArticleState): boolean =>
  (ARTICLE_STATES[from] as readonly ArticleState[]).includes(to)

const CHARACTERS_PER_MINUTE = 400

/** Text of an HTML body, as a reader sees it. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .trim()

/** Minutes that reading takes, at 400 characters a minute; never less than one. */
export const readMinutesOf = (html: string): number => Math.max(1, Math.ceil(textOf(html).length / CHARACTERS_PER_MINUTE))

/** True when there is something to read or to look at. */
export const hasBody = (html: string): boolean => textOf(html) !== '' || html.includes('<img')
