import type { CatalogueArticle } from './catalogue-types'

/** Slower than the 300 of a textbook: these pages are read on a phone, with pictures, over a cup of tea. */
const CHARACTERS_PER_MINUTE = 130

/**
 * Writes an article down: each block is a paragraph, a block headed by `## ` a heading, one headed by `- ` a list item
 * and one headed by `> ` a remark. Reading time follows from the length.
 */
export function article(fields: Omit<CatalogueArticle, 'html' | 'readMinutes'>, blocks: string[]): CatalogueArticle {
  const html = blocks.map(block).join('\n').replaceAll('</ul>\n<ul>', '\n')
  const characters = blocks.join('').length
  return { ...fields, html, readMinutes: Math.max(1, Math.round(characters / CHARACTERS_PER_MINUTE)) }
}

function block(text: string): string {
  if (text.startsWith('## ')) return `<h2>${text.slice(3)}</h2>`
  if (text.startsWith('- ')) return `<ul><li>${text.slice(2)}</li></ul>`
  if (text.startsWith('> ')) return `<blockquote>${text.slice(2)}</blockquote>`
  return `<p>${text}</p>`
}
