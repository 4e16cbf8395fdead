import { StateMachine } from '../../../platform/state-machine'

export type ArticleState = 'draft' | 'published' | 'withdrawn'
export type ArticleAction = 'publish' | 'withdraw'

/** The life of an article. */
export const articleLife = new StateMachine<ArticleState, ArticleAction>('文章', {
  initial: 'draft',
  states: ['draft', 'published', 'withdrawn'],
  transitions: [
    { action: 'publish', from: ['draft', 'withdrawn'], to: 'published' },
    { action: 'withdraw', from: ['published'], to: 'withdrawn' },
  ],
})

const CHARACTERS_PER_MINUTE = 400

/** Text of an HTML body, as a reader sees it. */
export const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .trim()

/** Minutes that reading takes, at 400 characters a minute; never less than one. */
export const readMinutesOf = (html: string): number =>
  Math.max(1, Math.ceil(textOf(html).length / CHARACTERS_PER_MINUTE))

/** True when there is something to read or to look at. */
export const hasBody = (html: string): boolean => textOf(html) !== '' || html.includes('<img')
